package dev.percorso.liquid;

import java.util.Optional;

/**
 * A stretch of a template's source between delimiters.
 *
 * @param kind what it is
 * @param body its text without delimiters and white-space control
 * @param offset where {@code body} starts in the source
 */
record Piece(Kind kind, String body, int offset) {
    enum Kind {
        TEXT,
        OUTPUT,
        TAG
    }

    /** A tag's name and what follows it; {@code #} is the name of an inline comment. */
    record Tag(String name, String markup, int offset, int markupOffset) {}

    /** Reads the tag's name, if it has one. */
    Optional<Tag> tag() {
        int start = skipSpace(0);
        int end = start;
        if (end < body.length() && body.charAt(end) == '#') {
            end++;
        } else {
            while (end < body.length() && isNameCharacter(body.charAt(end))) {
                end++;
            }
        }
        if (end == start) {
            return Optional.empty();
        }
        int markupStart = skipSpace(end);
        return Optional.of(
                new Tag(body.substring(start, end), body.substring(markupStart), offset + start, offset + markupStart));
    }

    private int skipSpace(int from) {
        int index = from;
        while (index < body.length() && Character.isWhitespace(body.charAt(index))) {
            index++;
        }
        return index;
    }

    private static boolean isNameCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }
}
