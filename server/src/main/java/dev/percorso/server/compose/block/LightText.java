package dev.percorso.server.compose.block;

import dev.percorso.server.compose.mjml.LiquidPieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with a few marks, as HTML: {@code **bold**}, {@code *italic*}, {@code [label](address)}, lines that begin with
 * {@code - } or {@code 1. } as lists; each other line is a paragraph. Liquid stays as it is; everything else is text and
 * nothing in it becomes a tag.
 */
public final class LightText {
    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]*)]\\(([^)\\s]*)\\)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*(?=\\S)(.+?)(?<=\\S)\\*\\*");
    private static final Pattern ITALIC = Pattern.compile("\\*(?=\\S)(.+?)(?<=\\S)\\*");
    private static final Pattern BULLET = Pattern.compile("\\s*[-•]\\s+(.*)");
    private static final Pattern NUMBER = Pattern.compile("\\s*\\d{1,3}[.)]\\s+(.*)");
    private static final Pattern LIQUID = Pattern.compile("\uE000(\\d+)\uE001");
    private static final Pattern SAFE_ADDRESS =
            Pattern.compile("(https?://|mailto:|tel:|#|\uE000).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final List<String> liquid = new ArrayList<>();

    private LightText() {}

    /** Paragraphs and lists. */
    public static String html(String text) {
        LightText light = new LightText();
        StringBuilder html = new StringBuilder();
        String list = "";
        for (String line : light.held(text).split("\\R", -1)) {
            Matcher bullet = BULLET.matcher(line);
            Matcher number = NUMBER.matcher(line);
            String wanted = bullet.matches() ? "ul" : number.matches() ? "ol" : "";
            if (!list.equals(wanted)) {
                html.append(list.isEmpty() ? "" : "</" + list + ">").append(wanted.isEmpty() ? "" : "<" + wanted + ">");
                list = wanted;
            }
            if (!wanted.isEmpty()) {
                html.append("<li>")
                        .append(inline(wanted.equals("ul") ? bullet.group(1) : number.group(1)))
                        .append("</li>");
            } else if (!line.isBlank()) {
                html.append("<p>").append(inline(line.strip())).append("</p>");
            }
        }
        html.append(list.isEmpty() ? "" : "</" + list + ">");
        return light.given(html.toString());
    }

    /** One line, without paragraph. */
    public static String line(String text) {
        LightText light = new LightText();
        return light.given(
                inline(light.held(text).replaceAll("\\s*\\R\\s*", " ").strip()));
    }

    /** Text for an attribute: without marks, escaped, its Liquid as it is. */
    public static String attribute(String text) {
        LightText light = new LightText();
        return light.given(escaped(light.held(text).strip()));
    }

    /** An address for an attribute; {@code #} in place of one that could run something. */
    public static String address(String url) {
        LightText light = new LightText();
        String held = light.held(url).strip();
        return SAFE_ADDRESS.matcher(held).matches() ? light.given(escaped(held)) : "#";
    }

    /** Whether a link leads somewhere it may. */
    public static boolean isAddress(String url) {
        return url.startsWith("{{")
                || (!url.isBlank() && SAFE_ADDRESS.matcher(url.strip()).matches());
    }

    private static String inline(String text) {
        String html = LINK.matcher(escaped(text)).replaceAll(link -> {
            String url = link.group(2);
            String to = SAFE_ADDRESS.matcher(url).matches() ? url : "#";
            return Matcher.quoteReplacement("<a href=\"" + to + "\">" + link.group(1) + "</a>");
        });
        html = BOLD.matcher(html).replaceAll("<strong>$1</strong>");
        return ITALIC.matcher(html).replaceAll("<em>$1</em>");
    }

    private static String escaped(String text) {
        StringBuilder html = new StringBuilder();
        for (int place = 0; place < text.length(); place++) {
            char one = text.charAt(place);
            html.append(
                    switch (one) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\'' -> "&#39;";
                        default -> String.valueOf(one);
                    });
        }
        return html.toString();
    }

    private String held(String text) {
        StringBuilder held = new StringBuilder();
        String plain = text.replace('\uE000', ' ').replace('\uE001', ' ');
        int place = 0;
        while (place < plain.length()) {
            if (LiquidPieces.startsAt(plain, place)) {
                int end = LiquidPieces.endOf(plain, place);
                held.append('\uE000').append(liquid.size()).append('\uE001');
                liquid.add(plain.substring(place, end));
                place = end;
            } else {
                held.append(plain.charAt(place));
                place++;
            }
        }
        return held.toString();
    }

    private String given(String html) {
        return LIQUID.matcher(html)
                .replaceAll(piece -> Matcher.quoteReplacement(liquid.get(Integer.parseInt(piece.group(1)))));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
