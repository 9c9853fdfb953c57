package dev.percorso.server.collect.protocol;

import dev.percorso.server.people.TraitOperation;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Puts what a protocol says of changing traits into an event's traits. */
final class TraitOperations {
    private TraitOperations() {}

    /** One change of each trait that the object names. */
    static void put(Map<String, Object> traits, TraitOperation change, JsonNode said) {
        Map<String, Object> values = new LinkedHashMap<>();
        Flattening.into(values, "", said);
        values.forEach((name, value) -> traits.put(change.of(name), value));
    }

    /** The traits to forget: names in a list, or an object's. */
    static void unset(Map<String, Object> traits, JsonNode names) {
        if (names.isArray()) {
            for (JsonNode name : names) {
                if (name.isString()) {
                    traits.put(TraitOperation.UNSET.of(name.stringValue()), true);
                }
            }
        } else if (names.isObject()) {
            names.propertyNames().forEach(name -> traits.put(TraitOperation.UNSET.of(name), true));
        } else if (names.isString()) {
            traits.put(TraitOperation.UNSET.of(names.stringValue()), true);
        }
    }
}
