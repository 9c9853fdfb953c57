package dev.percorso.liquid;

import java.util.Optional;

/** Where the block parser takes its pieces from: a whole template, or the lines of a {@code liquid} tag. */
sealed interface Pieces permits TemplatePieces, LinePieces {
    /** The next piece; empty at the end. */
    Optional<Piece> next();

    /** The next tag, whatever stands before it; empty at the end. */
    Optional<Piece> nextTag();

    /** The text up to the closing tag of that name, which is consumed; empty when there is none. */
    Optional<String> verbatim(String closingTag);
}
