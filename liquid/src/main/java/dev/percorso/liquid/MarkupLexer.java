package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.List;

/** Cuts the markup of a tag or output into tokens. */
final class MarkupLexer {
    private static final List<String> LONG_SIGNS = List.of("==", "!=", "<>", "<=", ">=", "..");
    private static final String SHORT_SIGNS = ".[]()|:,<>=";

    private final Source source;
    private final String markup;
    private final int offset;
    private final List<Token> tokens = new ArrayList<>();
    private int next;

    private MarkupLexer(Source source, String markup, int offset) {
        this.source = source;
        this.markup = markup;
        this.offset = offset;
    }

    static List<Token> tokens(Source source, String markup, int offset) {
        MarkupLexer lexer = new MarkupLexer(source, markup, offset);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (next < markup.length()) {
            char character = markup.charAt(next);
            if (Character.isWhitespace(character)) {
                next++;
            } else if (character == '"' || character == '\'') {
                string(character);
            } else if (isDigit(next) || (character == '-' && isDigit(next + 1))) {
                number();
            } else if (Character.isLetter(character) || character == '_') {
                name();
            } else {
                sign();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", markup.length(), markup.length()));
    }

    private void string(char quote) {
        int end = markup.indexOf(quote, next + 1);
        if (end < 0) {
            throw source.error(offset + next, "a text is never closed", "close it with " + quote);
        }
        tokens.add(new Token(Token.Kind.STRING, markup.substring(next + 1, end), next, end + 1));
        next = end + 1;
    }

    private void number() {
        int end = digitsEnd(next + 1);
        if (end < markup.length() && markup.charAt(end) == '.' && isDigit(end + 1)) {
            end = digitsEnd(end + 1);
        }
        if (end - next > Numbers.MAXIMUM_DIGITS) {
            throw source.tooMuch(
                    offset + next,
                    "a number has more than " + Numbers.MAXIMUM_DIGITS + " digits",
                    "write a shorter number");
        }
        add(Token.Kind.NUMBER, end);
    }

    private int digitsEnd(int from) {
        int end = from;
        while (isDigit(end)) {
            end++;
        }
        return end;
    }

    private void name() {
        int end = next + 1;
        while (end < markup.length() && isNameCharacter(markup.charAt(end))) {
            end++;
        }
        if (end < markup.length() && markup.charAt(end) == '?') {
            end++;
        }
        add(Token.Kind.NAME, end);
    }

    private void sign() {
        for (String sign : LONG_SIGNS) {
            if (markup.startsWith(sign, next)) {
                add(Token.Kind.SIGN, next + 2);
                return;
            }
        }
        if (SHORT_SIGNS.indexOf(markup.charAt(next)) < 0) {
            String wrong = new String(Character.toChars(markup.codePointAt(next)));
            throw source.error(
                    offset + next,
                    "the character `" + wrong + "` means nothing here",
                    "names have letters, digits, - and _, and there is no arithmetic: use filters such as plus");
        }
        add(Token.Kind.SIGN, next + 1);
    }

    private void add(Token.Kind kind, int end) {
        tokens.add(new Token(kind, markup.substring(next, end), next, end));
        next = end;
    }

    private boolean isDigit(int index) {
        return index < markup.length() && markup.charAt(index) >= '0' && markup.charAt(index) <= '9';
    }

    private static boolean isNameCharacter(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '-';
    }
}
