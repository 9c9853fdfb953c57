package dev.percorso.server.people;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** Reads what the traits mean for Percorso itself: how to call and reach the person. */
final class Traits {
    private static final int LONGEST_LABEL = 120;
    private static final int SHORT_ID = 8;

    /** A label and how good it is: a better one replaces it, a worse one does not. */
    record Label(String text, int rank) {
        static final int ANONYMOUS = 0;
        static final int USER = 1;
        static final int EMAIL = 2;
        static final int NAME = 3;
    }

    private Traits() {}

    static Map<String, Object> parse(String json) {
        Map<String, Object> parsed = Json.MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, Object>>() {});
        parsed.replaceAll((name, value) -> value instanceof Integer whole ? Long.valueOf(whole) : value);
        return parsed;
    }

    /** The address by which the person is found and written to. */
    static Optional<String> email(Map<String, Object> traits) {
        return writtenEmail(traits).map(EmailAddress::compared);
    }

    private static Optional<String> writtenEmail(Map<String, Object> traits) {
        return text(traits, "email").filter(address -> address.indexOf('@') > 0 && address.indexOf(' ') < 0);
    }

    static Optional<Label> label(Map<String, Object> traits) {
        Optional<String> full = text(traits, "name")
                .or(() -> joined(traits, "firstName", "lastName"))
                .or(() -> joined(traits, "first_name", "last_name"));
        return full.map(name -> new Label(cut(name), Label.NAME))
                .or(() -> writtenEmail(traits).map(address -> new Label(cut(address), Label.EMAIL)));
    }

    static Label labelOf(IdentityKind kind, String id) {
        return kind == IdentityKind.USER
                ? new Label(cut(id), Label.USER)
                : new Label(id.length() > SHORT_ID ? id.substring(0, SHORT_ID) : id, Label.ANONYMOUS);
    }

    private static Optional<String> joined(Map<String, Object> traits, String first, String last) {
        String joined =
                (text(traits, first).orElse("") + " " + text(traits, last).orElse("")).strip();
        return Optional.of(joined).filter(name -> !name.isEmpty());
    }

    private static Optional<String> text(Map<String, Object> traits, String name) {
        return traits.get(name) instanceof String text && !text.isBlank()
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    private static String cut(String text) {
        return text.length() > LONGEST_LABEL ? text.substring(0, LONGEST_LABEL) : text;
    }
}
