package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FlowLifeTest {
    private static final String CART = """
            {"entry": {"type": "event", "match": {"event": "Cart Filled"}, "next": "pause"},
             "reentry": "always",
             "exits": [{"event": "Cart Emptied"}],
             "goal": {"event": "Ordered"},
             "steps": [
               {"id": "pause", "type": "wait", "duration": "PT1H", "next": "mail"},
               {"id": "mail", "type": "email", "subject": "Your cart, {{ person.firstName }}",
                "body": "<p>Worth {{ event.value }}</p>", "next": "until"},
               {"id": "until", "type": "waitForEvent", "match": {"event": "Clicked"}, "timeout": "P1D",
                "next": "mark", "timeoutNext": "end"},
               {"id": "mark", "type": "setTrait", "trait": "hot", "value": true, "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;

    @TempDir
    private Path folder;

    private FlowShop shop;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        shop = new FlowShop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldMoveAPersonFromTheEventToTheMailToTheEnd() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of("value", 12.5));
        shop.awaitCount(flow, "active", 1);

        shop.later(Duration.ofHours(1));
        shop.awaitMessages("SENT", 1);
        shop.track("ann", "Clicked", Map.of());
        shop.awaitCount(flow, "exited", 1);

        assertEquals(List.of("ann@example.com: Your cart, ANN"), shop.received());
        assertTrue(shop.mail.getReceivedMessages()[0].getContent() != null);
        JsonNode counts = shop.counts(flow);
        assertEquals(List.of(), OpenApi.load().faults("FlowCounts", counts));
        assertEquals(FlowShop.tree("""
                        [{"from": "entry", "outlet": "next", "to": "pause", "persons": 1}, {"from": "mail", "outlet": "next", "to": "until", "persons": 1},
                         {"from": "mark", "outlet": "next", "to": "end", "persons": 1}, {"from": "pause", "outlet": "next", "to": "mail", "persons": 1},
                         {"from": "until", "outlet": "next", "to": "mark", "persons": 1}]
                        """), counts.path("edges"));
        dev.percorso.server.Await.until(
                "the trait is set",
                () -> Boolean.TRUE.equals(shop.server()
                        .percorso()
                        .people()
                        .traits(FlowShop.SHOP, shop.personNumber("ann"))
                        .get("hot")));
    }

    @Test
    void shouldExitAtOnceAndReachTheGoalAtOnce() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.person("bob", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.track("bob", "Cart Filled", Map.of());
        shop.track("ann", "Cart Emptied", Map.of());
        shop.track("bob", "Ordered", Map.of());
        shop.awaitCount(flow, "exited", 2);

        JsonNode counts = shop.counts(flow);

        assertEquals(2, counts.path("entered").asLong());
        assertEquals(1, counts.path("goals").asLong());
        assertEquals(0, shop.messages().size());
    }

    @Test
    void shouldFireATimerThatWasLookedAtWithinTheMillisecondBeforeItWasDue() throws Exception {
        shop.later(Duration.ofNanos(456_700));
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 1);

        shop.later(Duration.ofHours(1).minusNanos(300_000));
        shop.server().percorso().flows().turns().fireDue();
        shop.later(Duration.ofMillis(1));

        shop.awaitMessages("SENT", 1);
    }

    @Test
    void shouldFireOnceAtStartWhatWasDueWhileTheServerWasDown() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 1);

        shop.stop();
        shop.later(Duration.ofHours(5));
        shop.start();
        shop.awaitMessages("SENT", 1);
        shop.restart();
        shop.later(Duration.ofHours(5));
        shop.track("ann", "Nothing", Map.of());
        shop.awaitCount(flow, "active", 1);

        assertEquals(1, shop.received().size());
        assertEquals(1, shop.messages().size());
    }

    @Test
    void shouldHoldPeopleWhilePausedAndLetThemGoOnResume() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 1);

        shop.server().post(FlowShop.API + "/flows/" + flow + "/pause", Map.of());
        shop.later(Duration.ofHours(2));
        shop.person("bob", true);
        shop.track("bob", "Cart Filled", Map.of());
        String watcher = shop.publish(CART.replace("Cart Filled", "Looked"));
        shop.track("bob", "Looked", Map.of());
        shop.awaitCount(watcher, "entered", 1);
        JsonNode held = shop.counts(flow);
        int messagesWhileHeld = shop.messages().size();
        shop.server().post(FlowShop.API + "/flows/" + flow + "/resume", Map.of());
        shop.awaitMessages("SENT", 1);

        assertEquals(0, messagesWhileHeld);
        assertEquals(1, held.path("entered").asLong());
        assertEquals(List.of("ann@example.com: Your cart, ANN"), shop.received());
    }

    @Test
    void shouldLetPeopleFinishOnTheVersionTheyEntered() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.person("bob", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 1);

        String changed =
                CART.replace("Your cart, {{ person.firstName }}", "New text").replace("pause", "rest");
        JsonNode saved = shop.server()
                .put(
                        FlowShop.API + "/flows/" + flow,
                        Map.of("name", "Test flow", "definition", FlowShop.tree(changed), "revision", 1))
                .json();
        JsonNode published = shop.server()
                .post(FlowShop.API + "/flows/" + flow + "/publish", Map.of())
                .json();
        shop.track("bob", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 2);
        // What both versions have adds up; what only one has is told by itself, also once the draft lacks it.
        assertEquals(
                Map.of("pause", "1 waiting, 0 passed", "rest", "1 waiting, 0 passed"), countsOf(flow, "pause", "rest"));
        shop.later(Duration.ofHours(1));
        shop.awaitMessages("SENT", 2);
        Map<String, String> drained = Map.of(
                "pause", "0 waiting, 1 passed",
                "rest", "0 waiting, 1 passed",
                "mail", "0 waiting, 2 passed",
                "until", "2 waiting, 0 passed");
        assertEquals(drained, countsOf(flow, "pause", "rest", "mail", "until"));
        assertEquals(2, shop.counts(flow).path("entered").asLong());
        Answer moved =
                shop.server().post(FlowShop.API + "/flows/" + flow + "/moves", Map.of("from", 1, "retime", false));
        assertEquals(1, moved.json().path("moved").asLong(), moved.text());
        assertEquals(drained, countsOf(flow, "pause", "rest", "mail", "until"), "who is moved counts as before");

        assertEquals(List.of(), OpenApi.load().faults("Flow", saved));
        assertTrue(saved.path("changed").asBoolean());
        assertEquals(2, published.path("version").asInt());
        assertEquals(
                List.of("ann@example.com: Your cart, ANN", "bob@example.com: New text"),
                shop.received().stream().sorted().toList());
    }

    private Map<String, String> countsOf(String flow, String... steps) throws Exception {
        JsonNode counts = shop.counts(flow).path("steps");
        return Arrays.stream(steps)
                .collect(Collectors.toMap(
                        step -> step,
                        step -> counts.valueStream()
                                .filter(count -> count.path("step").asString().equals(step))
                                .map(count -> "%d waiting, %d passed"
                                        .formatted(
                                                count.path("waiting").asLong(),
                                                count.path("passed").asLong()))
                                .findFirst()
                                .orElse("not told")));
    }

    @Test
    void shouldTakeEverybodyOutWhenStoppedAndForgetTheFlowWhenDeleted() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of());
        shop.awaitCount(flow, "active", 1);

        JsonNode stopped = shop.server()
                .post(FlowShop.API + "/flows/" + flow + "/stop", Map.of())
                .json();
        JsonNode counts = shop.counts(flow);
        int deleted = shop.server().delete(FlowShop.API + "/flows/" + flow).status();
        int gone = shop.server().get(FlowShop.API + "/flows/" + flow).status();

        assertEquals("stopped", stopped.path("status").asString());
        assertEquals(0, counts.path("active").asLong());
        assertEquals(1, counts.path("exited").asLong());
        assertEquals(204, deleted);
        assertEquals(404, gone);
    }

    @Test
    void shouldKeepOneRunWhenTwoPersonsBecomeOne() throws Exception {
        String flow = shop.publish(CART);
        Event anonymous = new Event(
                "anonymous-cart",
                Event.Kind.TRACK,
                "Cart Filled",
                Optional.of("browser"),
                Optional.empty(),
                Optional.empty(),
                shop.clock.instant(),
                Map.of("value", 7L),
                Map.of("consent.profiling", true),
                "test");
        shop.accept(anonymous);
        shop.person("ann", true);
        shop.track("ann", "Cart Filled", Map.of("value", 9L));
        shop.awaitCount(flow, "active", 2);

        shop.accept(new Event(
                "join",
                Event.Kind.IDENTIFY,
                "",
                Optional.of("browser"),
                Optional.of("ann"),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                Map.of(),
                "test"));
        shop.awaitCount(flow, "active", 1);
        shop.later(Duration.ofHours(1));
        shop.awaitMessages("SENT", 1);

        assertEquals(List.of("ann@example.com: Your cart, ANN"), shop.received());
    }

    @Test
    void shouldNotStartFlowsWithEventsOfThePast() throws Exception {
        String flow = shop.publish(CART);
        shop.person("ann", true);
        shop.accept(new Event(
                "old",
                Event.Kind.TRACK,
                "Cart Filled",
                Optional.empty(),
                Optional.of("ann"),
                Optional.empty(),
                shop.clock.instant().minus(Duration.ofDays(30)),
                Map.of(),
                Map.of(),
                "test"));
        shop.track("ann", "Cart Filled", Map.of("value", 1L));
        shop.awaitCount(flow, "active", 1);

        assertEquals(1, shop.counts(flow).path("entered").asLong());
    }
}
