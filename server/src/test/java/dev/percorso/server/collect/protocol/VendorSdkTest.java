package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertAll;
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
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The vendors' own SDKs from their registry, pointed at a running Percorso by changing nothing but host and key. Each
 * sends through a line that first answers that the server is busy, down, or lost the answer to what it took; still every
 * event arrives once.
 */
class VendorSdkTest {
    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path WORK = Path.of("target", "peers");
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "main.mjs", "proxy.mjs", "servers.mjs", "browsers.mjs");
    private static final long MOST_WAIT_NANOS = 60_000_000_000L;

    /**
     * What one SDK is to achieve.
     *
     * @param views how many different views
     * @param others other events in the feed, by name
     * @param people about the person, apart from the e-mail address
     * @param isSafe whether the SDK gives events ids, so that even an answer that was lost doubles nothing
     */
    private record Expected(
            String protocol,
            String kind,
            int views,
            Map<String, Integer> others,
            Map<String, Object> people,
            boolean isSafe) {
        WorkspaceId workspace(String name) {
            return new WorkspaceId(name.toLowerCase(java.util.Locale.ROOT));
        }

        int events() {
            return views + others.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static final Map<String, Expected> SDKS = new LinkedHashMap<>();

    static {
        Map<String, Integer> pages = Map.of("Page Viewed", 1, "Screen Viewed", 1);
        Map<String, Object> acme = Map.of("plan", "pro", "group.id", "acme", "group.name", "Acme");
        SDKS.put("segment", new Expected("segment", "server", 30, pages, acme, true));
        SDKS.put("rudderstack", new Expected("rudderstack", "server", 30, pages, acme, true));
        SDKS.put("posthog", new Expected("posthog", "server", 30, Map.of("Page Viewed", 1), acme, true));
        SDKS.put(
                "mixpanel",
                new Expected(
                        "mixpanel",
                        "server",
                        30,
                        Map.of(),
                        Map.of("plan", "pro", "visits", 2L, "likes", "[\"tea\"]"),
                        true));
        SDKS.put(
                "amplitudeServer",
                new Expected(
                        "amplitude",
                        "server",
                        30,
                        Map.of("revenue_amount", 1),
                        Map.of("plan", "pro", "visits", 2L, "group.id", "acme"),
                        true));
        SDKS.put(
                "matomo",
                new Expected("matomo", "server", 30, Map.of("Page Viewed", 1, "Order Completed", 1), Map.of(), false));
        SDKS.put(
                "segmentBrowser",
                new Expected("segment", "web", 10, Map.of("Page Viewed", 1), Map.of("plan", "pro"), true));
        SDKS.put(
                "posthogBrowser",
                new Expected("posthog", "web", 10, Map.of("Page Viewed", 1), Map.of("plan", "pro"), true));
        SDKS.put(
                "mixpanelBrowser",
                new Expected("mixpanel", "web", 10, Map.of("Page Viewed", 1), Map.of("plan", "pro"), true));
        SDKS.put(
                "rudderstackBrowser",
                new Expected(
                        "rudderstack",
                        "web",
                        10,
                        Map.of("Page Viewed", 1),
                        Map.of("plan", "pro", "group.id", "acme", "group.name", "Acme"),
                        true));
    }

    @TempDir
    Path data;

    @Test
    void shouldTakeEveryEventOfEverySdkOnceThroughABadLine() throws Exception {
        assumeTrue(isInstalled("node") && isInstalled("npm"), "skipped: Node and npm are not installed");
        Optional<String> chromium = chromium();
        installSdks();
        Map<String, Expected> sdks = new LinkedHashMap<>(SDKS);
        if (chromium.isEmpty()) {
            sdks.keySet().removeIf(name -> name.endsWith("Browser"));
        }
        try (RunningPercorso percorso = new RunningPercorso(data, InstantSource.system())) {
            Map<String, String> keys = new TreeMap<>();
            for (Map.Entry<String, Expected> sdk : sdks.entrySet()) {
                keys.put(sdk.getKey(), newKey(percorso, sdk.getKey(), sdk.getValue()));
            }
            JsonNode report = run(percorso, keys, chromium, sdks);

            assertEquals("[]", report.get("errors").toString());
            assertAll(sdks.entrySet().stream().map(sdk -> () -> check(percorso, sdk.getKey(), sdk.getValue(), report)));
            checkRefusal(percorso);
        }
    }

    private static String newKey(RunningPercorso percorso, String name, Expected sdk) throws Exception {
        String workspace = sdk.workspace(name).value();
        percorso.post("/api/workspaces", Map.of("id", workspace, "name", name));
        return percorso.post(
                        "/api/workspaces/" + workspace + "/sources",
                        Map.of("name", name, "kind", sdk.kind(), "protocol", sdk.protocol(), "consent", "elsewhere"))
                .json()
                .get("writeKey")
                .asString();
    }

    private static void check(RunningPercorso percorso, String name, Expected sdk, JsonNode report) throws Exception {
        String path = "/api/workspaces/" + sdk.workspace(name);
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> indexes = new HashSet<>();
        for (JsonNode event : percorso.get(path + "/events?limit=500").json()) {
            counts.merge(event.get("name").asString(), 1, Integer::sum);
            if (event.get("name").asString().equals("Product Viewed")) {
                indexes.add(event.get("properties")
                        .path(name.equals("matomo") ? "value" : "index")
                        .toString());
            }
        }
        Map<String, Integer> expected = new TreeMap<>(sdk.others());
        expected.put("Product Viewed", sdk.views());
        assertEquals(expected, counts, name);
        assertEquals(sdk.views(), indexes.size(), () -> name + ": each view once, none instead of another");

        People people = percorso.percorso().people();
        Person ada = people.find(sdk.workspace(name), IdentityKind.USER, "ada")
                .orElseThrow(() -> new AssertionError(name + ": nobody is ada"));
        assertEquals(1, people.count(sdk.workspace(name)), name);
        if (!name.equals("matomo")) {
            assertEquals(Optional.of("ada@example.com"), ada.email(), name);
            sdk.people()
                    .forEach((trait, value) -> assertEquals(value, ada.traits().get(trait), name + " " + trait));
        }

        JsonNode source = percorso.get(path + "/sources").json().get(0);
        assertEquals(name.equals("segment") ? 1 : 0, source.get("refused").asInt(), name);
        if (sdk.isSafe()) {
            assertTrue(source.get("duplicate").asInt() > 0, () -> name + " never sent again what was lost");
            checkLine(name, report.get("calls").get(name));
        }
    }

    /** The line did fail, and the SDK did try again. */
    private static void checkLine(String name, JsonNode calls) {
        List<Integer> statuses = new ArrayList<>();
        calls.forEach(call -> statuses.add(call.get("status").asInt()));
        assertTrue(statuses.contains(503), () -> name + " " + calls);
        if (!name.endsWith("Browser")) {
            assertTrue(statuses.contains(429), () -> name + " " + calls);
        }
        if (Set.of("posthog", "rudderstack").contains(name)) {
            assertTrue(calls.toString().contains("\"gzip\":true"), () -> name + " " + calls);
        }
    }

    /** The event of nobody stands in the dead letters with the reason. */
    private static void checkRefusal(RunningPercorso percorso) throws Exception {
        JsonNode refused =
                percorso.get("/api/workspaces/segment/dead-letters").json().get(0);
        assertEquals("unusable-id", refused.get("code").asString());
        assertTrue(refused.get("payload").asString().contains("undefined"), refused.toString());
    }

    // ---- Node

    private static Optional<String> chromium() {
        return Stream.of(System.getenv().getOrDefault("CHROMIUM", ""), "/usr/bin/chromium", "/usr/bin/google-chrome")
                .filter(path -> !path.isEmpty() && Files.isExecutable(Path.of(path)))
                .findFirst();
    }

    private static boolean isInstalled(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** Into {@code target}, so that the sources stay clean; again only when the lock file has changed. */
    private static void installSdks() throws IOException, InterruptedException {
        Files.createDirectories(WORK);
        boolean isCurrent = Files.isDirectory(WORK.resolve("node_modules"))
                && Files.exists(WORK.resolve("package-lock.json"))
                && Files.mismatch(SOURCES.resolve("package-lock.json"), WORK.resolve("package-lock.json")) < 0;
        for (String file : FILES) {
            Files.copy(SOURCES.resolve(file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (isCurrent) {
            return;
        }
        Process install = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (install.waitFor() != 0) {
            Files.deleteIfExists(WORK.resolve("package-lock.json"));
            fail("npm ci failed: " + output);
        }
    }

    /** Lets the SDKs run until everything is there, or one minute. */
    private static JsonNode run(
            RunningPercorso percorso, Map<String, String> keys, Optional<String> chromium, Map<String, Expected> sdks)
            throws IOException, InterruptedException {
        Path errors = WORK.resolve("errors.txt");
        Process process = new ProcessBuilder("node", "main.mjs")
                .directory(WORK.toFile())
                .redirectError(errors.toFile())
                .start();
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("url", percorso.address());
        chromium.ifPresent(path -> input.put("chromium", path));
        input.put("keys", keys);
        try (OutputStream toProcess = process.getOutputStream()) {
            toProcess.write(Json.write(input));
            toProcess.write('\n');
            toProcess.flush();
            long started = System.nanoTime();
            while (process.isAlive()
                    && System.nanoTime() - started < MOST_WAIT_NANOS
                    && !hasEverything(percorso, sdks)) {
                Thread.sleep(100);
            }
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            fail("the SDKs failed: " + output + Files.readString(errors));
        }
        return Json.tree(output.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean hasEverything(RunningPercorso percorso, Map<String, Expected> sdks) {
        People people = percorso.percorso().people();
        return sdks.entrySet().stream().allMatch(sdk -> {
            WorkspaceId workspace = sdk.getValue().workspace(sdk.getKey());
            boolean wasRepeated =
                    percorso.percorso().sources().all(workspace).getFirst().duplicate() > 0;
            return (wasRepeated || !sdk.getValue().isSafe())
                    && percorso.percorso().journeys().snapshot(workspace).eventCount()
                            >= sdk.getValue().events()
                    && people.find(workspace, IdentityKind.USER, "ada")
                            .filter(ada -> ada.traits()
                                    .keySet()
                                    .containsAll(sdk.getValue().people().keySet()))
                            .isPresent();
        });
    }
}
