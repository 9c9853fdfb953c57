package dev.percorso.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form as browsers send it: {@code application/x-www-form-urlencoded}. */
public record FormFields(Map<String, List<String>> values) {
    public FormFields {
        values = Map.copyOf(values);
    }

    public static FormFields read(byte[] body) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String field : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(decoded(field.substring(0, equals)), _ -> new ArrayList<>())
                        .add(decoded(field.substring(equals + 1)));
            }
        }
        return new FormFields(values);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return text;
        }
    }

    /** The first value of a field; empty when it was not sent. */
    public String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The first value of each. */
    public Map<String, String> firsts() {
        Map<String, String> firsts = new LinkedHashMap<>();
        values.forEach((name, all) -> firsts.put(name, all.getFirst()));
        return firsts;
    }
}
