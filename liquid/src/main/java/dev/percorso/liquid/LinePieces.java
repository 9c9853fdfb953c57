package dev.percorso.liquid;

import java.util.Optional;

/** The lines of a {@code liquid} tag: each is a tag. */
final class LinePieces implements Pieces {
    private final String markup;
    private final int offset;
    private int next;

    LinePieces(String markup, int offset) {
        this.markup = markup;
        this.offset = offset;
    }

    @Override
    public Optional<Piece> next() {
        while (next < markup.length()) {
            int start = next;
            int newline = markup.indexOf('\n', start);
            int end = newline < 0 ? markup.length() : newline;
            next = end + 1;
            String line = markup.substring(start, end);
            if (!line.isBlank()) {
                return Optional.of(new Piece(Piece.Kind.TAG, line.stripTrailing(), offset + start));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Piece> nextTag() {
        return next();
    }

    @Override
    public Optional<String> verbatim(String closingTag) {
        StringBuilder text = new StringBuilder();
        for (Optional<Piece> line = next(); line.isPresent(); line = next()) {
            if (line.get().body().strip().equals(closingTag)) {
                return Optional.of(text.toString());
            }
            text.append(line.get().body()).append('\n');
        }
        return Optional.empty();
    }
}
