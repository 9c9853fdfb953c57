package dev.percorso.server.compose.mjml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands for pieces of Liquid while MJML and CSS are worked on, so that neither touches them. */
final class Marks {
    private final List<String> pieces = new ArrayList<>();
    private final String prefix;
    private final Pattern mark;

    /** @param source no mark of these occurs in it */
    Marks(String source) {
        String free = "lqd0x";
        for (int number = 1; source.contains(free); number++) {
            free = "lqd" + number + "x";
        }
        this.prefix = free;
        this.mark = Pattern.compile("<!--\\s*" + free + "(\\d+)z\\s*-->|" + free + "(\\d+)z");
    }

    /** A word that may stand in attributes, text and styles. */
    String word(String piece) {
        pieces.add(piece);
        return prefix + (pieces.size() - 1) + "z";
    }

    /** A comment, which may stand where a table allows no text. */
    String comment(String piece) {
        return "<!--" + word(piece) + "-->";
    }

    /** The text with its Liquid back. */
    String restored(String text) {
        return mark.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        pieces.get(Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1)))));
    }
}
