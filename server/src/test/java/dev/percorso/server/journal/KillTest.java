package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.ConsentBasis;
import dev.percorso.server.collect.SourceKind;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real server at random moments while many clients send, and then counts: every acknowledged event is there
 * exactly once, in log and files and in the index, and no other event is there twice. {@code -Dpercorso.kills=500} kills
 * more often.
 */
class KillTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final int KILLS = Integer.getInteger("percorso.kills", 20);
    private static final int CLIENTS = 4;
    private static final int EVENTS_PER_BATCH = 100;
    private static final int PERSONS = 500;
    private static final long LONGEST_LIFE_MILLIS = 1_500;

    @TempDir
    Path data;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicLong batches = new AtomicLong();
    private String key = "";

    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtAnyMoment() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        prepare();
        for (int kill = 0; kill < KILLS; kill++) {
            Process server = launch();
            try {
                sendUntilKilled(server, random);
            } finally {
                server.destroyForcibly().waitFor();
            }
        }
        assertTrue(acknowledged.size() > KILLS * EVENTS_PER_BATCH, "too little came through to prove anything");
        assertTrue(Files.exists(data.resolve("files").resolve("shop")), "no event file was written");
        verify("seed " + seed);
    }

    private Settings settings() {
        return new Settings(data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty());
    }

    private void prepare() {
        try (Percorso percorso = new Percorso(settings(), InstantSource.system())) {
            percorso.workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            key = percorso.sources()
                    .create(SHOP, "Server", SourceKind.SERVER, ConsentBasis.ELSEWHERE, "test")
                    .writeKey();
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.percorso.server.Main",
                        "serve",
                        "--data",
                        data.toString(),
                        "--host",
                        "127.0.0.1",
                        "--port",
                        "0")
                .redirectErrorStream(true);
        // Few enough that kills also hit the writing of event files and of the index.
        server.environment().put("PERCORSO_EVENTS_PER_FILE", "1000");
        server.environment().put("PERCORSO_EVENTS_PER_COMPACTION", "1500");
        return server.start();
    }

    private void sendUntilKilled(Process server, Random random) throws Exception {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        String address = address(output);
        Thread drain = Thread.ofVirtual().start(() -> output.lines().forEach(line -> {}));
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            long seed = random.nextLong();
            clients.add(Thread.ofPlatform().start(() -> send(address, new Random(seed))));
        }
        Thread.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
        server.destroyForcibly().waitFor();
        for (Thread client : clients) {
            client.join();
        }
        drain.join();
    }

    private static String address(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            int address = line.indexOf("http://localhost:");
            if (address >= 0) {
                return line.substring(address).strip().replace("localhost", "127.0.0.1");
            }
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    /** Sends batches until the server is gone; now and then one twice, or one whose answer never came. */
    private void send(String address, Random random) {
        String unanswered = "";
        List<String> unansweredIds = List.of();
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            while (true) {
                List<String> ids = new ArrayList<>();
                String body = batch(random, ids);
                sent.addAll(ids);
                unanswered = body;
                unansweredIds = ids;
                post(client, address, body, ids);
                if (random.nextInt(4) == 0) {
                    post(client, address, body, ids);
                }
            }
        } catch (IOException gone) {
            leftOver.put(unanswered, unansweredIds);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private final Map<String, List<String>> leftOver = new ConcurrentHashMap<>();

    private void post(HttpClient client, String address, String body, List<String> ids)
            throws IOException, InterruptedException {
        for (Map.Entry<String, List<String>> again : Map.copyOf(leftOver).entrySet()) {
            leftOver.remove(again.getKey());
            postOne(client, address, again.getKey(), again.getValue());
        }
        postOne(client, address, body, ids);
    }

    private void postOne(HttpClient client, String address, String body, List<String> ids)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/batch"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 200) {
            acknowledged.addAll(ids);
        } else if (answer.statusCode() != 429) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
    }

    private String batch(Random random, List<String> ids) {
        long batch = batches.incrementAndGet();
        StringBuilder body = new StringBuilder("{\"writeKey\":\"" + key + "\",\"batch\":[");
        for (int event = 0; event < EVENTS_PER_BATCH; event++) {
            String id = batch + "-" + event;
            int person = random.nextInt(PERSONS);
            ids.add(id);
            body.append(event == 0 ? "" : ",")
                    .append("{\"type\":\"track\",\"event\":\"Product Viewed\",\"messageId\":\"" + id)
                    .append("\",\"anonymousId\":\"device" + person + "\"")
                    .append(random.nextInt(10) == 0 ? ",\"userId\":\"user" + person / 2 + "\"" : "")
                    .append(",\"properties\":{\"product\":\"shoe " + person + "\",\"price\":" + event + ".5}}");
        }
        return body.append("]}").toString();
    }

    private void verify(String seed) throws Exception {
        Map<String, Integer> counts = new HashMap<>();
        Set<Long> sequences = new HashSet<>();
        long indexed;
        try (Percorso percorso = new Percorso(settings(), InstantSource.system())) {
            percorso.startProjecting();
            percorso.awaitProjection();
            indexed = percorso.journeys().snapshot(SHOP).fold(new CountEvents())[0];
        }
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            for (ProjectedEvent event : everything(database)) {
                counts.merge(event.event().messageId(), 1, Integer::sum);
                assertTrue(
                        sequences.add(event.sequence()), "sequence " + event.sequence() + " is there twice; " + seed);
            }
        }
        assertEquals(Set.of(), missing(counts.keySet()), "acknowledged events were lost; " + seed);
        assertTrue(sent.containsAll(counts.keySet()), "there are events nobody sent; " + seed);
        assertTrue(counts.values().stream().allMatch(count -> count == 1), "events are there twice; " + seed);
        assertEquals(counts.size(), indexed, "the index differs from the log; " + seed);
        deleteAll(data.resolve("index"));
        try (Percorso percorso = new Percorso(settings(), InstantSource.system())) {
            assertEquals(
                    indexed,
                    percorso.journeys().snapshot(SHOP).fold(new CountEvents())[0],
                    "the index built anew differs; " + seed);
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<ProjectedEvent> everything(Database database) {
        EventFiles files = new EventFiles(database, data.resolve("files"));
        ProjectedLog log = new ProjectedLog(database);
        List<ProjectedEvent> all = new ArrayList<>();
        files.read(SHOP, 0, all::addAll);
        long next = all.isEmpty() ? 0 : all.getLast().sequence();
        for (List<ProjectedEvent> more = log.after(SHOP, next, 10_000);
                !more.isEmpty();
                more = log.after(SHOP, next, 10_000)) {
            all.addAll(more);
            next = more.getLast().sequence();
        }
        return all;
    }

    private Set<String> missing(Set<String> stored) {
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(stored);
        return missing;
    }

    /** Counts all events. */
    private record CountEvents() implements Fold<long[]> {
        @Override
        public long[] newAccumulator() {
            return new long[1];
        }

        @Override
        public void accept(Journey journey, long[] count) {
            count[0] += journey.size();
        }

        @Override
        public long[] combine(long[] left, long[] right) {
            return new long[] {left[0] + right[0]};
        }
    }
}
