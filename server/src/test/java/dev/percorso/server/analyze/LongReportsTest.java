package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.Users;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Reports that take long, asked for over HTTP: how far they are, stopping them, and who waits for whom. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongReportsTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String REPORTS = "/api/workspaces/shop/reports";
    private static final int THREADS = 3;
    private static final int MOST_WAITING_OF_ONE = 40;

    private final OpenApi api = OpenApi.load();
    private final HeldClock clock = new HeldClock(Instant.parse("2026-03-05T10:00:00Z"));
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private RunningPercorso percorso;
    private Map<String, String> anna;
    private Map<String, String> bruno;
    private String source;
    private String buyers;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    LongReportsTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        percorso = new RunningPercorso(data, clock);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        source = percorso.post(
                        "/api/workspaces/shop/sources",
                        Map.of("name", "Till", "kind", "server", "consent", "elsewhere"))
                .json()
                .get("writeKey")
                .asString();
        collect("a", "View");
        collect("a", "Order Completed");
        Await.until("the events are visible", () -> visible() == 2);
        buyers = percorso.post(
                        "/api/workspaces/shop/segments",
                        Map.of(
                                "name",
                                "Buyers",
                                "condition",
                                Map.of("type", "event", "match", Map.of("event", "Order Completed"))))
                .json()
                .get("id")
                .asString();
        anna = percorso.session();
        Users.Created other = percorso.percorso().users().create("bruno@example.com", "Bruno", Role.ADMINISTRATOR);
        percorso.signIn(other.user().email(), other.oneTimePassword());
        bruno = percorso.session();
    }

    @AfterEach
    void release() {
        clock.release();
    }

    @AfterAll
    void close() {
        clients.close();
        percorso.close();
    }

    /** Of the segment and against the days before: two folds, and the time is asked for before each. */
    private Future<Answer> funnel(Map<String, String> caller, String id) {
        Map<String, Object> scope =
                Map.of("from", "2026-03-01", "to", "2026-03-05", "compare", "previous", "segment", buyers);
        String body = Json.text(
                Map.of("scope", scope, "steps", List.of(SmallShop.step("View"), SmallShop.step("Order Completed"))));
        return clients.submit(() -> percorso.send("POST", REPORTS + "/funnel", body, named(caller, id)));
    }

    private static Map<String, String> named(Map<String, String> caller, String id) {
        Map<String, String> headers = new HashMap<>(caller);
        headers.put("X-Request-Id", id);
        return headers;
    }

    private Answer running(Map<String, String> caller, String id) {
        try {
            return percorso.send("GET", REPORTS + "/running/" + id, "", caller);
        } catch (Exception broken) {
            throw new AssertionError("the server does not answer", broken);
        }
    }

    private boolean isWaiting(Map<String, String> caller, String id, boolean waiting) {
        Answer answer = running(caller, id);
        return answer.status() == 200 && answer.json().get("waiting").asBoolean() == waiting;
    }

    private double share(String id) {
        Answer answer = running(anna, id);
        return answer.status() == 200 ? answer.json().get("share").asDouble() : -1;
    }

    private void collect(String person, String event) throws Exception {
        Answer answer = percorso.send(
                "POST",
                "/v1/track",
                Json.text(Map.of(
                        "writeKey", source, "userId", person, "event", event, "timestamp", "2026-03-05T09:00:00Z")),
                Map.of());
        assertEquals(200, answer.status(), answer.text());
    }

    private long visible() {
        return percorso.percorso().journeys().snapshot(SHOP).eventCount();
    }

    @Test
    void shouldTellHowFarALongReportIsToWhomItBelongs() throws Exception {
        // given a report that has looked at one of its two periods
        clock.holdAfter(2);
        Future<Answer> report = funnel(anna, "progress");

        // when
        Await.until("half of it is done", () -> share("progress") == 0.5);
        Answer state = running(anna, "progress");
        Answer another = running(bruno, "progress");

        // then
        assertEquals(List.of(), api.faults("RunningReport", state.json()));
        assertEquals(204, another.status());
        clock.release();
        Answer answer = report.get();
        assertEquals(200, answer.status(), answer.text());
        assertEquals(1, answer.json().at("/steps/1/count").asLong());
        assertEquals(204, running(anna, "progress").status());
    }

    @Test
    void shouldStopAReportForWhomItBelongs() throws Exception {
        // given
        clock.holdAfter(2);
        Future<Answer> report = funnel(anna, "unwanted");
        Await.until("half of it is done", () -> share("unwanted") == 0.5);

        // when
        Answer another = percorso.send("DELETE", REPORTS + "/running/unwanted", "", bruno);
        Answer stopped = percorso.send("DELETE", REPORTS + "/running/unwanted", "", anna);
        clock.release();

        // then
        assertEquals(404, another.status());
        assertEquals(204, stopped.status());
        assertEquals(409, report.get().status());
        assertEquals("stopped", report.get().json().get("code").asString());
        assertEquals(200, funnel(anna, "wanted").get().status());
    }

    @Test
    void shouldLetAReportPassTheManyOfAnother() throws Exception {
        // given two of Anna's that do not end, and four that wait
        clock.holdAfter(0);
        List<Future<Answer>> many = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            String id = "many-" + number;
            many.add(funnel(anna, id));
            boolean waits = number >= 2;
            Await.until("its turn or not", () -> isWaiting(anna, id, waits));
        }
        clock.letOthersPass();

        // when
        Answer other = funnel(bruno, "one").get();

        // then
        assertEquals(200, other.status(), other.text());
        assertTrue(many.stream().noneMatch(Future::isDone));
        assertEquals(3, running(anna, "many-5").json().get("ahead").asInt());
        clock.release();
        for (Future<Answer> one : many) {
            assertEquals(200, one.get().status());
        }
    }

    @Test
    void shouldTakeEventsInWhateverReportsDo() throws Exception {
        // given reports on all threads, and as many waiting as one may have
        clock.holdAfter(0);
        List<Future<Answer>> all = new ArrayList<>();
        for (int number = 0; number < THREADS - 1 + MOST_WAITING_OF_ONE; number++) {
            String id = "all-" + number;
            all.add(funnel(anna, id));
            boolean waits = number >= THREADS - 1;
            Await.until("its turn or not", () -> isWaiting(anna, id, waits));
        }
        all.add(funnel(bruno, "last"));
        Await.until("its turn", () -> isWaiting(bruno, "last", false));
        long before = visible();

        // when
        Answer refused = funnel(anna, "one-more").get();
        collect("b", "View");

        // then
        assertEquals(503, refused.status(), refused.text());
        assertEquals("5", refused.header("retry-after").orElse(""));
        Await.until("the event is visible", () -> visible() == before + 1);
        assertTrue(all.stream().noneMatch(Future::isDone));
        clock.release();
        for (Future<Answer> one : all) {
            assertEquals(200, one.get().status());
        }
    }
}
