package dev.percorso.liquid;

/** The words {@code blank} and {@code empty}: they equal whatever is so, and print as nothing. */
enum Special {
    BLANK,
    EMPTY
}
