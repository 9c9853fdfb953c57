package dev.percorso.server.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Segment's own client for Node, pointed at a running Percorso by changing nothing but its host. */
class SegmentClientTest {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "peers");
    private static final List<String> FILES = List.of("package.json", "package-lock.json", "segment.mjs");
    private static final int TRACKS = 60;
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    Path data;

    @Test
    void shouldTakeEveryCallOfTheNodeClientOnceAndSayWhyOneWasRefused() throws Exception {
        assumeTrue(isInstalled("node") && isInstalled("npm"), "skipped: Node and npm are not installed");
        installClient();
        try (RunningPercorso percorso = new RunningPercorso(data, InstantSource.system())) {
            // given
            percorso.post(
                    "/api/workspaces",
                    Map.of("id", SHOP.value(), "name", "Shop", "timeZone", "Europe/Rome", "currency", "EUR"));
            String workspace = "/api/workspaces/" + SHOP.value();
            JsonNode source = percorso.post(
                            workspace + "/sources",
                            Map.of("name", "Shop server", "kind", "server", "consent", "elsewhere"))
                    .json();

            // when
            JsonNode report =
                    runClient(percorso.address(), source.get("writeKey").asString());

            // then the client had nothing to complain about
            assertEquals("[]", report.get("errors").toString());
            assertEquals(Set.of("POST /v1/batch"), texts(report.get("statuses")));
            assertEquals(TRACKS + 6, report.get("sent").size());

            // and every event arrived once
            JsonNode events = poll(percorso, workspace + "/events?limit=500", feed -> feed.size() >= TRACKS + 2);
            Map<String, Integer> counts = new HashMap<>();
            Set<Integer> indexes = new HashSet<>();
            for (JsonNode event : events) {
                counts.merge(event.get("name").asString(), 1, Integer::sum);
                if (event.get("name").asString().equals("Product Viewed")) {
                    indexes.add(event.get("properties").get("index").asInt());
                }
            }
            assertEquals(Map.of("Product Viewed", TRACKS, "Page Viewed", 1, "Screen Viewed", 1), counts);
            assertEquals(TRACKS, indexes.size(), "each track once, none instead of another");

            // and the calls about the person made one person of all ids (alias was sent last)
            awaitAlias(percorso);
            People people = percorso.percorso().people();
            assertEquals(1, people.count(SHOP));
            Person person = people.find(SHOP, IdentityKind.USER, "user-1").orElseThrow();
            assertEquals(Optional.of("ada@example.com"), person.email());
            assertEquals("pro", person.traits().get("plan"));
            assertEquals(Optional.of(person), people.find(SHOP, IdentityKind.ANONYMOUS, "anonymous-1"));
            assertEquals(Optional.of(person), people.find(SHOP, IdentityKind.USER, "user-2"));

            // and the event of nobody stands in the dead letters with the reason
            JsonNode refused = percorso.get(workspace + "/dead-letters").json();
            assertEquals(1, refused.size());
            assertEquals(source.get("id"), refused.get(0).get("sourceId"));
            assertTrue(
                    refused.get(0).get("reason").asString().contains("userId"),
                    refused.get(0).toString());
            assertTrue(
                    refused.get(0).get("payload").asString().contains("undefined"),
                    refused.get(0).toString());
        }
    }

    /** Asks again until the projector has come that far. */
    private static JsonNode poll(RunningPercorso percorso, String path, Predicate<JsonNode> arrived)
            throws IOException, InterruptedException {
        JsonNode answer = percorso.get(path).json();
        for (int attempt = 0; attempt < 600 && !arrived.test(answer); attempt++) {
            Thread.sleep(50);
            answer = percorso.get(path).json();
        }
        return answer;
    }

    private static void awaitAlias(RunningPercorso percorso) throws InterruptedException {
        People people = percorso.percorso().people();
        for (int attempt = 0;
                attempt < 600 && people.find(SHOP, IdentityKind.USER, "user-2").isEmpty();
                attempt++) {
            Thread.sleep(50);
        }
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        array.forEach(element -> texts.add(element.asString()));
        return texts;
    }

    // ---- Node

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Into {@code target}, so that the sources stay clean; again only when the lock file has changed. */
    private static void installClient() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        boolean current = Files.isDirectory(WORK.resolve("node_modules"))
                && Files.mismatch(SOURCES.resolve("package-lock.json"), WORK.resolve("package-lock.json")) < 0;
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!current) {
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        }
    }

    private static JsonNode runClient(String address, String writeKey) throws IOException, InterruptedException {
        return Json.tree(run(Map.of("PERCORSO_URL", address, "WRITE_KEY", writeKey), "node", "segment.mjs")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path errors = WORK.resolve("errors.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(WORK.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            fail(String.join(" ", command) + " failed: " + output + Files.readString(errors));
        }
        return output;
    }
}
