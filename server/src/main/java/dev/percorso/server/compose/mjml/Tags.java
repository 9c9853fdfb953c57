package dev.percorso.server.compose.mjml;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tags of MJML 4: which there are, where each may stand, whose content is HTML. */
final class Tags {
    static final String ROOT = "mjml";
    static final String RAW = "mj-raw";
    static final String STYLE = "mj-style";
    private static final String ATTRIBUTES = "mj-attributes";

    private static final List<String> CONTENT = List.of(
            "mj-accordion",
            "mj-button",
            "mj-carousel",
            "mj-divider",
            "mj-image",
            RAW,
            "mj-social",
            "mj-spacer",
            "mj-table",
            "mj-text",
            "mj-navbar");

    private static final Map<String, List<String>> CHILDREN = new TreeMap<>(Map.ofEntries(
            Map.entry(ROOT, List.of("mj-head", "mj-body")),
            Map.entry(
                    "mj-head",
                    List.of(
                            ATTRIBUTES,
                            "mj-breakpoint",
                            "mj-font",
                            "mj-html-attributes",
                            "mj-preview",
                            STYLE,
                            "mj-title",
                            RAW)),
            Map.entry("mj-html-attributes", List.of("mj-selector")),
            Map.entry("mj-selector", List.of("mj-html-attribute")),
            Map.entry("mj-body", List.of("mj-section", "mj-wrapper", "mj-hero", RAW)),
            Map.entry("mj-wrapper", List.of("mj-section", "mj-hero", RAW)),
            Map.entry("mj-section", List.of("mj-column", "mj-group", RAW)),
            Map.entry("mj-group", List.of("mj-column", RAW)),
            Map.entry("mj-column", CONTENT),
            Map.entry("mj-hero", CONTENT),
            Map.entry("mj-accordion", List.of("mj-accordion-element", RAW)),
            Map.entry("mj-accordion-element", List.of("mj-accordion-title", "mj-accordion-text", RAW)),
            Map.entry("mj-carousel", List.of("mj-carousel-image")),
            Map.entry("mj-social", List.of("mj-social-element", RAW)),
            Map.entry("mj-navbar", List.of("mj-navbar-link", RAW))));

    private static final Set<String> OF_HTML = Set.of(
            "mj-text",
            "mj-button",
            RAW,
            "mj-table",
            "mj-title",
            "mj-preview",
            STYLE,
            "mj-navbar-link",
            "mj-social-element",
            "mj-accordion-title",
            "mj-accordion-text",
            "mj-html-attribute");

    /** Where only words may stand for Liquid: what is in there is no markup. */
    private static final Set<String> OF_WORDS = Set.of("mj-title", "mj-preview", STYLE, "mj-html-attribute");

    private static final Set<String> ALL = Stream.concat(
                    Stream.of(ROOT, "mj-all", "mj-class"),
                    CHILDREN.values().stream().flatMap(List::stream))
            .collect(Collectors.toUnmodifiableSet());

    private Tags() {}

    static boolean isKnown(String tag) {
        return ALL.contains(tag);
    }

    static boolean holdsHtml(String tag) {
        return OF_HTML.contains(tag);
    }

    static boolean holdsWords(String tag) {
        return OF_WORDS.contains(tag);
    }

    static boolean mayStandIn(String tag, String parent) {
        return parent.equals(ATTRIBUTES)
                || CHILDREN.getOrDefault(parent, List.of()).contains(tag);
    }

    /** What the tag may stand in, for messages. */
    static String placesOf(String tag) {
        return CHILDREN.entrySet().stream()
                .filter(entry -> entry.getValue().contains(tag))
                .map(entry -> "<" + entry.getKey() + ">")
                .collect(Collectors.joining(", "));
    }

    /** The tag whose name is written most like this. */
    static String nearest(String name) {
        return ALL.stream()
                .min(Comparator.<String>comparingInt(tag -> distance(tag, name)).thenComparing(tag -> tag))
                .orElse(ROOT);
    }

    /** How many letters differ (Levenshtein). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= one.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int change = one.charAt(line - 1) == other.charAt(column - 1) ? 0 : 1;
                int least = Math.min(Math.min(row[column], row[column - 1]) + 1, diagonal + change);
                diagonal = row[column];
                row[column] = least;
            }
        }
        return row[other.length()];
    }
}
