package dev.percorso.liquid;

/** How a template's slips are treated when it is parsed. */
public enum Strictness {
    /** As Shopify does in production: unknown filters change nothing, words after a {@code when} value are ignored. */
    LENIENT,
    /** Every slip is an error with its place; meant for editors and for anything that is sent to people. */
    STRICT
}
