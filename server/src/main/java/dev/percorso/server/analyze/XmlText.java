package dev.percorso.server.analyze;

/** What XML 1.0 can hold. */
public final class XmlText {
    private static final int PRIVATE_END = 0xfffe;

    private XmlText() {}

    /** The text without characters that no XML document may have. */
    public static String allowed(String text) {
        StringBuilder allowed = new StringBuilder();
        text.codePoints().filter(XmlText::isAllowed).forEach(allowed::appendCodePoint);
        return allowed.toString();
    }

    private static boolean isAllowed(int letter) {
        boolean isLoneHalf = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
        boolean isNone = (letter & PRIVATE_END) == PRIVATE_END && letter <= 0xffff;
        return letter == '\n' || letter == '\t' || (letter >= ' ' && !isLoneHalf && !isNone);
    }
}
