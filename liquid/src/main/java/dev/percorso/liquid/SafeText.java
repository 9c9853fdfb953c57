package dev.percorso.liquid;

/** Text that is already HTML, or JSON: it is written without escaping. Everywhere else it is its text. */
record SafeText(String text) {}
