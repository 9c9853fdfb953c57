package dev.percorso.server.compose.mjml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads MJML once from front to back: checks its tags, puts marks where Liquid stands, and takes out styles that are to be
 * written into elements. The compiler itself drops tags it does not know without a word and overflows on deep nesting.
 */
final class MjmlReader {
    private static final int DEEPEST = 24;
    private static final int DEEPEST_HTML = 100;
    private static final int LONGEST = 400_000;
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9-]*)");
    private static final Pattern INLINE = Pattern.compile("\\binline\\s*=\\s*[\"']inline[\"']");
    private static final Set<String> VOID = Set.of(
            "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr");

    private final String source;
    private final Marks marks;
    private final StringBuilder out = new StringBuilder();
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<String> inlineStyles = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private int at;
    private int line = 1;
    private int bodyStart = -1;

    /** @param start of what was written of it */
    private record Open(String name, int line, int start, boolean inlineStyle) {}

    /** A child of the body, in the prepared text. */
    record Part(int line, int start, int end) {}

    /**
     * Checked MJML without Liquid.
     *
     * @param inlineStyles CSS to be written into elements
     * @param bodyStart where the content of the body begins
     * @param parts children of the body
     */
    record Prepared(String mjml, Marks marks, List<String> inlineStyles, int bodyStart, List<Part> parts) {
        Prepared {
            inlineStyles = List.copyOf(inlineStyles);
            parts = List.copyOf(parts);
        }
    }

    private MjmlReader(String source) {
        this.source = source;
        this.marks = new Marks(source);
    }

    static Prepared read(String source) {
        if (source.length() > LONGEST) {
            throw new MjmlException(1, "the MJML has more than 400,000 characters; shorten it");
        }
        return new MjmlReader(source).read();
    }

    private Prepared read() {
        while (at < source.length()) {
            if (!open.isEmpty() && Tags.holdsHtml(open.peek().name())) {
                html(open.peek());
            } else {
                structure();
            }
        }
        if (!open.isEmpty()) {
            Open last = open.peek();
            throw new MjmlException(
                    last.line(), "<%s> is never closed; end it with </%s>".formatted(last.name(), last.name()));
        }
        if (bodyStart < 0) {
            throw new MjmlException(1, "there is no <mj-body>; MJML is <mjml><mj-body>…</mj-body></mjml>");
        }
        return new Prepared(out.toString(), marks, inlineStyles, bodyStart, parts);
    }

    /** Between tags of MJML: tags, comments, Liquid, white space. */
    private void structure() {
        if (LiquidPieces.startsAt(source, at)) {
            liquidBetweenTags();
            return;
        }
        if (source.startsWith("<!--", at)) {
            int end = source.indexOf("-->", at);
            advance(end < 0 ? source.length() : end + 3);
            return;
        }
        char next = source.charAt(at);
        if (Character.isWhitespace(next)) {
            out.append(next);
            advance(at + 1);
            return;
        }
        Matcher tag = TAG.matcher(source).region(at, source.length());
        if (next != '<' || !tag.lookingAt()) {
            String where = open.isEmpty() ? "the beginning" : "<" + open.peek().name() + ">";
            throw new MjmlException(
                    line,
                    "there is text directly in %s, where it would be lost; put it into <mj-text>".formatted(where));
        }
        String name = tag.group(2).toLowerCase(Locale.ROOT);
        if (tag.group(1).isEmpty()) {
            opening(name);
        } else {
            closing(name);
        }
    }

    private void liquidBetweenTags() {
        int end = LiquidPieces.endOf(source, at);
        String parent = open.isEmpty() ? "" : open.peek().name();
        if (!Tags.mayStandIn(Tags.RAW, parent) || parent.equals("mj-head")) {
            throw new MjmlException(
                    line,
                    "Liquid cannot stand here; put it around sections, columns or their content, or into an attribute");
        }
        int start = out.length();
        out.append("<mj-raw>").append(marks.comment(source.substring(at, end))).append("</mj-raw>");
        if (parent.equals("mj-body")) {
            parts.add(new Part(line, start, out.length()));
        }
        advance(end);
    }

    private void opening(String name) {
        checkName(name);
        int start = out.length();
        int from = line;
        int end = tagEnd();
        String written = source.substring(at, end);
        out.append(withMarks(written));
        advance(end);
        if (written.endsWith("/>")) {
            closed(new Open(name, from, start, false));
            return;
        }
        open.push(new Open(
                name,
                from,
                start,
                name.equals(Tags.STYLE) && INLINE.matcher(written).find()));
        if (open.size() > DEEPEST) {
            throw new MjmlException(from, "tags are nested more than %d deep; take some out".formatted(DEEPEST));
        }
        if (name.equals("mj-body")) {
            bodyStart = out.length();
        }
    }

    private void checkName(String name) {
        String parent = open.isEmpty() ? "" : open.peek().name();
        if (name.equals("mj-include")) {
            throw new MjmlException(
                    line, "<mj-include> reads files, which are not there; write the content here or use a saved block");
        }
        if (!Tags.isKnown(name)) {
            throw new MjmlException(
                    line, "there is no tag <%s>; did you mean <%s>?".formatted(name, Tags.nearest(name)));
        }
        if (parent.isEmpty() ? !name.equals(Tags.ROOT) : !Tags.mayStandIn(name, parent)) {
            String where = parent.isEmpty() ? "the beginning" : "<" + parent + ">";
            String places = name.equals(Tags.ROOT) ? "the beginning" : Tags.placesOf(name);
            throw new MjmlException(line, "<%s> cannot stand in %s; it belongs into %s".formatted(name, where, places));
        }
    }

    private void closing(String name) {
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            String expected = open.isEmpty() ? "" : open.peek().name();
            throw new MjmlException(
                    line,
                    expected.isEmpty()
                            ? "</%s> closes nothing; take it out".formatted(name)
                            : "</%s> stands where </%s> is expected".formatted(name, expected));
        }
        int end = tagEnd();
        out.append("</").append(name).append('>');
        advance(end);
        closed(open.pop());
    }

    private void closed(Open tag) {
        if (tag.inlineStyle()) {
            String written = out.substring(tag.start());
            inlineStyles.add(written.replaceAll("(?s)^<[^>]*>|</mj-style>$", ""));
            out.setLength(tag.start());
        }
        if (!open.isEmpty() && open.peek().name().equals("mj-body")) {
            parts.add(new Part(tag.line(), tag.start(), out.length()));
        }
    }

    /** Where the tag that begins here ends; quotes and Liquid inside of it are skipped. */
    private int tagEnd() {
        char quote = 0;
        int place = at;
        while (place < source.length()) {
            char next = source.charAt(place);
            if (LiquidPieces.startsAt(source, place)) {
                if (quote == 0 && (open.isEmpty() || !Tags.holdsHtml(open.peek().name()))) {
                    throw new MjmlException(
                            lineOf(place),
                            "Liquid stands between the attributes of a tag; put it into the quotes of one");
                }
                place = LiquidPieces.endOf(source, place);
                continue;
            }
            if (quote != 0) {
                quote = next == quote ? 0 : quote;
            } else if (next == '"' || next == '\'') {
                quote = next;
            } else if (next == '>') {
                return place + 1;
            }
            place++;
        }
        throw new MjmlException(line, "a tag begins here and does not end; close it with >");
    }

    private int lineOf(int place) {
        return line
                + (int) source.substring(at, place)
                        .chars()
                        .filter(one -> one == '\n')
                        .count();
    }

    /** The content of a tag that holds HTML, up to its end. */
    private void html(Open tag) {
        String end = "</" + tag.name();
        int depth = 0;
        boolean comment = false;
        while (at < source.length()) {
            if (LiquidPieces.startsAt(source, at)) {
                int stop = LiquidPieces.endOf(source, at);
                String piece = source.substring(at, stop);
                boolean wordOnly = comment || Tags.holdsWords(tag.name()) || piece.startsWith("{{");
                out.append(wordOnly ? marks.word(piece) : marks.comment(piece));
                advance(stop);
                continue;
            }
            if (!comment && source.regionMatches(true, at, end, 0, end.length())) {
                closing(tag.name());
                return;
            }
            comment = comment ? !source.startsWith("-->", at) : source.startsWith("<!--", at);
            Matcher inner = TAG.matcher(source).region(at, source.length());
            if (!comment && !Tags.holdsWords(tag.name()) && inner.lookingAt()) {
                depth = inHtml(tag, inner, depth);
                continue;
            }
            boolean lost = !comment && !Tags.holdsWords(tag.name()) && source.charAt(at) == '<';
            out.append(lost && !source.startsWith("<!", at) ? "&lt;" : source.substring(at, at + 1));
            advance(at + 1);
        }
    }

    private int inHtml(Open tag, Matcher inner, int depth) {
        String name = inner.group(2).toLowerCase(Locale.ROOT);
        if (Tags.isKnown(name)) {
            throw new MjmlException(
                    line,
                    "<%s> stands in <%s>, which was begun in line %d and holds HTML only; close that first"
                            .formatted(name, tag.name(), tag.line()));
        }
        int end = tagEnd();
        String written = source.substring(at, end);
        out.append(withMarks(written));
        advance(end);
        if (VOID.contains(name) || written.endsWith("/>")) {
            return depth;
        }
        int now = Math.max(0, depth + (inner.group(1).isEmpty() ? 1 : -1));
        if (now > DEEPEST_HTML) {
            throw new MjmlException(line, "tags are nested more than %d deep; take some out".formatted(DEEPEST_HTML));
        }
        return now;
    }

    private String withMarks(String written) {
        StringBuilder text = new StringBuilder();
        int place = 0;
        while (place < written.length()) {
            if (LiquidPieces.startsAt(written, place)) {
                int end = LiquidPieces.endOf(written, place);
                text.append(marks.word(written.substring(place, end)));
                place = end;
            } else {
                text.append(written.charAt(place));
                place++;
            }
        }
        return text.toString();
    }

    private void advance(int to) {
        for (; at < to; at++) {
            if (source.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
