package dev.percorso.liquid;

/**
 * A value that a template expects from its data: not assigned, captured or looped over by the template itself.
 *
 * @param path dotted names from the root, {@code []} for an index or a computed key: {@code order.items[].title}
 * @param position where it is read
 */
public record VariableUse(String path, Position position) {}
