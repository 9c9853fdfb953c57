package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractCollection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What turns rely on and what they must survive, on one server. */
class TurnsTest {
    @TempDir
    private static Path folder;

    private static FlowShop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = new FlowShop(folder);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    /** Whoever goes through it keeps it waiting until the latch opens. */
    private static final class Held extends AbstractCollection<Integer> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        @Override
        public Iterator<Integer> iterator() {
            begun.countDown();
            try {
                released.await();
            } catch (InterruptedException interruption) {
                throw new AssertionError(interruption);
            }
            return List.<Integer>of().iterator();
        }

        @Override
        public int size() {
            return 0;
        }
    }

    @Test
    void shouldNotDecideOnEventsThatConditionsDoNotKnowYet() throws Exception {
        String flow = shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Raced"}, "next": "asked"}, "reentry": "never",
                 "steps": [
                   {"id": "asked", "type": "condition", "next": "known", "otherwise": "missed",
                    "condition": {"type": "event", "match": {"event": "Raced"}, "comparison": "atLeast", "count": 1}},
                   {"id": "known", "type": "wait", "duration": "P30D", "next": "end"},
                   {"id": "missed", "type": "wait", "duration": "P30D", "next": "end"},
                   {"id": "end", "type": "exit"}]}
                """);
        Flows flows = shop.server().percorso().flows();
        Held held = new Held();
        Thread holding = Thread.ofVirtual().start(() -> {
            try {
                shop.server().percorso().journeys().erase(FlowShop.SHOP, held);
            } catch (java.io.IOException failure) {
                throw new AssertionError(failure);
            }
        });
        held.begun.await();

        shop.track("racer", "Raced", Map.of());
        Await.until(
                "the event is in the log, not yet in the index",
                () -> shop.server()
                        .percorso()
                        .people()
                        .find(FlowShop.SHOP, IdentityKind.USER, "racer")
                        .isPresent());
        flows.turns().followLog(FlowShop.SHOP);
        long tooEarly = shop.counts(flow).path("entered").asLong();
        held.released.countDown();
        holding.join();
        shop.awaitCount(flow, "entered", 1);

        assertEquals(0, tooEarly);
        assertEquals(1, flows.personsAt(FlowShop.SHOP, flow, "known", true).cardinality());
    }

    @Test
    void shouldLetPeopleEnterAVersionThatWasAskedForTooEarly() throws Exception {
        String definition = """
                {"entry": {"type": "event", "match": {"event": "Early"}, "next": "wait"}, "reentry": "never",
                 "steps": [{"id": "wait", "type": "wait", "duration": "P30D", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """;
        String flow = shop.publish(definition);
        Map<String, Object> asked = Map.of("from", "2026-03-01", "to", "2026-03-01", "version", 2);

        Answer before = shop.server().post(FlowShop.API + "/flows/" + flow + "/simulations", asked);
        shop.publishAgain(flow, definition.replace("P30D", "P31D"));
        Answer after = shop.server().post(FlowShop.API + "/flows/" + flow + "/simulations", asked);
        shop.track("bird", "Early", Map.of());
        shop.awaitCount(flow, "entered", 1);

        assertEquals(404, before.status(), before.text());
        assertEquals(2, after.status() / 100, after.text());
    }

    private static final String PAID = """
            {"entry": {"type": "event", "match": {"event": "Billed"}, "next": "pay"}, "reentry": "never",
             "steps": [
               {"id": "pay", "type": "waitForEvent", "match": {"event": "Paid"}, "timeout": "%s", "next": "asked",
                "timeoutNext": "late"},
               {"id": "asked", "type": "condition", "next": "done", "otherwise": "late",
                "condition": {"type": "event", "match": {"event": "Paid"}, "comparison": "atLeast", "count": 1}},
               {"id": "done", "type": "wait", "duration": "P90D", "next": "end"},
               {"id": "late", "type": "wait", "duration": "P90D", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final String ASKED_AT_ONCE = """
            {"entry": {"type": "event", "match": {"event": "Paid"}, "next": "asked"}, "reentry": "never",
             "steps": [
               {"id": "asked", "type": "condition", "next": "done", "otherwise": "end",
                "condition": {"type": "event", "match": {"event": "Paid"}, "comparison": "atLeast", "count": 1}},
               {"id": "done", "type": "wait", "duration": "P90D", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final String UNASKED = """
            {"entry": {"type": "event", "match": {"event": "Paid"}, "next": "done"}, "reentry": "never",
             "steps": [{"id": "done", "type": "wait", "duration": "P90D", "next": "end"}, {"id": "end", "type": "exit"}]}
            """;

    @Test
    void shouldKeepWhatCannotBeDecidedAndGiveItAgain() throws Exception {
        String slow = shop.publish(PAID.formatted("P60D"));
        String quick = shop.publish(PAID.formatted("PT10M"));
        String entered = shop.publish(ASKED_AT_ONCE);
        String other = shop.publish(UNASKED);
        shop.track("payer", "Billed", Map.of());
        shop.awaitCount(slow, "active", 1);
        shop.awaitCount(quick, "active", 1);
        inDefinitions("\"comparison\":\"atLeast\"", "\"comparison\":\"perhaps\"");

        shop.track("payer", "Paid", Map.of());
        for (String flow : List.of(slow, quick, entered)) {
            Await.until("it is noted", () -> failures(flow).equals(List.of("run payer")));
        }
        shop.awaitCount(other, "entered", 1);
        retry(quick);
        shop.later(Duration.ofMinutes(11));
        Await.until("who failed is in time all the same", () -> isAt(quick, "late", "payer"));
        inDefinitions("\"comparison\":\"perhaps\"", "\"comparison\":\"atLeast\"");
        String retried = retry(slow) + retry(entered);

        Await.until("who waited has paid", () -> isAt(slow, "done", "payer"));
        Await.until("who could not enter did", () -> isAt(entered, "done", "payer"));
        assertEquals("{\"retried\":1}{\"retried\":1}", retried);
        assertEquals(List.of(), failures(slow));
        assertEquals(List.of(), failures(entered));
        assertEquals(1, shop.counts(entered).path("entered").asLong());
    }

    /** Changes published versions behind the server's back, as a defect of ours that is mended later would. */
    private static void inDefinitions(String text, String other) throws Exception {
        shop.stop();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("state.sqlite"));
                PreparedStatement change =
                        connection.prepareStatement("UPDATE flow_version SET definition = replace(definition, ?, ?)")) {
            change.setString(1, text);
            change.setString(2, other);
            change.executeUpdate();
        }
        shop.start();
    }

    private static List<String> failures(String flow) {
        try {
            return shop.server()
                    .get(FlowShop.API + "/flows/" + flow + "/failures")
                    .json()
                    .valueStream()
                    .map(failure -> failure.path("kind").asString() + " "
                            + failure.path("person").asString())
                    .toList();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String retry(String flow) throws Exception {
        return shop.server()
                .post(FlowShop.API + "/flows/" + flow + "/retries", Map.of("kind", "run"))
                .text();
    }

    private static boolean isAt(String flow, String step, String person) {
        return shop.server()
                .percorso()
                .flows()
                .personsAt(FlowShop.SHOP, flow, step, true)
                .get(shop.personNumber(person));
    }

    @Test
    void shouldNotMakeUpForTheTimeInWhichAFlowDidNotRun() throws Exception {
        shop.track("subscriber", "Came", Map.of());
        shop.server().percorso().awaitProjection();
        String flow = shop.publish("""
                {"entry": {"type": "schedule", "start": "2026-03-01T08:00", "rule": "FREQ=DAILY", "next": "end"},
                 "reentry": "always", "exits": [], "steps": [{"id": "end", "type": "exit"}]}
                """);
        shop.server().post(FlowShop.API + "/flows/" + flow + "/pause", Map.of());
        shop.later(Duration.ofDays(2));
        shop.server().post(FlowShop.API + "/flows/" + flow + "/resume", Map.of());
        long afterPause = shop.counts(flow).path("entered").asLong();
        shop.server().post(FlowShop.API + "/flows/" + flow + "/stop", Map.of());
        shop.later(Duration.ofDays(2));
        shop.server().post(FlowShop.API + "/flows/" + flow + "/publish", Map.of());
        long afterStop = shop.counts(flow).path("entered").asLong();
        shop.later(Duration.ofDays(1));
        Await.until(
                "the next occurrence", () -> shop.counts(flow).path("entered").asLong() > 0);
        shop.server().post(FlowShop.API + "/flows/" + flow + "/stop", Map.of());

        assertEquals(0, afterPause);
        assertEquals(0, afterStop);
    }

    @Test
    void shouldMakeUpForTheLastWeekOfDaysOnly() throws Exception {
        Instant start = shop.clock.instant();
        for (int day = 1; day <= 9; day++) {
            shop.track("renews" + day, "Signed", Map.of());
        }
        shop.server().percorso().awaitProjection();
        for (int day = 1; day <= 9; day++) {
            String date = start.plus(Duration.ofDays(day)).toString().substring(0, 10);
            shop.server()
                    .percorso()
                    .people()
                    .setTrait(FlowShop.SHOP, shop.personNumber("renews" + day), "renewal", date, "test");
        }
        String flow = shop.publish("""
                {"entry": {"type": "date", "trait": "renewal", "yearly": false, "at": "08:00", "next": "in"},
                 "reentry": "never", "exits": [],
                 "steps": [{"id": "in", "type": "wait", "duration": "P90D", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """);
        shop.later(Duration.ofDays(10));
        Await.until("the last day", () -> isAt(flow, "in", "renews9"));

        assertEquals(
                List.of(4, 5, 6, 7, 8, 9),
                IntStream.rangeClosed(1, 9)
                        .filter(day -> isAt(flow, "in", "renews" + day))
                        .boxed()
                        .toList());
    }

    @Test
    void shouldGoOnWhenTheClockIsPutBack() throws Exception {
        Instant start = shop.clock.instant();
        String quiet = shop.server()
                .post(FlowShop.API + "/segments", Map.of("name", "Quiet", "condition", FlowShop.tree("""
                        {"type": "all", "conditions": [
                          {"type": "lastSeen", "comparison": "atLeast", "days": 2},
                          {"type": "event", "match": {"event": "Whispered"}, "comparison": "atLeast", "count": 1}]}
                        """)))
                .json()
                .path("id")
                .asString();
        String flow = shop.publish("""
                {"entry": {"type": "segment", "segment": "%s", "next": "in"}, "reentry": "never",
                 "steps": [{"id": "in", "type": "wait", "duration": "P90D", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """.formatted(quiet));
        shop.track("first", "Whispered", Map.of());
        shop.server().percorso().awaitProjection();
        shop.later(Duration.ofDays(3));
        Await.until("a sweep in the future", () -> isAt(flow, "in", "first"));
        shop.later(Duration.ofHours(-9));
        shop.accept(new Event(
                "whisper",
                Event.Kind.TRACK,
                "Whispered",
                Optional.empty(),
                Optional.of("second"),
                Optional.empty(),
                start.plus(Duration.ofHours(16)),
                Map.of(),
                Map.of(),
                "test"));
        shop.server().percorso().awaitProjection();
        shop.later(Duration.ofHours(2));
        Await.until("a sweep before that", () -> isAt(flow, "in", "second"));

        assertTrue(shop.clock.instant().isBefore(start.plus(Duration.ofDays(3))));
    }

    @Test
    void shouldCountWhoLeavesByAMerge() throws Exception {
        String flow = shop.publish(UNASKED.replace("Paid", "Joined"));
        shop.track("one", "Joined", Map.of());
        shop.track("two", "Joined", Map.of());
        shop.awaitCount(flow, "active", 2);
        shop.server()
                .post(
                        FlowShop.API + "/people/" + shop.personNumber("one") + "/merges",
                        Map.of("other", Integer.toString(shop.personNumber("two"))));
        shop.awaitCount(flow, "active", 1);

        assertEquals(1, shop.counts(flow).path("exited").asLong());
    }

    @Test
    void shouldSeeConditionsThatComeTrueByThemselves() throws Exception {
        String definition = """
                {"entry": {"type": "event", "match": {"event": "Listened"}, "next": "ask"}, "reentry": "never",
                 "steps": [
                   {"id": "ask", "type": "waitForCondition", "condition": %s, "timeout": "P60D", "next": "yes",
                    "timeoutNext": "end"},
                   {"id": "yes", "type": "wait", "duration": "P90D", "next": "end"},
                   {"id": "end", "type": "exit"}]}
                """;
        String quiet = shop.publish(
                definition.formatted("{\"type\": \"lastSeen\", \"comparison\": \"atLeast\", \"days\": 2}"));
        String told = shop.publish(definition.formatted(
                "{\"type\": \"trait\", \"trait\": \"told\", \"operator\": \"equals\", \"value\": \"yes\"}"));
        shop.track("silent", "Listened", Map.of());
        shop.awaitCount(quiet, "active", 1);
        shop.awaitCount(told, "active", 1);
        shop.server().percorso().people().setTrait(FlowShop.SHOP, shop.personNumber("silent"), "told", "yes", "test");

        shop.later(Duration.ofMinutes(2));
        Await.until("the trait is seen", () -> isAt(told, "yes", "silent"));
        boolean tooEarly = isAt(quiet, "yes", "silent");
        shop.later(Duration.ofDays(2));
        Await.until("the silence is seen", () -> isAt(quiet, "yes", "silent"));

        assertEquals(false, tooEarly);
    }
}
