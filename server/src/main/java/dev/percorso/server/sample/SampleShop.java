package dev.percorso.server.sample;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.ConsentLedger;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the sample workspace. Events go through the collector like everybody's; segments, personas, touchpoints, stages,
 * the map, reports, coupons, flows and the form are created through the public API, so that nothing in the sample is beyond what a user can
 * do.
 */
public final class SampleShop {
    public static final WorkspaceId WORKSPACE = new WorkspaceId("sample-shop");
    public static final String NAME = "Portatili, laptop shop";
    public static final int PERSONS = 20_000;

    /** Lies in the data folder: the write key of the shop's site, where the web tag finds it. */
    public static final String WRITE_KEY_FILE = "sample-shop-write-key";

    /** Lies beside it: the id of the form that the shop's site shows. */
    public static final String NEWSLETTER_FILE = "sample-shop-newsletter";

    private static final long SEED = 2026;
    private static final int BATCH = 1_000;
    private static final int BACK_OFF_MILLIS = 50;
    /** The events name it: whom it was shown to, and what they answered. */
    private static final String SURVEY = "@order-survey";

    private static final String NEWSLETTER = "@newsletter";

    /** In this order: a later one may name earlier ones. */
    private static final List<String> DOCUMENTS = List.of(
            "segments",
            "personas",
            "maps",
            "saved-reports",
            "dashboards",
            "email-blocks",
            "templates",
            "coupon-pools",
            "flows",
            "goals",
            "forms",
            "onsite-messages",
            "campaigns");

    private static final int MOST_DAYS = 60;

    /** Flows go live before the last days, so that people are inside when somebody looks. */
    private static final Duration RECENT = Duration.ofHours(36);

    private final Collector collector;
    private final SampleConsent consent;
    private final String source;
    private final URI server;
    private final String apiKey;
    private final Map<String, String> ids = new LinkedHashMap<>();

    /**
     * @param source id of the source that the events come through
     * @param server address of the running server
     * @param apiKey of the sample workspace
     */
    public SampleShop(Collector collector, ConsentLedger ledger, String source, URI server, String apiKey) {
        this.collector = collector;
        this.consent = new SampleConsent(ledger, WORKSPACE, source);
        this.source = source;
        this.server = server;
        this.apiKey = apiKey;
    }

    /**
     * Fills the workspace.
     *
     * @param end the year of events ends here
     * @param progress told what is done, in words
     * @return id of the form for the newsletter
     */
    public String load(int persons, Instant end, Consumer<String> progress) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            create(client, "touchpoints");
            create(client, "surveys");
        }
        SampleEvents events = new SampleEvents(SEED, persons, end, ids.getOrDefault(SURVEY, ""));
        long[] count = new long[1];
        events.forEachInOrder(chunk -> {
            List<Event> history = before(chunk, end);
            hand(history, count, progress);
        });
        configure(persons, end);
        progress.accept("segments, personas, touchpoints, map, reports, spend and flows are set up");
        events.forEachInOrder(chunk -> {
            List<Event> recent = chunk.subList(before(chunk, end).size(), chunk.size());
            hand(recent, count, progress);
        });
        progress.accept("%,d simulated events of %,d persons".formatted(count[0], persons));
        return Objects.requireNonNull(ids.get(NEWSLETTER));
    }

    private static List<Event> before(List<Event> chunk, Instant end) {
        Instant split = end.minus(RECENT);
        int size = 0;
        while (size < chunk.size() && chunk.get(size).time().isBefore(split)) {
            size++;
        }
        return chunk.subList(0, size);
    }

    private void hand(List<Event> events, long[] count, Consumer<String> progress) {
        for (int from = 0; from < events.size(); from += BATCH) {
            List<Event> batch = events.subList(from, Math.min(events.size(), from + BATCH));
            accept(consent.asked(batch));
            count[0] += batch.size();
            if (count[0] % (100 * BATCH) == 0) {
                progress.accept("%,d simulated events".formatted(count[0]));
            }
        }
    }

    /** Waits politely while the journal has enough to do. */
    private void accept(List<Event> batch) {
        while (true) {
            try {
                collector.acceptStated(WORKSPACE, source, batch);
                return;
            } catch (ProblemException full) {
                if (full.retryAfterSeconds().isEmpty()) {
                    throw full;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BACK_OFF_MILLIS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while loading the sample", interruption);
        }
    }

    private void configure(int persons, Instant end) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String spend =
                    SampleSpend.csv(SEED, persons, end.atZone(ZoneOffset.UTC).toLocalDate());
            send(client, "POST", "spend/csv", "text/csv", spend);
            call(client, "PUT", "stages", resource("stages"));
            call(client, "PUT", "consent/settings", resource("consent"));
            call(client, "PUT", "brand", resource("brand"));
            call(client, "PUT", "loyalty/tiers", resource("tiers"));
            call(client, "PUT", "topics", resource("topics"));
            days(end);
            for (String kind : DOCUMENTS) {
                create(client, kind);
            }
        }
    }

    private void create(HttpClient client, String kind) throws IOException, InterruptedException {
        ObjectNode documents = (ObjectNode) resource(kind);
        for (Map.Entry<String, JsonNode> document : documents.properties()) {
            JsonNode created = call(client, "POST", kind, document.getValue());
            ids.put(document.getKey(), created.get("id").asString());
            if (kind.equals("flows")) {
                call(client, "POST", "flows/" + created.get("id").asString() + "/publish", Json.MAPPER.nullNode());
            }
        }
    }

    /** Days that documents name like {@code @day-45}, counted from the last one. */
    private void days(Instant end) {
        LocalDate last = end.atZone(ZoneOffset.UTC).toLocalDate();
        for (int day = -MOST_DAYS; day <= MOST_DAYS; day++) {
            ids.put("@day%+d".formatted(day), last.plusDays(day).toString());
        }
    }

    private static JsonNode resource(String name) {
        try (InputStream json = SampleShop.class.getResourceAsStream("/sample-shop/" + name + ".json")) {
            if (json == null) {
                throw new IllegalStateException("the sample's " + name + " are not in the jar");
            }
            return Json.tree(json.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a document in which names like {@code @students} stand for the ids of what was created before. */
    private JsonNode call(HttpClient client, String method, String path, JsonNode document)
            throws IOException, InterruptedException {
        String body = document.isNull() ? "" : Json.text(document);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            body = body.replace('"' + id.getKey() + '"', '"' + id.getValue() + '"');
        }
        return send(client, method, path, "application/json", body);
    }

    private JsonNode send(HttpClient client, String method, String path, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/workspaces/" + WORKSPACE + "/" + path))
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                .build();
        HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException("%s %s was answered with %d: %s"
                    .formatted(
                            method, path, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
        }
        return Json.tree(response.body());
    }
}
