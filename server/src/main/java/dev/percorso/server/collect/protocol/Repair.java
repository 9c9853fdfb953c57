package dev.percorso.server.collect.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One change that puts payloads right. Fields within fields are named with dots: {@code properties.price}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Repair.Rename.class, name = "rename"),
    @JsonSubTypes.Type(value = Repair.Put.class, name = "put"),
    @JsonSubTypes.Type(value = Repair.Remove.class, name = "remove")
})
sealed interface Repair {
    void apply(ObjectNode event);

    /** Gives a field another name or place; what stands there already stays. */
    record Rename(String field, String to) implements Repair {
        public Rename {
            check(field);
            check(to);
        }

        @Override
        public void apply(ObjectNode event) {
            List<String> from = parts(field);
            parent(event, from, false).ifPresent(parent -> {
                JsonNode value = parent.get(from.getLast());
                List<String> target = parts(to);
                if (value != null
                        && parent(event, target, true)
                                .filter(at -> !at.has(target.getLast()))
                                .isPresent()) {
                    parent.remove(from.getLast());
                    parent(event, target, true).ifPresent(at -> at.set(target.getLast(), value));
                }
            });
        }
    }

    /** Gives a field a value. */
    record Put(String field, JsonNode value) implements Repair {
        public Put {
            check(field);
        }

        @Override
        public void apply(ObjectNode event) {
            List<String> parts = parts(field);
            parent(event, parts, true).ifPresent(parent -> parent.set(parts.getLast(), value));
        }
    }

    /** Leaves a field out. */
    record Remove(String field) implements Repair {
        public Remove {
            check(field);
        }

        @Override
        public void apply(ObjectNode event) {
            List<String> parts = parts(field);
            parent(event, parts, false).ifPresent(parent -> parent.remove(parts.getLast()));
        }
    }

    private static void check(String field) {
        if (field == null || field.isBlank() || parts(field).stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("name the field, e.g. 'userId' or 'properties.price'");
        }
    }

    private static List<String> parts(String field) {
        return Arrays.asList(field.strip().split("\\.", -1));
    }

    /** The object in which the field stands, made if wanted. */
    private static Optional<ObjectNode> parent(ObjectNode event, List<String> parts, boolean isMade) {
        ObjectNode at = event;
        for (String part : parts.subList(0, parts.size() - 1)) {
            JsonNode next = at.get(part);
            if (next instanceof ObjectNode object) {
                at = object;
            } else if (next == null && isMade) {
                at = at.putObject(part);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }
}
