package dev.percorso.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Compares documents with the schemas of {@code openapi.yaml}: fields, kinds, enums; nothing may be undescribed. */
public final class OpenApi {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete", "options");

    private final JsonNode root;

    private OpenApi(JsonNode root) {
        this.root = root;
    }

    public static OpenApi load() {
        try {
            return new OpenApi(new YAMLMapper().readTree(Files.readString(Path.of("../openapi.yaml"))));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Every described call, e.g. {@code GET /api/session}. */
    public Set<String> calls() {
        Set<String> calls = new TreeSet<>();
        root.path("paths")
                .propertyStream()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> calls.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return calls;
    }

    /** What the document has that the schema of that name does not allow; empty when it fits. */
    public List<String> faults(String schema, JsonNode document) {
        List<String> faults = new ArrayList<>();
        check(root.at("/components/schemas/" + schema), document, schema, faults);
        return faults;
    }

    /** Names of the fields that documents of the schema of that name may have. */
    public Set<String> fields(String schema) {
        Map<String, JsonNode> properties = new HashMap<>();
        gather(root.at("/components/schemas/" + schema), properties, new ArrayList<>());
        return new TreeSet<>(properties.keySet());
    }

    /** {@link #faults} of each element of a list. */
    public List<String> faultsOfEach(String schema, JsonNode documents) {
        List<String> faults = new ArrayList<>();
        if (!documents.isArray()) {
            faults.add("not a list but " + documents);
        }
        documents.forEach(document -> faults.addAll(faults(schema, document)));
        return faults;
    }

    private void check(JsonNode schema, JsonNode document, String at, List<String> faults) {
        if (schema.isMissingNode()) {
            faults.add(at + ": no such schema");
            return;
        }
        if (schema.has("$ref")) {
            check(root.at(schema.get("$ref").asString().substring(1)), document, at, faults);
            return;
        }
        if (schema.has("oneOf")) {
            boolean fitsOne = schema.get("oneOf").valueStream().anyMatch(one -> {
                List<String> own = new ArrayList<>();
                check(one, document, at, own);
                return own.isEmpty();
            });
            if (!fitsOne) {
                faults.add(at + ": none of the possible forms, was " + document);
            }
            return;
        }
        String type = schema.path("type").asString(schema.has("allOf") ? "object" : "");
        boolean fits = switch (type) {
            case "object" -> document.isObject();
            case "array" -> document.isArray();
            case "string" -> document.isString();
            case "integer" -> document.isIntegralNumber();
            case "number" -> document.isNumber();
            case "boolean" -> document.isBoolean();
            default -> true;
        };
        if (!fits) {
            faults.add("%s: %s expected, was %s".formatted(at, type, document));
            return;
        }
        if (schema.has("enum")
                && schema.get("enum")
                        .valueStream()
                        .noneMatch(value -> value.asString().equals(document.asString()))) {
            faults.add("%s: '%s' is none of %s".formatted(at, document.asString(), schema.get("enum")));
        }
        switch (type) {
            case "object" -> checkObject(schema, document, at, faults);
            case "array" -> {
                for (int i = 0; i < document.size(); i++) {
                    check(schema.path("items"), document.get(i), at + "/" + i, faults);
                }
            }
            default -> {}
        }
    }

    private void checkObject(JsonNode schema, JsonNode document, String at, List<String> faults) {
        Map<String, JsonNode> properties = new HashMap<>();
        List<String> required = new ArrayList<>();
        boolean isOpen = gather(schema, properties, required);
        JsonNode others = schema.path("additionalProperties");
        required.stream()
                .filter(name -> !document.has(name))
                .forEach(name -> faults.add(at + ": '" + name + "' is missing"));
        document.propertyStream().forEach(entry -> {
            JsonNode property = properties.get(entry.getKey());
            if (property != null) {
                check(property, entry.getValue(), at + "/" + entry.getKey(), faults);
            } else if (others.isObject()) {
                check(others, entry.getValue(), at + "/" + entry.getKey(), faults);
            } else if (!isOpen) {
                faults.add(at + ": '" + entry.getKey() + "' is not described");
            }
        });
    }

    private boolean gather(JsonNode schema, Map<String, JsonNode> properties, List<String> required) {
        if (schema.has("$ref")) {
            return gather(root.at(schema.get("$ref").asString().substring(1)), properties, required);
        }
        schema.path("properties").propertyStream().forEach(entry -> properties.put(entry.getKey(), entry.getValue()));
        schema.path("required").forEach(name -> required.add(name.asString()));
        boolean isOpen = schema.path("additionalProperties").asBoolean(false);
        for (JsonNode part : schema.path("allOf")) {
            isOpen |= gather(part, properties, required);
        }
        return isOpen;
    }
}
