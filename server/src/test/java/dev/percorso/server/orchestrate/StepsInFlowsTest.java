package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every kind of step and entry in a whole server, beside a real web server that answers webhooks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StepsInFlowsTest {
    private static final Map<String, Integer> ANSWERS = Map.of("/moved", 302, "/gone", 404, "/busy", 503);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private FlowShop shop;
    private HttpServer web;

    private record Received(String path, Map<String, List<String>> headers, String body) {}

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        shop = new FlowShop(folder);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath();
            received.add(new Received(path, Map.copyOf(exchange.getRequestHeaders()), body));
            boolean breaks = path.equals("/flaky") && failures.getAndIncrement() == 0;
            byte[] answer = "{\"stock\": 7, \"shop\": {\"city\": \"Rome\"}}".getBytes(StandardCharsets.UTF_8);
            if (path.equals("/moved")) {
                exchange.getResponseHeaders().add("Location", address("/stolen"));
            }
            if (path.equals("/busy")) {
                String at = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        shop.clock.instant().plus(Duration.ofHours(2)).atZone(ZoneOffset.UTC));
                exchange.getResponseHeaders().add("Retry-After", at);
            }
            int status = breaks ? 503 : ANSWERS.getOrDefault(path, 200);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        web.start();
    }

    @AfterAll
    void close() {
        web.stop(0);
        shop.close();
    }

    private String address(String path) {
        return "http://127.0.0.1:" + web.getAddress().getPort() + path;
    }

    @Test
    void shouldAskWhatASignedWebhookAnswered() throws Exception {
        publish("Asked", "hook", "asked", """
                {"id": "hook", "type": "webhook", "url": "%s", "waitForAnswer": true, "timeout": "PT1H",
                 "body": "{\\"who\\": \\"{{ person.email }}\\", \\"said\\": \\"{{ event.said }}\\", \\"all\\": {{ event.said | json }}}",
                 "next": "ask", "otherwise": "bad"},
                {"id": "ask", "type": "condition", "about": "answer", "ofStep": "hook",
                 "where": [{"property": "stock", "operator": "atLeast", "value": 7},
                           {"property": "shop.city", "operator": "equals", "value": "Rome"}],
                 "next": "good", "otherwise": "bad"},
                """.formatted(address("/ask")));

        shop.person("ask", true);
        shop.track("ask", "Asked", Map.of("said", "Anna \"the\" \\"));
        awaitTrait("ask", "asked", "good");

        Received call = received.stream()
                .filter(each -> each.path().equals("/ask"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "{\"who\": \"ask@example.com\", \"said\": \"Anna \\\"the\\\" \\\\\", \"all\": \"Anna \\\"the\\\" \\\\\"}",
                call.body());
        String secret = shop.server()
                .get(FlowShop.API + "/webhooks/secret")
                .json()
                .path("secret")
                .asString();
        String signed = header(call, "Webhook-id") + "." + header(call, "Webhook-timestamp") + "." + call.body();
        assertEquals("v1," + hmac(secret, signed), header(call, "Webhook-signature"));
    }

    @Test
    void shouldRepeatAFailedCallWithTheSameIdAndFollowNoRedirect() throws Exception {
        publish("Flaky", "hook", "flaky", """
                {"id": "hook", "type": "webhook", "url": "%s", "waitForAnswer": true, "timeout": "P1D",
                 "next": "moved", "otherwise": "bad"},
                {"id": "moved", "type": "webhook", "url": "%s", "waitForAnswer": true, "timeout": "P1D",
                 "next": "bad", "otherwise": "good"},
                """.formatted(address("/flaky"), address("/moved")));
        shop.person("flaky", true);
        shop.track("flaky", "Flaky", Map.of("order", "o1"));
        Await.until("the first call", () -> failures.get() == 1);

        Await.until("the second call", () -> {
            shop.later(Duration.ofSeconds(10));
            return failures.get() == 2;
        });
        awaitTrait("flaky", "flaky", "good");

        List<String> ids = received.stream()
                .filter(call -> call.path().equals("/flaky"))
                .map(call -> header(call, "Webhook-id"))
                .toList();
        assertEquals(2, ids.size());
        assertEquals(ids.getFirst(), ids.getLast());
        assertEquals(
                0,
                received.stream().filter(call -> call.path().equals("/stolen")).count());
        JsonNode sent = FlowShop.tree(received.stream()
                .filter(call -> call.path().equals("/flaky"))
                .findFirst()
                .orElseThrow()
                .body());
        assertEquals("o1", sent.path("data").path("event").path("order").asString());
    }

    @Test
    void shouldKeepCallingOthersWhileAHostHangsDropsOrIsDown() throws Exception {
        List<Socket> hanging = new CopyOnWriteArrayList<>();
        String hung;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> acceptAll(silent, hanging));
            hung = calling("Hung", "http://127.0.0.1:" + silent.getLocalPort() + "/");
            calling("Fast", address("/fast"));
            shop.together(() -> List.of("h1", "h2", "h3").forEach(id -> shop.person(id, true)));
            shop.together(() -> {
                for (int call = 0; call < 20; call++) {
                    shop.track("h1", "Hung", Map.of());
                }
            });
            Await.until("calls hang", () -> hanging.size() == 8);
            shop.track("h2", "Fast", Map.of());
            awaitCalls("/fast", 1);
            assertEquals(8, hanging.size(), "a host gets so many calls at once, and others do not wait for them");
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
        String nowhere = calling("Lost", "http://nobody.invalid/");
        String gone = calling("Gone", address("/gone"));
        shop.track("h3", "Lost", Map.of());
        shop.track("h3", "Gone", Map.of());
        Await.until("it is given up", () -> {
            shop.later(Duration.ofHours(8));
            return failures(hung).size() == 20 && failures(nowhere).size() == 1;
        });

        assertTrue(
                failures(hung).getFirst().startsWith("after several tries: the call broke: "),
                () -> failures(hung).getFirst());
        assertEquals(List.of("after several tries: there is no host 'nobody.invalid'"), failures(nowhere));
        assertEquals(List.of("the server answered 404"), failures(gone));
        assertEquals(1, calls("/gone"));
    }

    @Test
    void shouldCallAgainWhenTheAnswerSaysAndNotWhileTheFlowIsPaused() throws Exception {
        String busy = calling("Busy", address("/busy"));
        calling("Marked", address("/mark"));
        shop.person("patient", true);
        shop.track("patient", "Busy", Map.of());
        awaitCalls("/busy", 1);

        shop.later(Duration.ofHours(1));
        shop.track("patient", "Marked", Map.of());
        awaitCalls("/mark", 1);
        long tooEarly = calls("/busy");
        shop.server().post(FlowShop.API + "/flows/" + busy + "/pause", Map.of());
        shop.later(Duration.ofHours(2));
        shop.track("patient", "Marked", Map.of());
        awaitCalls("/mark", 2);
        long whilePaused = calls("/busy");
        shop.server().post(FlowShop.API + "/flows/" + busy + "/resume", Map.of());
        awaitCalls("/busy", 2);

        assertEquals(1, tooEarly);
        assertEquals(1, whilePaused);
    }

    private static void acceptAll(ServerSocket server, List<Socket> accepted) {
        try {
            while (true) {
                accepted.add(server.accept());
            }
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    /** Publishes a flow that calls an address at an event; answers its id. */
    private String calling(String event, String url) throws Exception {
        return shop.publish("""
                {"entry": {"type": "event", "match": {"event": "%s"}, "next": "hook"}, "reentry": "always",
                 "steps": [{"id": "hook", "type": "webhook", "url": "%s", "next": "end"}, {"id": "end", "type": "exit"}]}
                """.formatted(event, url));
    }

    private long calls(String path) {
        return received.stream().filter(call -> call.path().equals(path)).count();
    }

    private void awaitCalls(String path, long expected) throws InterruptedException {
        Await.until(expected + " calls of " + path, () -> calls(path) == expected);
    }

    private List<String> failures(String flow) {
        try {
            return shop.server()
                    .get(FlowShop.API + "/flows/" + flow + "/failures")
                    .json()
                    .valueStream()
                    .map(failure -> failure.path("reason").asString())
                    .toList();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void shouldSwitchByValueAndStartAndStopOtherFlows() throws Exception {
        String other = shop.publish("""
                {"entry": {"type": "api", "next": "wait"}, "reentry": "always", "exits": [], "steps": [
                 {"id": "wait", "type": "wait", "duration": "P3W", "next": "end"}, {"id": "end", "type": "exit"}]}
                """);
        publish("Chose", "which", "chosen", """
                {"id": "which", "type": "switch", "property": "size",
                 "ways": [{"label": "large", "values": ["L", "xl"], "next": "start"},
                          {"label": "small", "values": ["s"], "next": "stop"}], "otherwise": "bad"},
                {"id": "start", "type": "startFlow", "flow": "%1$s", "next": "good"},
                {"id": "stop", "type": "stopFlow", "flow": "%1$s", "next": "bad"},
                """.formatted(other));
        shop.person("chooser", true);

        shop.track("chooser", "Chose", Map.of("size", "XL"));
        awaitTrait("chooser", "chosen", "good");
        shop.awaitCount(other, "active", 1);
        shop.track("chooser", "Chose", Map.of("size", "S"));
        awaitTrait("chooser", "chosen", "bad");
        shop.awaitCount(other, "active", 0);

        assertEquals(1, shop.counts(other).path("exited").asLong());
    }

    @Test
    void shouldLetPeoplePassAThrottleInOrderAlsoAfterARestart() throws Exception {
        String flow = shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Queued"}, "next": "line"}, "reentry": "never", "exits": [
                 {"event": "Gave up"}], "steps": [
                 {"id": "line", "type": "throttle", "most": 2, "per": "PT1H", "next": "good"},
                 {"id": "good", "type": "setTrait", "trait": "passed", "value": "good", "next": "end"},
                 {"id": "end", "type": "exit"}]}
                """);
        for (String person : List.of("q1", "q2", "q3", "q4", "q5", "q6")) {
            shop.person(person, true);
            shop.track(person, "Queued", Map.of());
        }
        awaitTrait("q2", "passed", "good");
        shop.awaitCount(flow, "active", 4);
        shop.track("q3", "Gave up", Map.of());
        shop.awaitCount(flow, "active", 3);

        shop.later(Duration.ofMinutes(59));
        shop.restart();
        shop.person("q7", true);
        shop.track("q7", "Queued", Map.of());
        shop.awaitCount(flow, "entered", 7);
        assertEquals(4, shop.counts(flow).path("active").asLong());

        shop.later(Duration.ofMinutes(1));
        awaitTrait("q5", "passed", "good");
        shop.awaitCount(flow, "active", 2);
        shop.server().post(FlowShop.API + "/flows/" + flow + "/pause", Map.of());
        shop.later(Duration.ofHours(2));
        shop.restart();
        shop.server().post(FlowShop.API + "/flows/" + flow + "/resume", Map.of());
        awaitTrait("q7", "passed", "good");

        assertEquals(
                "good",
                shop.server()
                        .percorso()
                        .people()
                        .traits(FlowShop.SHOP, shop.personNumber("q6"))
                        .get("passed"));
    }

    @Test
    void shouldEnterByApiOnceForARequest() throws Exception {
        String flow = shop.publish("""
                {"entry": {"type": "api", "next": "end"}, "reentry": "always", "exits": [], "steps": [
                 {"id": "end", "type": "exit"}]}
                """);
        shop.person("caller", true);
        Await.until("the person is known", () -> knows("caller"));

        Answer first = call(flow, Map.of("userId", "caller", "request", "r1"));
        Answer repeated = call(flow, Map.of("userId", "caller", "request", "r1"));
        Answer second = call(flow, Map.of("userId", "caller", "request", "r2"));
        Answer unknown = call(flow, Map.of("userId", "nobody", "request", "r3"));

        assertEquals(
                List.of(204, 204, 204, 422),
                List.of(first.status(), repeated.status(), second.status(), unknown.status()));
        assertEquals(2, shop.counts(flow).path("entered").asLong());
    }

    @Test
    void shouldLetEveryoneWithABirthdayInOnceAYear() throws Exception {
        shop.person("born", true);
        Await.until("the person is known", () -> knows("born"));
        String today = shop.clock.instant().plus(Duration.ofDays(2)).toString().substring(4, 10);
        shop.server()
                .percorso()
                .people()
                .setTrait(FlowShop.SHOP, shop.personNumber("born"), "born", "1990" + today, "flow");
        String flow = shop.publish("""
                {"entry": {"type": "date", "trait": "born", "yearly": true, "at": "08:00", "next": "end"},
                 "reentry": "always", "exits": [], "steps": [{"id": "end", "type": "exit"}]}
                """);
        String weekly = shop.publish("""
                {"entry": {"type": "schedule", "start": "2026-03-01T08:00", "rule": "FREQ=DAILY", "next": "end"},
                 "reentry": "always", "exits": [], "steps": [{"id": "end", "type": "exit"}]}
                """);
        Await.until("the clock is set", () -> known(flow) && known(weekly));

        shop.later(Duration.ofDays(3));
        shop.awaitCount(flow, "entered", 1);
        shop.restart();
        Await.until(
                "everybody entered", () -> shop.counts(weekly).path("entered").asLong() > 0);
        long people = shop.server().percorso().people().count(FlowShop.SHOP);

        assertEquals(1, shop.counts(flow).path("entered").asLong());
        assertEquals(people, shop.counts(weekly).path("entered").asLong());
    }

    private boolean known(String flow) {
        return shop.server()
                .percorso()
                .flows()
                .nextOccurrence(FlowShop.SHOP, flow)
                .isPresent();
    }

    private boolean knows(String user) {
        return shop.server()
                .percorso()
                .people()
                .find(FlowShop.SHOP, dev.percorso.server.people.IdentityKind.USER, user)
                .isPresent();
    }

    private Answer call(String flow, Map<String, Object> body) throws IOException, InterruptedException {
        return shop.server().post(FlowShop.API + "/flows/" + flow + "/entries", body);
    }

    private void publish(String event, String first, String trait, String steps) throws Exception {
        String flow = shop.publish("""
                {"entry": {"type": "event", "match": {"event": "%s"}, "next": "%s"}, "reentry": "always", "exits": [],
                 "steps": [
                """.formatted(event, first) + steps + marks(trait));
        assertTrue(!flow.isEmpty());
    }

    private void awaitTrait(String person, String trait, String value) throws InterruptedException {
        Await.until(
                trait + " is " + value,
                () -> knows(person)
                        && value.equals(shop.server()
                                .percorso()
                                .people()
                                .traits(FlowShop.SHOP, shop.personNumber(person))
                                .get(trait)));
    }

    private static String header(Received call, String name) {
        return call.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst()
                .orElseThrow();
    }

    private static String hmac(String secret, String content) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    }

    private static String marks(String trait) {
        return """
                {"id": "good", "type": "setTrait", "trait": "%1$s", "value": "good", "next": "end"},
                {"id": "bad", "type": "setTrait", "trait": "%1$s", "value": "bad", "next": "end"},
                {"id": "end", "type": "exit"}]}
                """.formatted(trait);
    }
}
