package dev.percorso.server.http;

/** Text in pages that are put together by hand. */
public final class Html {
    private Html() {}

    /** The text, so that it means itself between tags and in attributes. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
