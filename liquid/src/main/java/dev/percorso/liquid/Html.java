package dev.percorso.liquid;

import java.util.regex.Pattern;

/** HTML entities and tags in texts. */
final class Html {
    private static final Pattern ENTITY = Pattern.compile("&(?:[a-zA-Z]{1,32}+|#\\d{1,8}+);");

    private Html() {}

    static String escaped(String text, Meter meter) {
        meter.scan(text.length());
        StringBuilder result = new StringBuilder(text.length() + 16);
        for (int index = 0; index < text.length(); index++) {
            append(text.charAt(index), result);
        }
        meter.text(result.length());
        return result.length() == text.length() ? text : result.toString();
    }

    /** Like {@link #escaped}, but leaves entities that are there already. */
    static String escapedOnce(String text, Meter meter) {
        meter.text(6L * text.length());
        StringBuilder result = new StringBuilder(text.length() + 16);
        var matcher = ENTITY.matcher(text);
        for (int index = 0; index < text.length(); index++) {
            if (text.charAt(index) == '&'
                    && matcher.region(index, text.length()).lookingAt()) {
                result.append('&');
            } else {
                append(text.charAt(index), result);
            }
        }
        return result.toString();
    }

    private static void append(char character, StringBuilder result) {
        switch (character) {
            case '&' -> result.append("&amp;");
            case '<' -> result.append("&lt;");
            case '>' -> result.append("&gt;");
            case '"' -> result.append("&quot;");
            case '\'' -> result.append("&#39;");
            default -> result.append(character);
        }
    }

    /** Without scripts, styles, comments and tags; what is never closed stays. */
    static String stripped(String text, Meter meter) {
        String result = without(text, "<script", "</script>", meter);
        result = without(result, "<!--", "-->", meter);
        result = without(result, "<style", "</style>", meter);
        return without(result, "<", ">", meter);
    }

    private static String without(String text, String opening, String closing, Meter meter) {
        meter.text(text.length());
        StringBuilder result = new StringBuilder(text.length());
        int copied = 0;
        for (int start = text.indexOf(opening); start >= 0; start = text.indexOf(opening, copied)) {
            int end = text.indexOf(closing, start + opening.length());
            if (end < 0) {
                break;
            }
            result.append(text, copied, start);
            copied = end + closing.length();
        }
        return result.append(text, copied, text.length()).toString();
    }
}
