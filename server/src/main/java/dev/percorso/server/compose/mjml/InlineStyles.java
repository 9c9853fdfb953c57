package dev.percorso.server.compose.mjml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Selector.SelectorParseException;

/** Writes CSS into the elements it is for, because many mail programs ignore style sheets. */
final class InlineStyles {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    /** Rules for some screens only cannot be written into an element. */
    private static final Pattern AT_RULE = Pattern.compile("@[^{;]*(?:;|\\{(?:[^{}]*\\{[^{}]*})*[^{}]*})");

    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");

    private InlineStyles() {}

    private record Rule(String selector, String declarations, int weight) {}

    static String into(String html, String css) {
        Document document = Jsoup.parse(html);
        document.outputSettings().prettyPrint(false);
        Map<Element, Map<String, String>> styles = new LinkedHashMap<>();
        for (Rule rule : rules(css)) {
            try {
                for (Element element : document.select(rule.selector())) {
                    styles.computeIfAbsent(element, _ -> new LinkedHashMap<>())
                            .putAll(declarations(rule.declarations()));
                }
            } catch (SelectorParseException unknown) {
                // A selector for a state (:hover) holds for no element as it stands in the mail.
            }
        }
        styles.forEach((element, style) -> {
            // What stands in the element itself wins.
            style.putAll(declarations(element.attr("style")));
            element.attr("style", written(style));
        });
        return document.outerHtml();
    }

    /** In the order in which later ones win. */
    private static List<Rule> rules(String css) {
        String plain = AT_RULE.matcher(COMMENT.matcher(css).replaceAll(" ")).replaceAll(" ");
        List<Rule> rules = new ArrayList<>();
        Matcher found = RULE.matcher(plain);
        while (found.find()) {
            for (String selector : found.group(1).split(",", -1)) {
                if (!selector.isBlank()) {
                    rules.add(new Rule(selector.strip(), found.group(2), weight(selector)));
                }
            }
        }
        rules.sort(Comparator.comparingInt(Rule::weight));
        return rules;
    }

    /** Specificity: ids, then classes and attributes, then names. */
    private static int weight(String selector) {
        int weight = 0;
        for (String simple : selector.strip().split("(?=[#.\\[:])|[\\s>+~]+", -1)) {
            weight += switch (simple.isEmpty() ? ' ' : simple.charAt(0)) {
                case '#' -> 10_000;
                case '.', '[', ':' -> 100;
                case ' ', '*' -> 0;
                default -> 1;
            };
        }
        return weight;
    }

    private static Map<String, String> declarations(String css) {
        Map<String, String> declarations = new LinkedHashMap<>();
        for (String declaration : css.split(";", -1)) {
            int colon = declaration.indexOf(':');
            if (colon > 0) {
                declarations.put(
                        declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        declaration.substring(colon + 1).strip());
            }
        }
        return declarations;
    }

    private static String written(Map<String, String> declarations) {
        return declarations.entrySet().stream()
                .map(declaration -> declaration.getKey() + ":" + declaration.getValue())
                .collect(Collectors.joining(";"));
    }
}
