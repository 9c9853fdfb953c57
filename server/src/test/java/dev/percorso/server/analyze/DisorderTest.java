package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * The same batches twice: once as they happen, and once seven days late, shuffled, and each of them three times. Every
 * report is the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisorderTest {
    private static final long SEED = 20260302;
    private static final Instant START = Instant.parse("2025-03-03T08:00:00Z");
    private static final Duration LATE = Duration.ofDays(7);
    private static final int PERSONS = 40;
    private static final int EVENTS_PER_BATCH = 15;
    private static final Map<String, Object> SCOPE = Map.of("from", "2025-03-01", "to", "2025-03-31");
    private static final List<String> SITES =
            List.of("https://www.google.com/", "https://www.instagram.com/", "https://news.example/", "");

    /** What a program sends, and when it happened. */
    private record Message(Instant at, Map<String, Object> body) {}

    private final SettableClock clock = new SettableClock(START);
    private final Random random = new Random(SEED);
    private final List<Message> messages = new ArrayList<>();
    private final TreeSet<Instant> taken = new TreeSet<>();
    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls send() first
    DisorderTest() {}

    @BeforeAll
    void send(@TempDir Path data) throws Exception {
        percorso = new RunningPercorso(data, clock);
        live();
        messages.sort(Comparator.comparing(Message::at));
        List<List<Message>> batches = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += EVENTS_PER_BATCH) {
            batches.add(messages.subList(from, Math.min(messages.size(), from + EVENTS_PER_BATCH)));
        }
        String clean = source("clean");
        String messy = source("messy");
        for (List<Message> batch : batches) {
            clock.advance(Duration.between(clock.instant(), batch.getLast().at()));
            post(clean, batch);
        }
        clock.advance(LATE);
        List<List<Message>> disorder = new ArrayList<>();
        for (int time = 0; time < 3; time++) {
            disorder.addAll(batches);
        }
        Collections.shuffle(disorder, random);
        for (List<Message> batch : disorder) {
            List<Message> shuffled = new ArrayList<>(batch);
            Collections.shuffle(shuffled, random);
            post(messy, shuffled);
        }
        percorso.percorso().awaitProjection();
    }

    @AfterAll
    void close() {
        percorso.close();
    }

    private String source(String workspace) throws Exception {
        percorso.post("/api/workspaces", Map.of("id", workspace, "name", "Shop"));
        return percorso.post(
                        "/api/workspaces/" + workspace + "/sources",
                        Map.of("name", "Shop", "kind", "server", "consent", "elsewhere"))
                .json()
                .get("writeKey")
                .asString();
    }

    private void post(String key, List<Message> batch) throws Exception {
        List<Map<String, Object>> bodies = batch.stream().map(Message::body).toList();
        Answer answer =
                percorso.send("POST", "/v1/batch", Json.text(Map.of("writeKey", key, "batch", bodies)), Map.of());
        assertEquals(200, answer.status(), answer::text);
    }

    /** People come to the shop, some of them on two devices, and most of them sign in at some time. */
    private void live() {
        for (int person = 0; person < PERSONS; person++) {
            int sessions = 1 + random.nextInt(4);
            for (int session = 0; session < sessions; session++) {
                String device = "device-" + person + (random.nextInt(4) == 0 ? "-phone" : "");
                Instant begin = START.plus(Duration.ofMinutes(random.nextInt(20 * 24 * 60)));
                boolean signsIn = person % 4 != 0 && random.nextBoolean();
                visit(person, device, begin, signsIn);
            }
        }
    }

    private void visit(int person, String device, Instant begin, boolean signsIn) {
        Instant at = begin;
        String referrer = SITES.get(random.nextInt(SITES.size()));
        Map<String, Object> campaign =
                random.nextInt(3) == 0 ? Map.of("source", "newsletter", "medium", "email", "name", "spring") : Map.of();
        int steps = 1 + random.nextInt(7);
        for (int step = 0; step < steps; step++) {
            at = at.plus(Duration.ofSeconds(1 + random.nextInt(500)));
            String path = "/page-" + random.nextInt(5);
            Map<String, Object> context = Map.of(
                    "page",
                    Map.of("path", path, "url", "https://shop.example" + path, "referrer", referrer),
                    "campaign",
                    campaign);
            add(at, device, Map.of("type", "page", "context", context, "properties", Map.of("path", path)));
            if (step == 0 && signsIn) {
                at = at.plusSeconds(5);
                Map<String, Object> traits = Map.of("city", "City " + person % 3, "name", "Person " + person);
                add(at, device, Map.of("type", "identify", "userId", "user-" + person, "traits", traits));
            }
            String event = List.of("Product Viewed", "Product Added", "Checkout Started", "Order Completed")
                    .get(random.nextInt(4));
            at = at.plus(Duration.ofSeconds(1 + random.nextInt(90)));
            Map<String, Object> properties = Map.of(
                    "product_id", "sku-" + random.nextInt(6), "value", 10 + random.nextInt(90), "currency", "EUR");
            add(at, device, Map.of("type", "track", "event", event, "context", context, "properties", properties));
        }
    }

    /** No two events happen in the same second: then nothing but arrival could say which was first. */
    private void add(Instant wanted, String device, Map<String, Object> fields) {
        Instant at = wanted;
        while (!taken.add(at)) {
            at = at.plusSeconds(1);
        }
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("messageId", "message-" + taken.size());
        body.put("anonymousId", device);
        body.put("timestamp", at.toString());
        messages.add(new Message(at, body));
    }

    private static List<Map<String, Object>> requests(SavedReport.Kind kind) {
        Map<String, Object> orders = Map.of("event", "Order Completed");
        Map<String, Object> byChannel = Map.of("kind", "event", "name", "channel");
        return switch (kind) {
            case EVENTS ->
                List.of(
                        Map.of("match", orders, "measure", "count"),
                        Map.of("match", orders, "measure", "persons", "breakdown", "channel"));
            case FUNNEL ->
                List.of(
                        Map.of("steps", List.of(step("Product Viewed"), step("Order Completed"))),
                        Map.of(
                                "steps",
                                List.of(step("Product Viewed"), step("Checkout Started")),
                                "breakdown",
                                byChannel));
            case RETENTION -> List.of(Map.of("period", "day"), Map.of("period", "week"));
            case TOGETHER -> List.of(Map.of("match", orders, "property", "product_id", "least", 1));
            case COHORTS -> List.of(Map.of("period", "week", "breakdown", byChannel));
            case PROCESS -> List.of(Map.of(), Map.of("per", "journey", "label", "path"));
            case OVERVIEW, PATHS, LIFECYCLE, STICKINESS, PAGES, ACQUISITION, COMMERCE, ATTRIBUTION, STAGES, SURVEYS ->
                List.of(Map.of());
        };
    }

    private static Map<String, Object> step(String event) {
        return Map.of("any", List.of(Map.of("event", event)));
    }

    @ParameterizedTest
    @EnumSource(SavedReport.Kind.class)
    void shouldReportTheSameWhateverTheOrder(SavedReport.Kind kind) throws Exception {
        for (Map<String, Object> fields : requests(kind)) {
            Map<String, Object> request = new LinkedHashMap<>(fields);
            request.put("scope", SCOPE);
            String path = "/reports/" + Json.MAPPER.valueToTree(kind).asString();
            Answer clean = percorso.post("/api/workspaces/clean" + path, request);
            Answer messy = percorso.post("/api/workspaces/messy" + path, request);
            assertEquals(200, clean.status(), clean::text);
            assertEquals(200, messy.status(), messy::text);
            assertTrue(clean.text().length() > 50, clean::text);
            assertSame(kind + " " + fields, clean.json(), messy.json());
        }
    }

    @Test
    void shouldAnswerSqlTheSameWhateverTheOrder() throws Exception {
        Map<String, Object> question = Map.of("sql", """
                SELECT message_id, time, name, path, channel, value,
                  count(*) OVER (PARTITION BY person) AS of_person
                FROM events ORDER BY message_id
                """);
        JsonNode clean =
                percorso.post("/api/workspaces/clean/sql", question).json().get("rows");
        JsonNode messy =
                percorso.post("/api/workspaces/messy/sql", question).json().get("rows");
        assertEquals(messages.size(), clean.size());
        assertSame("sql", clean, messy);
    }

    /** Sums of the same numbers in another order differ in their last digits. */
    private static void assertSame(String where, JsonNode clean, JsonNode messy) {
        assertEquals(clean.getNodeType(), messy.getNodeType(), where);
        if (clean.isObject()) {
            assertEquals(
                    clean.propertyStream().map(Map.Entry::getKey).sorted().toList(),
                    messy.propertyStream().map(Map.Entry::getKey).sorted().toList(),
                    where);
            clean.propertyStream()
                    .forEach(field ->
                            assertSame(where + "/" + field.getKey(), field.getValue(), messy.get(field.getKey())));
        } else if (clean.isArray()) {
            assertEquals(clean.size(), messy.size(), where);
            for (int index = 0; index < clean.size(); index++) {
                assertSame(where + "/" + index, clean.get(index), messy.get(index));
            }
        } else if (clean.isNumber()) {
            double number = clean.asDouble();
            assertEquals(number, messy.asDouble(), Math.max(1e-9, Math.abs(number) * 1e-9), where);
        } else {
            assertEquals(clean, messy, where);
        }
    }
}
