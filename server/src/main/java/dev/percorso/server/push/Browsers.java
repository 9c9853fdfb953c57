package dev.percorso.server.push;

import java.util.List;
import java.util.Map;

/** What people call the browser, by its user agent: enough to tell one's own apart. */
final class Browsers {
    /** The first that fits: the others name those they descend from, too. */
    private static final List<Map.Entry<String, String>> NAMES = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser", "Samsung Internet"),
            Map.entry("Firefox", "Firefox"),
            Map.entry("Chrome", "Chrome"),
            Map.entry("Safari", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iOS"),
            Map.entry("iPad", "iOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Mac OS", "macOS"),
            Map.entry("Linux", "Linux"));

    private Browsers() {}

    static String name(String userAgent) {
        String name = first(NAMES, userAgent, "Browser");
        String system = first(SYSTEMS, userAgent, "");
        return system.isEmpty() ? name : name + " · " + system;
    }

    private static String first(List<Map.Entry<String, String>> names, String userAgent, String otherwise) {
        return names.stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
