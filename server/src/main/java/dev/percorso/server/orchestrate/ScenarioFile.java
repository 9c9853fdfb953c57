package dev.percorso.server.orchestrate;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What a flow is to do with made-up people. Written as YAML; see {@code docs/manual/flows.md}.
 *
 * @param flow the file with the flow's definition, beside this one
 */
public record ScenarioFile(String flow, List<Made> people) {
    private static final YAMLMapper YAML = new YAMLMapper();
    /** How long a flow is watched after the last thing that happens or is expected. */
    private static final Duration AFTERWARDS = Duration.ofDays(60);

    public ScenarioFile {
        people = people == null ? List.of() : List.copyOf(people);
        require(flow != null && !flow.isBlank(), "a scenario needs a 'flow', the file of its definition");
        require(!people.isEmpty(), "a scenario needs 'people'");
    }

    /**
     * Somebody made up, who agrees to everything.
     *
     * @param expect what the flow is to do, in order, each as {@code 2026-03-02T10:00:00Z message hello}
     */
    public record Made(String who, Map<String, Object> traits, List<Happening> happens, List<String> expect) {
        public Made {
            traits = traits == null ? Map.of() : Map.copyOf(traits);
            happens = happens == null ? List.of() : List.copyOf(happens);
            expect = expect == null ? List.of() : List.copyOf(expect);
            require(who != null && !who.isBlank(), "each of the 'people' needs 'who', a few words on them");
            require(!happens.isEmpty(), "each of the 'people' needs something that 'happens'");
        }

        Instant begin() {
            return happens.stream().map(Happening::at).min(Instant::compareTo).orElseThrow();
        }

        Instant end() {
            return Stream.concat(
                            happens.stream().map(Happening::at), expect.stream().map(Made::instant))
                    .max(Instant::compareTo)
                    .orElseThrow()
                    .plus(AFTERWARDS);
        }

        private static Instant instant(String line) {
            try {
                return Instant.parse(line.substring(0, Math.max(0, line.indexOf(' '))));
            } catch (java.time.DateTimeException malformed) {
                throw new IllegalArgumentException(
                        "'%s' is not expected like '2026-03-02T10:00:00Z message hello'".formatted(line), malformed);
            }
        }

        /** The events of the person, who is known before the first of them. */
        List<Event> events(String id) {
            Map<String, Object> known = new LinkedHashMap<>(Map.of(
                    "email",
                    id + "@example.com",
                    "email_consent",
                    true,
                    "consent.profiling",
                    true,
                    "consent.analytics",
                    true));
            known.putAll(traits);
            List<Event> events = new ArrayList<>();
            events.add(event(id + "-who", Event.Kind.IDENTIFY, "", id, begin(), Map.of(), known));
            for (Happening happening : happens) {
                events.add(event(
                        id + "-" + events.size(),
                        Event.Kind.TRACK,
                        happening.event(),
                        id,
                        happening.at(),
                        happening.properties(),
                        Map.of()));
            }
            return events;
        }

        private static Event event(
                String message,
                Event.Kind kind,
                String name,
                String id,
                Instant at,
                Map<String, Object> properties,
                Map<String, Object> traits) {
            return new Event(
                    message,
                    kind,
                    name,
                    Optional.empty(),
                    Optional.of(id),
                    Optional.empty(),
                    at,
                    properties,
                    traits,
                    "scenario");
        }
    }

    /** An event of somebody. */
    public record Happening(Instant at, String event, Map<String, Object> properties) {
        public Happening {
            properties = properties == null ? Map.of() : Map.copyOf(properties);
            require(at != null && event != null && !event.isBlank(), "what 'happens' needs 'at' and 'event'");
        }
    }

    /** When nothing more is looked at. */
    public Instant end() {
        return people.stream().map(Made::end).max(Instant::compareTo).orElseThrow();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** @throws ProblemException when it is no such file */
    public static ScenarioFile read(Path file) throws IOException {
        try {
            return Json.convert(YAML.readTree(Files.readString(file)), ScenarioFile.class);
        } catch (JacksonException malformed) {
            throw ProblemException.invalid(
                    "/", "The scenario %s cannot be read: %s".formatted(file, malformed.getOriginalMessage()));
        }
    }

    /** The definition that lies beside the file, or a flow as the API answers it. */
    FlowContent content(Path file) throws IOException {
        JsonNode tree = Json.tree(Files.readAllBytes(file.resolveSibling(flow)));
        JsonNode definition = tree.has("definition") ? tree.path("definition") : tree;
        return new FlowContent(flow, Optional.empty(), Json.convert(definition, FlowDocument.class));
    }
}
