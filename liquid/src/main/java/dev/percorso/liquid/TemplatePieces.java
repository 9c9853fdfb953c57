package dev.percorso.liquid;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a template into text, outputs and tags, and takes away the white space that {@code -} asks for. */
final class TemplatePieces implements Pieces {
    private final Source source;
    private final String text;
    private int next;
    private boolean trimNext;

    TemplatePieces(Source source) {
        this.source = source;
        this.text = source.text();
    }

    @Override
    public Optional<Piece> next() {
        while (next < text.length()) {
            int start = next;
            int opening = findOpening(start);
            if (opening == start) {
                return Optional.of(text.charAt(start + 1) == '{' ? output(start) : tag(start));
            }
            next = opening;
            String piece = trimmed(start, opening, isTrimming(opening));
            if (!piece.isEmpty()) {
                return Optional.of(new Piece(Piece.Kind.TEXT, piece, start));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Piece> nextTag() {
        int opening = text.indexOf("{%", next);
        if (opening < 0) {
            next = text.length();
            return Optional.empty();
        }
        return Optional.of(tag(opening));
    }

    @Override
    public Optional<String> verbatim(String closingTag) {
        Matcher matcher =
                Pattern.compile("\\{%-?\\s*+" + closingTag + "\\s*+-?%}").matcher(text);
        if (!matcher.find(next)) {
            return Optional.empty();
        }
        String body = trimmed(next, matcher.start(), isTrimming(matcher.start()));
        next = matcher.end();
        trimNext = text.charAt(matcher.end() - 3) == '-';
        return Optional.of(body);
    }

    private int findOpening(int from) {
        for (int index = text.indexOf('{', from); index >= 0; index = text.indexOf('{', index + 1)) {
            if (index + 1 < text.length() && (text.charAt(index + 1) == '{' || text.charAt(index + 1) == '%')) {
                return index;
            }
        }
        return text.length();
    }

    private boolean isTrimming(int opening) {
        return opening + 2 < text.length() && text.charAt(opening + 2) == '-';
    }

    private String trimmed(int start, int end, boolean trimRight) {
        String piece = text.substring(start, end);
        if (trimNext) {
            piece = piece.stripLeading();
            trimNext = false;
        }
        return trimRight ? piece.stripTrailing() : piece;
    }

    private Piece output(int opening) {
        return delimited(Piece.Kind.OUTPUT, opening, "}}");
    }

    private Piece tag(int opening) {
        return delimited(Piece.Kind.TAG, opening, "%}");
    }

    private Piece delimited(Piece.Kind kind, int opening, String closing) {
        int close = text.indexOf(closing, opening + 2);
        if (close < 0) {
            throw source.error(
                    opening,
                    "`" + text.substring(opening, opening + 2) + "` is never closed",
                    "close it with `" + closing + "`");
        }
        int start = isTrimming(opening) ? opening + 3 : opening + 2;
        boolean trimsAfter = close > start && text.charAt(close - 1) == '-';
        int end = Math.max(start, trimsAfter ? close - 1 : close);
        trimNext = trimsAfter || (close <= start && isTrimming(opening));
        next = close + 2;
        return new Piece(kind, text.substring(start, end), start);
    }
}
