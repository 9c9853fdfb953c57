package dev.percorso.liquid;

/** Finding a text within another in time proportional to their lengths, whatever they hold. */
final class Search {
    private static final int SHORT = 128;

    private Search() {}

    static int indexOf(String text, String part, int from, Meter meter) {
        if (part.length() <= SHORT || part.length() > text.length() - from) {
            int found = text.indexOf(part, from);
            meter.scan((found < 0 ? text.length() : found) - Math.min(from, text.length()));
            return found;
        }
        meter.scan(text.length() - from + (long) part.length());
        meter.allocate(4L * part.length());
        return indexOfLong(text, part, from);
    }

    /** Knuth, Morris and Pratt: Fast pattern matching in strings (1977). */
    private static int indexOfLong(String text, String part, int from) {
        int[] border = borders(part);
        int matched = 0;
        for (int index = from; index < text.length(); index++) {
            while (matched > 0 && part.charAt(matched) != text.charAt(index)) {
                matched = border[matched - 1];
            }
            if (part.charAt(matched) == text.charAt(index)) {
                matched++;
            }
            if (matched == part.length()) {
                return index - matched + 1;
            }
        }
        return -1;
    }

    private static int[] borders(String part) {
        int[] border = new int[part.length()];
        int matched = 0;
        for (int index = 1; index < part.length(); index++) {
            while (matched > 0 && part.charAt(matched) != part.charAt(index)) {
                matched = border[matched - 1];
            }
            if (part.charAt(matched) == part.charAt(index)) {
                matched++;
            }
            border[index] = matched;
        }
        return border;
    }
}
