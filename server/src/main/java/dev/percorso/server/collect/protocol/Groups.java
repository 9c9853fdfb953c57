package dev.percorso.server.collect.protocol;

import dev.percorso.server.people.CompanyTraits;
import dev.percorso.server.people.TraitOperation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Companies and other groups: {@code group.id} and {@code group.type} say which one is meant, {@code group.…} are its
 * traits. With a person, the person belongs to it from then on; without, only the group changes.
 */
final class Groups {
    private static final String PREFIX = "group";

    private Groups() {}

    /** The group an event speaks of, and the traits to set. */
    static void of(Map<String, Object> traits, Optional<String> type, Optional<String> id, JsonNode said) {
        Flattening.into(traits, PREFIX, said);
        type.ifPresent(text -> traits.put(CompanyTraits.TYPE, text));
        traits.put(
                CompanyTraits.ID,
                id.orElseThrow(() -> new RefusedEventException("group-missing", "the group needs an id, e.g. 'acme'")));
    }

    /** What changes a trait of the group depending on its value. */
    static void change(Map<String, Object> traits, TraitOperation operation, JsonNode said) {
        Map<String, Object> values = new LinkedHashMap<>();
        Flattening.into(values, PREFIX, said);
        values.forEach((name, value) -> traits.put(operation.of(name), value));
    }

    /** The traits of the group to forget: names in a list, or an object's. */
    static void unset(Map<String, Object> traits, JsonNode names) {
        Map<String, Object> operations = new LinkedHashMap<>();
        TraitOperations.unset(operations, names);
        String plain = TraitOperation.UNSET.of("");
        operations.forEach((name, value) ->
                traits.put(TraitOperation.UNSET.of(PREFIX + "." + name.substring(plain.length())), value));
    }

    /** Forgets all traits of the group. */
    static void unsetAll(Map<String, Object> traits) {
        traits.put(TraitOperation.UNSET_ALL.of(PREFIX + "."), true);
    }

    /** An event of a person says which group it happened for, when that is only one. */
    static void membership(Map<String, Object> traits, JsonNode groups) {
        var named = groups.properties();
        if (named.size() != 1 || traits.containsKey(CompanyTraits.ID)) {
            return;
        }
        Map.Entry<String, JsonNode> group = named.iterator().next();
        JsonNode first = group.getValue().isArray() ? group.getValue().path(0) : group.getValue();
        if (first.isString() || first.isNumber()) {
            traits.put(CompanyTraits.TYPE, group.getKey());
            traits.put(CompanyTraits.ID, first.asString());
        }
    }

    /** PostHog's servers invent a person for a group of whom they know nobody. */
    static boolean isGroup(String distinctId, JsonNode properties) {
        return distinctId.equals("$%s_%s"
                .formatted(
                        Fields.text(properties, "$group_type").orElse(""),
                        Fields.id(properties, "$group_key").orElse("")));
    }
}
