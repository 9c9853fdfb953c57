package dev.percorso.liquid;

/** What happens to the text of a value when it is written into the output. */
public enum Escaping {
    /** Written as it is: subjects and plain text. */
    NONE,
    /**
     * Quotation marks, backslashes and control characters are escaped as within a JSON string: bodies of webhooks. Text
     * written in the template itself and captured blocks are left alone, and so is what the filter {@code json} makes; a
     * value opts out with the filter {@code raw}.
     */
    JSON,
    /**
     * {@code & < > " '} become entities: HTML bodies. Text written in the template itself and captured blocks are left
     * alone; a value opts out with the filter {@code raw}; {@code escape} and {@code newline_to_br} do not escape twice.
     */
    HTML
}
