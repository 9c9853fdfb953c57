package dev.percorso.server.collect.protocol;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Companies and other groups, as traits {@code group.id}, {@code group.type} and {@code group.…} of their people. */
final class Groups {
    private Groups() {}

    static void of(Map<String, Object> traits, Optional<String> type, Optional<String> id, JsonNode said) {
        Flattening.into(traits, "group", said);
        type.ifPresent(text -> traits.put("group.type", text));
        traits.put(
                "group.id",
                id.orElseThrow(() -> new RefusedEventException("group-missing", "the group needs an id, e.g. 'acme'")));
    }

    /** PostHog's servers invent a person for a group of whom they know nobody. */
    static boolean isGroup(String distinctId, JsonNode properties) {
        return distinctId.equals("$%s_%s"
                .formatted(
                        Fields.text(properties, "$group_type").orElse(""),
                        Fields.id(properties, "$group_key").orElse("")));
    }

    static RefusedEventException withoutPerson() {
        return new RefusedEventException(
                "group-without-person",
                "what is said of a group reaches Percorso through its people: say it with the id of one of them");
    }
}
