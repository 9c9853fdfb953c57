package dev.percorso.server.collect.imports;

/**
 * A mapping that somebody keeps for the next file of its kind.
 *
 * @param mapping as YAML or JSON
 */
public record SavedMapping(String id, String name, String mapping) {}
