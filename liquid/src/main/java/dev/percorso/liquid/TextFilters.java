package dev.percorso.liquid;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Filters over texts. Other values are turned into text first; lengths count Unicode code points. */
final class TextFilters {
    static final List<Filter> ALL = List.of(
            simple("append", 1, (text, arguments) -> glued(text, arguments.text(0), arguments)),
            simple("prepend", 1, (text, arguments) -> glued(arguments.text(0), text, arguments)),
            simple("capitalize", 0, TextFilters::capitalize),
            simple("downcase", 0, (text, arguments) -> text.toLowerCase(Locale.ROOT)),
            simple("upcase", 0, (text, arguments) -> text.toUpperCase(Locale.ROOT)),
            simple("lstrip", 0, (text, arguments) -> text.stripLeading()),
            simple("rstrip", 0, (text, arguments) -> text.stripTrailing()),
            simple("strip", 0, (text, arguments) -> text.strip()),
            simple("strip_html", 0, (text, arguments) -> Html.stripped(text, arguments.meter())),
            simple(
                    "strip_newlines",
                    0,
                    (text, arguments) -> text.replace("\r\n", "").replace("\n", "")),
            simple("remove", 1, (text, arguments) -> replaceAll(text, arguments.text(0), "", arguments)),
            simple("remove_first", 1, (text, arguments) -> replaceFirst(text, arguments.text(0), "", arguments)),
            simple("remove_last", 1, (text, arguments) -> replaceLast(text, arguments.text(0), "", arguments)),
            Filter.of(
                    "replace",
                    1,
                    2,
                    (input, arguments) ->
                            replaceAll(text(input, arguments), arguments.text(0), arguments.text(1), arguments)),
            Filter.of(
                    "replace_first",
                    1,
                    2,
                    (input, arguments) ->
                            replaceFirst(text(input, arguments), arguments.text(0), arguments.text(1), arguments)),
            Filter.of(
                    "replace_last",
                    2,
                    2,
                    (input, arguments) ->
                            replaceLast(text(input, arguments), arguments.text(0), arguments.text(1), arguments)),
            Filter.of("slice", 1, 2, TextFilters::slice),
            Filter.of("split", 1, 1, TextFilters::split),
            Filter.of("truncate", 0, 2, TextFilters::truncate),
            Filter.of("truncatewords", 0, 2, TextFilters::truncateWords),
            simple("base64_decode", 0, (text, arguments) -> decoded(text, Base64.getDecoder())),
            simple("base64_url_safe_decode", 0, (text, arguments) -> decoded(text, Base64.getUrlDecoder())),
            simple("base64_encode", 0, (text, arguments) -> encoded(text, Base64.getEncoder())),
            simple("base64_url_safe_encode", 0, (text, arguments) -> encoded(text, Base64.getUrlEncoder())),
            simple("url_decode", 0, TextFilters::urlDecoded),
            simple("url_encode", 0, TextFilters::urlEncoded),
            Filter.aware("escape", (input, arguments) -> escaped(input, arguments, false)),
            Filter.aware("escape_once", (input, arguments) -> escaped(input, arguments, true)),
            Filter.aware("newline_to_br", TextFilters::newlineToBr),
            Filter.aware("raw", (input, arguments) -> new SafeText(text(input, arguments))));

    private TextFilters() {}

    /** A filter whose result is at most six times its input and its arguments. */
    private static Filter simple(String name, int count, BiFunction<String, Arguments, String> body) {
        return Filter.of(name, count, count, (input, arguments) -> {
            String text = text(input, arguments);
            arguments.meter().text(text.length());
            String result = body.apply(text, arguments);
            arguments.meter().text(Math.max(0, result.length() - text.length()));
            return result;
        });
    }

    private static String text(@Nullable Object input, Arguments arguments) {
        return Printer.text(input, arguments.meter());
    }

    private static String glued(String start, String end, Arguments arguments) {
        arguments.meter().text((long) start.length() + end.length());
        return start.concat(end);
    }

