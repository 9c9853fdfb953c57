package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.flow.References;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The published schema demands of each step and entry what publishing demands: no field more, no field less. */
class FlowSchemaTest {
    private static final String CONDITION =
            "{\"type\": \"trait\", \"trait\": \"plan\", \"operator\": \"equals\", \"value\": \"pro\"}";
    private static final String TWO_WAYS =
            "[{\"label\": \"A\", \"percent\": 50, \"next\": \"end\"}, {\"label\": \"B\", \"percent\": 50, \"next\": \"end\"}]";
    private static final String VALUE_WAYS =
            "[{\"label\": \"A\", \"values\": [\"a\"], \"next\": \"end\"}, {\"label\": \"B\", \"values\": [\"b\"], \"next\": \"end\"}]";

    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("wait", "'duration': 'P1D', 'next': 'end'"),
            Map.entry("waitUntilTime", "'at': '10:00', 'days': ['monday'], 'next': 'end'"),
            Map.entry(
                    "waitUntilDate", "'trait': 'd', 'offsetDays': 1, 'at': '10:00', 'next': 'end', 'otherwise': 'end'"),
            Map.entry(
                    "waitForEvent",
                    "'match': {'event': 'X'}, 'timeout': 'P1D', 'times': 2, 'since': 'flow', 'next': 'end', 'timeoutNext': 'end'"),
            Map.entry(
                    "waitForCondition",
                    "'condition': " + CONDITION + ", 'timeout': 'P1D', 'next': 'end', 'timeoutNext': 'end'"),
            Map.entry("throttle", "'most': 5, 'per': 'PT1H', 'next': 'end'"),
            Map.entry(
                    "condition",
                    "'condition': " + CONDITION
                            + ", 'about': 'entry', 'where': [{'property': 'p', 'operator': 'equals',"
                            + " 'value': 'x'}], 'next': 'end', 'otherwise': 'end'"),
            Map.entry("switch", "'trait': 't', 'property': 'p', 'ways': " + VALUE_WAYS + ", 'otherwise': 'end'"),
            Map.entry("split", "'ways': " + TWO_WAYS + ", 'percent': 40, 'next': 'end', 'otherwise': 'end'"),
            Map.entry("experiment", "'ways': " + TWO_WAYS + ", 'within': 'P3D', 'minimum': 100, 'takeWinner': true"),
            Map.entry(
                    "email",
                    "'template': 't', 'subject': 's', 'body': 'b', 'text': 'x', 'purpose': 'marketing', 'topic': 'n', 'next': 'end'"),
            Map.entry(
                    "push",
                    "'title': 't', 'body': 'b', 'url': 'https://a.example/', 'purpose': 'marketing', 'next': 'end'"),
            Map.entry("sms", "'text': 't', 'purpose': 'marketing', 'next': 'end'"),
            Map.entry("showMessage", "'message': 'm', 'duration': 'P1D', 'next': 'end'"),
            Map.entry("askForPush", "'duration': 'P1D', 'next': 'end'"),
            Map.entry(
                    "webhook",
                    "'url': 'https://a.example/', 'body': '{}', 'waitForAnswer': true, 'timeout': 'PT1M', 'next': 'end',"
                            + " 'otherwise': 'end'"),
            Map.entry("setTrait", "'trait': 't', 'value': 'v', 'next': 'end'"),
            Map.entry("addToList", "'list': 'l', 'next': 'end'"),
            Map.entry("removeFromList", "'list': 'l', 'next': 'end'"),
            Map.entry("issueCoupon", "'pool': 'p', 'next': 'end', 'otherwise': 'end'"),
            Map.entry("addPoints", "'points': 5, 'property': 'p', 'factor': 2, 'reason': 'r', 'next': 'end'"),
            Map.entry("startFlow", "'flow': 'f', 'next': 'end'"),
            Map.entry("stopFlow", "'flow': 'f', 'next': 'end'"),
            Map.entry("exit", "'name': 'n'"));
    private static final Map<String, String> ENTRIES = Map.of(
            "event", "'match': {'event': 'X'}, 'key': 'k', 'next': 'step'",
            "segment", "'segment': 's', 'next': 'step'",
            "segmentLeft", "'segment': 's', 'next': 'step'",
            "date", "'trait': 't', 'offsetDays': 1, 'yearly': true, 'at': '10:00', 'next': 'step'",
            "schedule", "'start': '2030-01-01T10:00', 'rule': 'FREQ=DAILY', 'segment': 's', 'next': 'step'",
            "list", "'list': 'l', 'next': 'step'",
            "form", "'form': 'f', 'moment': 'submitted', 'next': 'step'",
            "api", "'next': 'step'");

    @Test
    void shouldDemandWhatPublishingDemands() throws IOException {
        JsonNode schema = Json.tree(Files.readAllBytes(Path.of("../docs/flow.schema.json")));
        ObjectNode wait = object("wait", STEPS.getOrDefault("wait", ""));
        ObjectNode entry = object("event", ENTRIES.getOrDefault("event", ""));
        assertEquals(types(schema.at("/$defs/FlowStep")), STEPS.keySet());
        assertEquals(types(schema.at("/$defs/FlowEntry")), ENTRIES.keySet());

        assertAll(STEPS.entrySet().stream().map(example -> () -> {
            String type = example.getKey();
            JsonNode rules = schema.at("/properties/steps/items/allOf");
            ObjectNode step = object(type, example.getValue());
            step.put("id", "step");
            compare(type, rules, step, changed -> problems(entry, changed));
        }));
        wait.put("id", "step");
        assertAll(ENTRIES.entrySet().stream()
                .map(example -> () -> compare(
                        example.getKey(),
                        schema.at("/properties/entry/allOf"),
                        object(example.getKey(), example.getValue()),
                        changed -> problems(changed, wait))));
    }

    private interface Publishing {
        List<FlowProblem> problemsOf(ObjectNode part);
    }

    /** Every set of fields that one can leave out together with at most one other. */
    private static void compare(String type, JsonNode rules, ObjectNode whole, Publishing publishing) {
        assertEquals(List.of(), publishing.problemsOf(whole), whole.toString());
        List<String> fields = new ArrayList<>(whole.propertyNames());
        fields.removeAll(List.of("type", "id"));
        Set<String> different = new HashSet<>();
        for (String first : fields) {
            for (String second : fields) {
                ObjectNode part = whole.deepCopy();
                part.remove(first);
                part.remove(second);
                List<FlowProblem> problems = publishing.problemsOf(part);
                if (problems.isEmpty() != fits(rules, part)) {
                    different.add(part + " has " + problems);
                }
            }
        }
        assertEquals(Set.of(), different, type);
    }

    /** The part of JSON Schema that the rules are written in. */
    private static boolean fits(JsonNode rules, ObjectNode part) {
        return rules.valueStream()
                .filter(rule -> has(part, rule.at("/if/required"))
                        && rule.at("/if/properties")
                                .propertyStream()
                                .allMatch(named -> !part.has(named.getKey())
                                        || named.getValue().get("const").equals(part.get(named.getKey()))))
                .map(rule -> rule.get("then"))
                .allMatch(then -> has(part, then.get("required"))
                        && (!then.has("anyOf")
                                || then.get("anyOf").valueStream().anyMatch(one -> has(part, one.get("required")))));
    }

    private static boolean has(ObjectNode part, JsonNode fields) {
        return fields.valueStream().allMatch(field -> part.has(field.asString()));
    }

    private static List<FlowProblem> problems(ObjectNode entry, ObjectNode step) {
        ObjectNode flow = (ObjectNode) FlowShop.tree(
                "{\"reentry\": \"never\", \"exits\": [], \"goal\": {\"event\": \"Bought\"}, \"steps\": []}");
        flow.set("entry", entry);
        flow.withArray("/steps").add(step).add(object("exit", "'id': 'end'"));
        FlowDocument document = Json.convert(flow, FlowDocument.class);
        return FlowReader.read("flow", "Flow", document, NAMED).problems().stream()
                // An exit leads nowhere, and a step that lacks a way leads nowhere else.
                .filter(problem -> !problem.code().equals("unreachable"))
                .toList();
    }

    private static Set<String> types(JsonNode schema) {
        Set<String> types = new HashSet<>();
        schema.at("/properties/type/enum").forEach(type -> types.add(type.asString()));
        return types;
    }

    private static ObjectNode object(String type, String fields) {
        return (ObjectNode)
                FlowShop.tree("{'type': '%s', %s}".formatted(type, fields).replace('\'', '"'));
    }

    /** Whatever has an id exists. */
    private static final References NAMED = new References() {
        @Override
        public boolean hasSegment(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasTemplate(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasTopic(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasPurpose(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasMessage(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasFlow(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasList(String id) {
            return !id.isBlank();
        }

        @Override
        public boolean hasCouponPool(String id) {
            return !id.isBlank();
        }

        @Override
        public String problemOfCondition(String expression) {
            return expression.isBlank() ? "there is none" : "";
        }
    };
}
