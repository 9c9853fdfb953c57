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
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What was sent to a server and what it acknowledged, to be compared with what it has in the end. */
final class SentEvents {
    static final WorkspaceId SHOP = new WorkspaceId("shop");
    static final int EVENTS_PER_BATCH = 100;
    private static final int PERSONS = 500;

    /** A call, and the ids of the messages in it. */
    record Batch(String body, List<String> ids) {}

    private final Path data;
    private final String key;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final AtomicLong batches = new AtomicLong();

    /** Creates a data folder with a workspace that takes events. */
    SentEvents(Path data) {
        this.data = data;
        try (Percorso percorso = new Percorso(settings(), InstantSource.system())) {
            percorso.workspaces()
                    .create(new Workspaces.NewWorkspace("shop", "Shop", Optional.empty(), Optional.empty()), false);
            key = percorso.sources()
                    .create(SHOP, "Server", SourceKind.SERVER, ConsentBasis.ELSEWHERE, "test")
                    .writeKey();
        }
    }

    private Settings settings() {
        return new Settings(data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty());
    }

    int acknowledged() {
        return acknowledged.size();
    }

    Batch next(Random random) {
        long batch = batches.incrementAndGet();
        List<String> ids = new ArrayList<>();
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
        sent.addAll(ids);
        return new Batch(body.append("]}").toString(), ids);
    }

    /** Sends a batch and notes it when it was acknowledged. */
    HttpResponse<String> post(HttpClient client, String address, Batch batch) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/batch"))
                .timeout(Duration.ofSeconds(20))
                .POST(HttpRequest.BodyPublishers.ofString(batch.body()))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 == 2) {
            acknowledged.addAll(batch.ids());
        }
        return answer;
    }

    /** Every acknowledged event is there once, in log, files and index, and none that nobody sent. */
    void verify(String seed) throws IOException, InterruptedException {
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
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(counts.keySet());
        assertEquals(Set.of(), lost, "acknowledged events were lost; " + seed);
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
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<ProjectedEvent> everything(Database database) {
        EventFiles files = new EventFiles(database, data.resolve("files"));
        List<ProjectedEvent> all = new ArrayList<>();
        new StoredEvents(files, new ProjectedLog(database)).read(SHOP, 0, new EventSelection.Everything(), all::addAll);
        return all;
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