    private static String capitalize(String text, Arguments arguments) {
        if (text.isEmpty()) {
            return text;
        }
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT)
                + text.substring(end).toLowerCase(Locale.ROOT);
    }

    // ---- replacing

    private static String replaceAll(String text, String part, String replacement, Arguments arguments) {
        Meter meter = arguments.meter();
        meter.text(text.length());
        if (part.isEmpty()) {
            meter.text((text.length() + 1L) * replacement.length());
            return text.replace(part, replacement);
        }
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int found = Search.indexOf(text, part, 0, meter);
                found >= 0;
                found = Search.indexOf(text, part, copied, meter)) {
            meter.text((long) found - copied + replacement.length());
            result.append(text, copied, found).append(replacement);
            copied = found + part.length();
        }
        return copied == 0 ? text : result.append(text, copied, text.length()).toString();
    }

    private static String replaceFirst(String text, String part, String replacement, Arguments arguments) {
        int found = Search.indexOf(text, part, 0, arguments.meter());
        return found < 0 ? text : replaced(text, found, part, replacement, arguments);
    }

    private static String replaceLast(String text, String part, String replacement, Arguments arguments) {
        int last = part.isEmpty() ? text.length() : -1;
        if (!part.isEmpty()) {
            for (int found = Search.indexOf(text, part, 0, arguments.meter());
                    found >= 0;
                    found = Search.indexOf(text, part, found + 1, arguments.meter())) {
                last = found;
            }
        }
        return last < 0 ? text : replaced(text, last, part, replacement, arguments);
    }

    private static String replaced(String text, int at, String part, String replacement, Arguments arguments) {
        arguments.meter().text((long) text.length() + replacement.length());
        return text.substring(0, at) + replacement + text.substring(at + part.length());
    }

    // ---- cutting

    private static @Nullable Object slice(@Nullable Object input, Arguments arguments) {
        long start = arguments.whole(0);
        long length = arguments.value(1) == null ? 1 : arguments.whole(1);
        if (input instanceof List<?> list) {
            arguments.meter().list(list.size());
            return bounded(list.size(), start, length, list::subList, List.of());
        }
        String text = text(input, arguments);
        arguments.meter().text(text.length());
        return bounded(
                text.codePointCount(0, text.length()),
                start,
                length,
                (from, to) -> text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)),
                "");
    }

    private static <T> T bounded(int size, long start, long length, BiFunction<Integer, Integer, T> cut, T nothing) {
        long from = start < 0 ? size + start : start;
        if (from < 0 || from >= size || length <= 0) {
            return nothing;
        }
        return cut.apply((int) from, (int) Math.min(size, from + Math.min(length, size)));
    }

    private static Object split(@Nullable Object input, Arguments arguments) {
        String text = text(input, arguments);
        String separator = arguments.text(0);
        Meter meter = arguments.meter();
        if (separator.equals(" ")) {
            return words(text, Integer.MAX_VALUE, meter);
        }
        List<String> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = separator.isEmpty()
                    ? text.offsetByCodePoints(start, 1)
                    : Search.indexOf(text, separator, start, meter);
            int stop = end < 0 ? text.length() : end;
            addPart(parts, text.substring(start, stop), meter);
            start = end < 0 ? text.length() : end + separator.length();
        }
        while (!parts.isEmpty() && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    private static void addPart(List<String> parts, String part, Meter meter) {
        meter.text(part.length());
        meter.list(1);
        parts.add(part);
    }

    /** The runs between white space; the last takes all the rest when there are more than the limit. */
    private static List<String> words(String text, int limit, Meter meter) {
        meter.scan(text.length());
        List<String> words = new ArrayList<>();
        int start = skipSpace(text, 0);
        while (start < text.length() && words.size() < limit) {
            int end = start;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            addPart(words, text.substring(start, end), meter);
            start = skipSpace(text, end);
        }
        return words;
    }

    private static int skipSpace(String text, int from) {
        int index = from;
        while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    private static @Nullable Object truncate(@Nullable Object input, Arguments arguments) {
        if (input == null) {
            return null;
        }
        String text = text(input, arguments);
        long length = Math.max(0, arguments.has(0) ? arguments.whole(0) : 50);
        String ending = arguments.has(1) ? arguments.text(1) : "...";
        arguments.meter().text((long) text.length() + ending.length());
        if (text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        long kept = Math.max(0, length - ending.codePointCount(0, ending.length()));
        return text.substring(0, text.offsetByCodePoints(0, (int) kept)) + ending;
    }

    private static @Nullable Object truncateWords(@Nullable Object input, Arguments arguments) {
        if (input == null) {
            return null;
        }
        String text = text(input, arguments);
        long wanted = Math.clamp(arguments.has(0) ? arguments.whole(0) : 15, 1, Integer.MAX_VALUE - 1);
        String ending = arguments.has(1) ? arguments.text(1) : "...";
        List<String> words = words(text, (int) wanted + 1, arguments.meter());
        if (words.size() <= wanted) {
            return text;
        }
        arguments.meter().text((long) text.length() + ending.length());
        return String.join(" ", words.subList(0, (int) wanted)) + ending;
    }

    // ---- encoding

    private static String encoded(String text, Base64.Encoder encoder) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text, Base64.Decoder decoder) {
        try {
            return utf8(decoder.decode(text));
        } catch (IllegalArgumentException notBase64) {
            throw Problem.value("a text is not base64", "decode only what base64 has encoded");
        }
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw Problem.value("the decoded bytes are no UTF-8 text", "decode texts only");
        }
    }

    private static String urlEncoded(String text, Arguments arguments) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private static String urlDecoded(String text, Arguments arguments) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.value("a text is not URL-encoded", "each % must be followed by two hexadecimal digits");
        }
    }

    // ---- HTML

    private static boolean escapes(Arguments arguments) {
        return arguments.context().escaping() == Escaping.HTML;
    }

    private static @Nullable Object escaped(@Nullable Object input, Arguments arguments, boolean once) {
        Object plain = Values.plain(input);
        if (plain == null || (escapes(arguments) && input instanceof SafeText)) {
            return input;
        }
        String text = text(plain, arguments);
        String result = once ? Html.escapedOnce(text, arguments.meter()) : Html.escaped(text, arguments.meter());
        return escapes(arguments) ? new SafeText(result) : result;
    }

    private static Object newlineToBr(@Nullable Object input, Arguments arguments) {
        String text = text(input, arguments);
        boolean escape = escapes(arguments) && !(input instanceof SafeText);
        String safe = escape ? Html.escaped(text, arguments.meter()) : text;
        String result = replaceAll(replaceAll(safe, "\r\n", "\n", arguments), "\n", "<br />\n", arguments);
        return escapes(arguments) ? new SafeText(result) : result;
    }
}
