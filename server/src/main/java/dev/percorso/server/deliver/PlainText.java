package dev.percorso.server.deliver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the plain-text part of an e-mail from its HTML: paragraphs, list items and links survive, the rest goes. */
final class PlainText {
    private static final Pattern INVISIBLE = Pattern.compile(
            "<!--.*?-->|<(style|script|head|title)\\b.*?</\\1\\s*>|<div data-preheader.*?</div>", flags());
    private static final Pattern LINK =
            Pattern.compile("<a\\b[^>]*?href\\s*=\\s*[\"']([^\"']*)[\"'][^>]*>(.*?)</a\\s*>", flags());
    private static final Pattern BREAK = Pattern.compile("<br\\b[^>]*>|</(div|tr|h[1-6]|li|ul|ol|table)\\s*>", flags());
    private static final Pattern PARAGRAPH = Pattern.compile("</p\\s*>", flags());
    private static final Pattern ITEM = Pattern.compile("<li\\b[^>]*>", flags());
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Pattern AROUND_BREAKS = Pattern.compile(" *\\n *");
    private static final Pattern MANY_BREAKS = Pattern.compile("\\n{3,}");
    private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-f]{1,6}|#[0-9]{1,7}|[a-z]{2,8});", flags());

    /** Stand for line breaks while white space is folded; HTML text cannot contain them. */
    private static final String LINE = "\u0001";

    private PlainText() {}

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }

    static String of(String html) {
        String text = INVISIBLE.matcher(html).replaceAll(" ");
        text = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(linkText(link.group(2), link.group(1))));
        text = ITEM.matcher(text).replaceAll(LINE + "- ");
        text = BREAK.matcher(text).replaceAll(LINE);
        text = PARAGRAPH.matcher(text).replaceAll(LINE + LINE);
        text = TAG.matcher(text).replaceAll("");
        text = SPACES.matcher(text).replaceAll(" ").replace(LINE, "\n");
        text = AROUND_BREAKS.matcher(text).replaceAll("\n");
        text = MANY_BREAKS.matcher(text).replaceAll("\n\n");
        return ENTITY.matcher(text)
                .replaceAll(entity -> Matcher.quoteReplacement(character(entity.group(1))))
                .strip();
    }

    private static String linkText(String label, String address) {
        String shown = TAG.matcher(label).replaceAll("").strip();
        return shown.isEmpty() || shown.equals(address) ? address : shown + " (" + address + ")";
    }

    private static String character(String entity) {
        if (entity.startsWith("#")) {
            boolean isHexadecimal = entity.charAt(1) == 'x' || entity.charAt(1) == 'X';
            int point =
                    isHexadecimal ? Integer.parseInt(entity.substring(2), 16) : Integer.parseInt(entity.substring(1));
            return Character.isValidCodePoint(point) ? Character.toString(point) : "";
        }
        return switch (entity) {
            case "amp" -> "&";
            case "lt" -> "<";
            case "gt" -> ">";
            case "quot" -> "\"";
            case "apos" -> "'";
            case "nbsp" -> " ";
            case "euro" -> "€";
            case "copy" -> "©";
            case "ndash" -> "–";
            case "mdash" -> "—";
            case "hellip" -> "…";
            default -> "&" + entity + ";";
        };
    }
}
