package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SmsTest {
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Hello"}, "next": "sms"}, "reentry": "always",
             "steps": [
               {"id": "sms", "type": "sms", "text": "Ciao {{ person.firstName }} & co: {{ event.gift }}",
                "purpose": "marketing", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final String TOKEN = "12345";
    /** Not an answer: the connection is closed once the call was read. */
    private static final int DROP = 0;

    @TempDir
    private static Path folder;

    private static FlowShop shop;
    private static HttpServer gateway;
    private static final List<Taken> taken = new CopyOnWriteArrayList<>();
    private static final Queue<Integer> faults = new ConcurrentLinkedQueue<>();

    /** A call of the gateway. */
    private record Taken(String path, String authorization, String type, String body) {
        Map<String, String> form() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String pair : body.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                fields.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
            return fields;
        }
    }

    @BeforeAll
    static void open() throws Exception {
        shop = new FlowShop(folder);
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/", SmsTest::take);
        gateway.start();
        shop.publish(FLOW);
    }

    @AfterAll
    static void close() {
        gateway.stop(0);
        shop.close();
    }

    @BeforeEach
    void startAnew() throws Exception {
        faults.clear();
        Answer saved = save(twilio(), TOKEN);
        assertEquals(200, saved.status(), saved.text());
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Integer fault = faults.poll();
        if (fault != null && fault == DROP) {
            exchange.close();
            return;
        }
        int status = fault == null ? 201 : fault;
        if (status == 201) {
            taken.add(new Taken(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    body));
        }
        byte[] answer = (status < 300
                        ? "{\"sid\":\"SM1\",\"status\":\"queued\"}"
                        : "{\"code\":21,\"message\":\"not so\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "90");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String address() {
        return "http://127.0.0.1:" + gateway.getAddress().getPort();
    }

    private static Map<String, Object> twilio() {
        return Map.of("kind", "twilio", "baseUrl", address(), "accountSid", "AC1", "sender", "+15005550006");
    }

    private static Answer save(Map<String, Object> settings, String secret) throws Exception {
        return shop.server().put(FlowShop.API + "/sms", Map.of("settings", settings, "secret", secret));
    }

    private static void person(String id, String phone) throws Exception {
        shop.accept(new Event(
                "known-" + id,
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                Map.of(
                        "firstName",
                        id.toUpperCase(java.util.Locale.ROOT),
                        "phone",
                        phone,
                        "consent.sms",
                        true,
                        "consent.profiling",
                        true),
                "test"));
        shop.server().percorso().awaitProjection();
    }

    private static void hello(String id) {
        shop.track(id, "Hello", Map.of("gift", "tè"));
    }

    private static JsonNode latest(String id) {
        try {
            return shop.server()
                    .get(FlowShop.API + "/messages?person=" + shop.personNumber(id))
                    .json()
                    .path(0);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode awaitMessage(String id, String status) throws Exception {
        Await.until(
                status + " to " + id,
                () -> latest(id).path("status").asString("").equals(status));
        return latest(id);
    }

    @Test
    void shouldLetTheTextOfHigherPriorityGoBeforeTheMailUnderOneCap() throws Exception {
        shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Offered"}, "next": "mail"}, "reentry": "always",
                 "priority": "low",
                 "steps": [{"id": "mail", "type": "email", "subject": "Offer", "body": "<p>Less</p>", "next": "end"},
                   {"id": "end", "type": "exit"}]}
                """);
        shop.publish(FLOW.replace("Hello", "Offered").replace("\"steps\"", "\"priority\": \"high\", \"steps\""));
        List<String> people = List.of("cap1", "cap2", "cap3", "cap4", "cap5", "cap6");
        for (String id : people) {
            shop.person(id, true);
            person(id, "+39 333 90000" + id.charAt(3) + "0");
        }
        shop.server()
                .put(FlowShop.API + "/delivery-rules", FlowShop.tree("{\"caps\": [{\"count\": 1, \"per\": \"P1D\"}]}"));
        people.forEach(id -> shop.track(id, "Offered", Map.of("gift", "tè")));
        List<String> decided = people.stream()
                .flatMap(id -> Stream.of(id + " email SKIPPED", id + " sms SENT"))
                .toList();
        Await.until(
                "all is decided",
                () -> people.stream().allMatch(id -> became(id).size() == 2));

        assertEquals(decided, people.stream().flatMap(id -> became(id).stream()).toList());
        shop.server().put(FlowShop.API + "/delivery-rules", Map.of());
    }

    /** What is decided of somebody's messages. */
    private static List<String> became(String id) {
        return shop.messages()
                .valueStream()
                .filter(message -> message.path("personId").asString().equals(Integer.toString(shop.personNumber(id))))
                .filter(message -> List.of("SENT", "SKIPPED", "FAILED")
                        .contains(message.path("status").asString()))
                .map(message -> id + " " + message.path("channel").asString() + " "
                        + message.path("status").asString())
                .sorted()
                .toList();
    }

    private static String reason(String id) {
        return latest(id).path("reason").asString("");
    }

    @Test
    void shouldHandOverAsTwilioWantsItAndTakeItsReports() throws Exception {
        person("ann", "0039 333 123-4567");
        hello("ann");
        JsonNode message = awaitMessage("ann", "SENT");
        Taken call = taken.getLast();
        Map<String, String> form = call.form();

        assertEquals(List.of(), OpenApi.load().faults("Message", message));
        assertEquals("sms", message.path("channel").asString());
        assertEquals("+393331234567", message.path("to").asString());
        assertEquals("/2010-04-01/Accounts/AC1/Messages.json", call.path());
        assertEquals(
                "Basic " + Base64.getEncoder().encodeToString("AC1:12345".getBytes(StandardCharsets.UTF_8)),
                call.authorization());
        assertEquals("+393331234567", form.get("To"));
        assertEquals("+15005550006", form.get("From"));
        assertEquals("Ciao ANN & co: tè", form.get("Body"));

        String reports = form.getOrDefault("StatusCallback", "");
        Map<String, String> report = Map.of("MessageSid", "SM1", "MessageStatus", "delivered");
        assertEquals(403, post(reports, report, "forged").status());
        assertEquals(204, post(reports, report, signature(reports, report)).status());
        assertTrue(latest("ann").has("deliveredAt"), latest("ann").toString());
        assertEquals(404, post(reports.replace("/sms/", "/sms/x"), report, "").status());
        assertEquals(
                404,
                post(reports.replaceFirst("/sms/([^/]+)/.*", "/feedback/$1/postmark"), report, "")
                        .status(),
                "the address of a gateway is none of a mail provider");

        hello("ann");
        Await.until(
                "another",
                () -> !latest("ann").has("deliveredAt")
                        && latest("ann").path("status").asString("").equals("SENT"));
        String other = taken.getLast().form().getOrDefault("StatusCallback", "");
        Map<String, String> failed = Map.of("MessageStatus", "undelivered", "ErrorCode", "30003");
        post(other, failed, signature(other, failed));
        assertEquals("the gateway reports: undelivered (30003)", reason("ann"));
        assertEquals("FAILED", latest("ann").path("status").asString());
        JsonNode setup = shop.server().get(FlowShop.API + "/sms").json();
        assertEquals(List.of(), OpenApi.load().faults("SmsSetup", setup));
        assertFalse(setup.toString().contains(TOKEN), "the secret is never shown");
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            String stored = database.read(handle -> handle.createQuery("SELECT settings || secret FROM sms_setting")
                    .mapTo(String.class)
                    .one());
            assertFalse(stored.contains(TOKEN), "the secret is sealed");
        }
    }

    @Test
    void shouldStopWhenSomebodyAnswersStop() throws Exception {
        person("bea", "+39 333 000 0001");
        hello("bea");
        awaitMessage("bea", "SENT");
        String answers = shop.server()
                .get(FlowShop.API + "/sms")
                .json()
                .path("answersUrl")
                .asString();
        Map<String, String> thanks = Map.of("From", "+393330000001", "Body", "Thanks");
        Map<String, String> stop = Map.of("From", "+393330000001", "Body", " stop ");
        post(answers, thanks, signature(answers, thanks));
        assertTrue(allowed("bea"));
        assertEquals(403, post(answers, stop, "").status());
        assertTrue(allowed("bea"), "a call that Twilio did not sign changes nothing");

        shop.later(Duration.ofMinutes(1));
        Answer answer = post(answers, stop, signature(answers, stop));

        assertEquals("<Response/>", answer.text());
        assertFalse(allowed("bea"));
        hello("bea");
        awaitMessage("bea", "SKIPPED");

        // Who agrees after that may be written to again, until they say no.
        shop.later(Duration.ofMinutes(1));
        person("twin", "+393330000001");
        hello("twin");
        awaitMessage("twin", "SENT");
        shop.later(Duration.ofMinutes(1));
        post(answers, stop, signature(answers, stop));
        shop.later(Duration.ofMinutes(1));
        hello("twin");
        assertEquals(
                "no consent to marketing by text message",
                awaitMessage("twin", "SKIPPED").path("reason").asString());
    }

    private static boolean allowed(String id) {
        return shop.server().percorso().people().allows(FlowShop.SHOP, shop.personNumber(id), Purpose.SMS);
    }

    @Test
    void shouldTellFaultsApart() throws Exception {
        person("cleo", "+393330000002");
        faults.addAll(List.of(429));
        hello("cleo");
        Await.until("a first try", () -> reason("cleo").equals("the gateway answered 429: not so"));
        shop.later(Duration.ofSeconds(91));
        awaitMessage("cleo", "SENT");

        assertEquals("the gateway answered 400: not so", fault("dora", 400, "FAILED"));
        assertEquals("the gateway answered 500: not so", fault("edda", 500, "UNKNOWN"));
        assertTrue(fault("fina", DROP, "UNKNOWN").startsWith("the connection broke while sending"));

        person("gaia", "333 1234567");
        hello("gaia");
        assertEquals(
                "no valid telephone number: the trait 'phone' must hold one with its country, like +393331234567",
                awaitMessage("gaia", "SKIPPED").path("reason").asString());

        save(
                new HashMap<>(Map.of(
                        "kind",
                        "twilio",
                        "baseUrl",
                        "http://127.0.0.1:1",
                        "accountSid",
                        "AC1",
                        "sender",
                        "+15005550006")),
                "");
        person("ida", "+393330000009");
        hello("ida");
        Await.until("a try", () -> reason("ida").startsWith("the gateway cannot be reached"));
        assertEquals("PENDING", latest("ida").path("status").asString());
    }

    @Test
    void shouldSendACampaignAsTextMessages() throws Exception {
        person("kim", "+393330000077");
        String segment = shop.segment("firstName", "KIM");
        Map<String, Object> campaign = new HashMap<>(
                Map.of("name", "Texts", "channel", "sms", "segment", segment, "body", "Ciao {{ person.firstName }}!"));
        campaign.put("tagLinks", false);
        JsonNode reach = shop.server()
                .post(FlowShop.API + "/campaigns/reach", Map.of("segment", segment, "channel", "sms"))
                .json();
        JsonNode preview = shop.server()
                .post(
                        FlowShop.API + "/messages/preview",
                        Map.of("subject", "", "body", "A < B {{ person.firstName }}", "channel", "sms"))
                .json();
        JsonNode progress = shop.send(campaign);
        Map<String, Object> tested = new HashMap<>(campaign);
        tested.put("test", Map.of("subject", "Other", "share", 20, "after", "PT1H"));

        assertEquals(1, reach.path("withConsent").asInt(), reach.toString());
        assertEquals("A < B Anna", preview.path("text").asString());
        assertEquals("Ciao KIM!", taken.getLast().form().get("Body"));
        assertEquals(List.of(), OpenApi.load().faults("CampaignProgress", progress));
        assertEquals(1, progress.at("/variants/0/sent").asInt(), progress.toString());
        assertEquals(
                422, shop.server().post(FlowShop.API + "/campaigns", tested).status());
    }

    private static String fault(String id, int status, String becomes) throws Exception {
        person(id, "+3933300" + Math.abs(id.hashCode() % 90_000 + 10_000));
        faults.add(status);
        hello(id);
        String reason = awaitMessage(id, becomes).path("reason").asString();
        shop.later(Duration.ofHours(1));
        assertEquals(becomes, latest(id).path("status").asString(), "never again");
        return reason;
    }

    @Test
    void shouldSpeakWithAnyGateway() throws Exception {
        Map<String, Object> other = Map.of(
                "kind", "http",
                "url", address() + "/send",
                "format", "json",
                "headers", List.of(Map.of("name", "Authorization", "value", "Bearer {{ secret }}")),
                "body", "{\"to\": {{ to_json }}, \"message\": {{ text_json }}}",
                "contains", "queued");
        assertEquals(200, save(other, "geheim").status());
        Answer trial =
                shop.server().post(FlowShop.API + "/sms/test", Map.of("to", "+39 333 1234567", "text", "Say \"hi\""));
        JsonNode body = Json.tree(taken.getLast().body().getBytes(StandardCharsets.UTF_8));

        assertTrue(trial.json().path("taken").asBoolean(), trial.text());
        assertEquals("Bearer geheim", taken.getLast().authorization());
        assertEquals("application/json", taken.getLast().type());
        assertEquals("Say \"hi\"", body.path("message").asString());
        assertEquals("+393331234567", body.path("to").asString());

        Map<String, Object> picky = new HashMap<>(other);
        picky.put("contains", "accepted");
        save(picky, "");
        assertFalse(shop.server()
                .post(FlowShop.API + "/sms/test", Map.of("to", "+393331234567", "text", "x"))
                .json()
                .path("taken")
                .asBoolean());
        assertEquals("Bearer geheim", taken.getLast().authorization(), "an empty secret keeps the stored one");
        assertEquals(422, save(Map.of("kind", "twilio"), "").status());
        picky.put("body", "{% if %}");
        assertEquals(422, save(picky, "").status());
        assertEquals(
                422,
                shop.server()
                        .post(FlowShop.API + "/sms/test", Map.of("to", "333", "text", "x"))
                        .status());
    }

    private static Answer post(String url, Map<String, String> fields, String signature) throws Exception {
        StringBuilder form = new StringBuilder();
        fields.forEach((name, value) -> form.append(form.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(java.net.URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return shop.server()
                .send(
                        "POST",
                        url.substring("https://shop.example".length()),
                        form.toString(),
                        Map.of(
                                "Content-Type",
                                "application/x-www-form-urlencoded",
                                "X-Twilio-Signature",
                                signature.isEmpty() ? "none" : signature));
    }

    /** As Twilio's documentation describes it. */
    private static String signature(String url, Map<String, String> fields) throws Exception {
        String text = url
                + new TreeMap<>(fields)
                        .entrySet().stream()
                                .map(field -> field.getKey() + field.getValue())
                                .reduce("", String::concat);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
