package dev.percorso.server.compose.mjml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds pieces of Liquid in a text, as Liquid itself cuts them: up to the first end of a tag, blocks of raw text whole. */
public final class LiquidPieces {
    private static final Pattern VERBATIM =
            Pattern.compile("\\{%-?\\s*(raw|comment)\\b.*?\\{%-?\\s*end\\1\\s*-?%}", Pattern.DOTALL);

    private LiquidPieces() {}

    /** Whether a piece begins here. */
    public static boolean startsAt(String text, int at) {
        return text.startsWith("{{", at) || text.startsWith("{%", at);
    }

    /** Where the piece that begins here ends; the end of the text when nothing ends it. */
    public static int endOf(String text, int at) {
        Matcher verbatim = VERBATIM.matcher(text).region(at, text.length());
        if (verbatim.lookingAt()) {
            return verbatim.end();
        }
        int end = text.indexOf(text.startsWith("{{", at) ? "}}" : "%}", at + 2);
        return end < 0 ? text.length() : end + 2;
    }
}
