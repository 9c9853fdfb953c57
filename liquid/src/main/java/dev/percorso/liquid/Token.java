package dev.percorso.liquid;

/**
 * One word or sign of a tag's markup.
 *
 * @param kind what it is
 * @param text its characters; for a string, without the quotes
 * @param start where it starts in the markup
 * @param end where it ends, exclusive
 */
record Token(Kind kind, String text, int start, int end) {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        SIGN,
        END
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** As shown in messages. */
    String shown() {
        return kind == Kind.END ? "the end" : kind == Kind.STRING ? "the text '" + text + "'" : "`" + text + "`";
    }
}
