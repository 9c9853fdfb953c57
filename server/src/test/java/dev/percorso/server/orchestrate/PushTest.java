package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PushTest {
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Hello"}, "next": "push"}, "reentry": "always",
             "steps": [
               {"id": "push", "type": "push", "title": "Ciao {{ person.firstName }}", "body": "{{ event.gift }}",
                "url": "https://shop.example/sale", "purpose": "marketing", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final Map<String, Object> WORDS = Map.of("words", Map.of());

    @TempDir
    private static Path folder;

    private static FlowShop shop;
    private static PushEndpoint endpoint;
    private static String key;
    private static String flow;

    @BeforeAll
    static void open() throws Exception {
        shop = new FlowShop(folder);
        endpoint = new PushEndpoint();
        key = shop.site();
        assertEquals(409, test("1").status(), "nothing is sent before push messages are switched on");
        shop.server().put(FlowShop.API + "/push", WORDS);
        flow = shop.publish(FLOW);
    }

    @AfterAll
    static void close() {
        endpoint.close();
        shop.close();
    }

    private static void subscribe(String id, String browser) throws Exception {
        Answer answer = shop.server()
                .send(
                        "POST",
                        "/tag/push/" + key,
                        Json.text(endpoint.subscription(browser, "browser-of-" + id)),
                        Map.of(
                                "Content-Type",
                                "text/plain",
                                "User-Agent",
                                "Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537.36"));
        assertEquals(200, answer.status(), answer.text());
    }

    private static void hello(String id) {
        shop.track(id, "Hello", Map.of("gift", "Tè & biscotti"));
    }

    private static List<JsonNode> messagesOf(String id) throws Exception {
        return shop.server()
                .get(FlowShop.API + "/messages?person=" + shop.personNumber(id))
                .json()
                .valueStream()
                .toList();
    }

    private static JsonNode awaitMessage(String id, String status) throws Exception {
        Await.until(status + " to " + id, () -> {
            try {
                return !messagesOf(id).isEmpty()
                        && messagesOf(id).getFirst().path("status").asString().equals(status);
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        });
        return messagesOf(id).getFirst();
    }

    private static Answer test(String person) throws Exception {
        return shop.server().post(FlowShop.API + "/push/test", Map.of("person", person, "title", "Trial"));
    }

    private static JsonNode subscribed() throws Exception {
        return shop.server().get(FlowShop.API + "/push").json().path("subscribed");
    }

    @Test
    void shouldReachEveryBrowserOnceAndKnowOfTheClick() throws Exception {
        shop.visitor("ann");
        subscribe("ann", "ann-home");
        subscribe("ann", "ann-work");
        hello("ann");

        JsonNode message = awaitMessage("ann", "SENT");
        PushEndpoint.Received atHome = endpoint.received("ann-home").getFirst();

        assertEquals(List.of(), OpenApi.load().faults("Message", message));
        assertEquals("push", message.path("channel").asString());
        assertEquals("Ciao ANN", message.path("subject").asString());
        assertEquals("Chrome · Linux, Chrome · Linux", message.path("to").asString());
        assertEquals(1, endpoint.received("ann-work").size());
        assertEquals("Ciao ANN", atHome.notification().path("title").asString());
        assertEquals("Tè & biscotti", atHome.notification().path("body").asString());
        assertEquals("mailto:shop@example.com", atHome.claims().path("sub").asString());
        assertEquals(
                endpoint.address("ann-home").replace("/ann-home", ""),
                atHome.claims().path("aud").asString());
        long lasting =
                atHome.claims().path("exp").asLong() - shop.clock.instant().getEpochSecond();
        assertTrue(lasting > 0 && lasting <= 24 * 3600, "a token lasts at most a day");

        String url = atHome.notification().path("url").asString();
        assertTrue(url.startsWith("https://shop.example/c/"), url);
        Answer click = shop.server().send("GET", url.substring("https://shop.example".length()), "", Map.of());
        shop.server().percorso().awaitProjection();
        JsonNode story = shop.server()
                .get(FlowShop.API + "/people/" + shop.personNumber("ann") + "/timeline")
                .json();

        assertEquals(302, click.status());
        assertEquals(Optional.of("https://shop.example/sale"), click.header("location"));
        assertTrue(story.toString().contains("Push Clicked"), story.toString());
        JsonNode browsers = shop.server()
                .get(FlowShop.API + "/people/" + shop.personNumber("ann") + "/push")
                .json();
        assertEquals(2, browsers.size());
        assertTrue(browsers.get(0).has("lastMessageAt"), browsers.toString());
        assertEquals(
                List.of(),
                OpenApi.load()
                        .faults(
                                "PushSetup",
                                shop.server().get(FlowShop.API + "/push").json()));
        assertEquals(
                List.of(),
                OpenApi.load()
                        .faultsOfEach(
                                "PushTested",
                                test(Integer.toString(shop.personNumber("ann"))).json()));
    }

    @Test
    void shouldSendACampaignWithTwoTitles() throws Exception {
        List<String> people = List.of("kim", "lea");
        for (String person : people) {
            shop.visitor(person);
            subscribe(person, person + "-home");
        }
        String segment = shop.server()
                .post(FlowShop.API + "/segments", FlowShop.tree("""
                        {"name": "Two", "condition": {"type": "any", "conditions": [
                          {"type": "trait", "trait": "firstName", "operator": "equals", "value": "KIM"},
                          {"type": "trait", "trait": "firstName", "operator": "equals", "value": "LEA"}]}}
                        """))
                .json()
                .path("id")
                .asString();
        Map<String, Object> campaign = new HashMap<>(Map.of(
                "name",
                "Sale",
                "channel",
                "push",
                "segment",
                segment,
                "subject",
                "Sale, {{ person.firstName }}",
                "body",
                "Today",
                "url",
                "https://shop.example/sale",
                "tagLinks",
                true));
        campaign.put("test", Map.of("subject", "Offers, {{ person.firstName }}", "share", 90, "after", "PT1M"));
        String id = shop.server()
                .post(FlowShop.API + "/campaigns", campaign)
                .json()
                .path("id")
                .asString();
        String path = FlowShop.API + "/campaigns/" + id;
        shop.server().post(path + "/start", Map.of());
        List<String> titles = new ArrayList<>();
        for (String person : people) {
            awaitMessage(person, "SENT");
            JsonNode shown = endpoint.received(person + "-home").getFirst().notification();
            titles.add(shown.path("title").asString().replaceAll(",.*", ""));
            if (titles.getLast().equals("Offers")) {
                shop.server()
                        .send(
                                "GET",
                                shown.path("url").asString().substring("https://shop.example".length()),
                                "",
                                Map.of());
            }
        }
        Await.until(
                "the campaign is done",
                () -> progress(path).path("status").asString().equals("done"));

        assertEquals(List.of("Offers", "Sale"), titles.stream().sorted().toList());
        assertEquals(
                2, progress(path).at("/verdict/ahead").asInt(), progress(path).toString());
        assertEquals(1, progress(path).at("/variants/1/clicked").asInt());
        assertEquals(
                "Offers, {{ person.firstName }}",
                progress(path).at("/variants/1/subject").asString());
        assertFalse(progress(path).path("measuresOpens").asBoolean());
    }

    private static JsonNode progress(String path) {
        try {
            return shop.server().get(path + "/progress").json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void shouldForgetABrowserThatIsGone() throws Exception {
        shop.visitor("bea");
        subscribe("bea", "bea-home");
        long before = subscribed().path("browsers").asLong();
        endpoint.answering("bea-home", 410);
        hello("bea");

        JsonNode message = awaitMessage("bea", "FAILED");

        assertEquals(
                "the browsers of the person take no push messages any more",
                message.path("reason").asString());
        assertEquals(before - 1, subscribed().path("browsers").asLong());
        hello("bea");
        assertEquals(
                "no browser of the person takes push messages",
                awaitMessage("bea", "SKIPPED").path("reason").asString());
    }

    @Test
    void shouldTryAgainWhenTheServiceSaysSo() throws Exception {
        shop.visitor("cleo");
        subscribe("cleo", "cleo-home");
        endpoint.answering("cleo-home", 429, 500);
        hello("cleo");
        Await.until("a first try", () -> reason("cleo").equals("the push service answered 429"));

        shop.later(Duration.ofSeconds(100));
        // What is due goes out in its order: once a later one is sent, an earlier one would have been tried.
        shop.visitor("clio");
        subscribe("clio", "clio-home");
        hello("clio");
        awaitMessage("clio", "SENT");
        assertEquals("the push service answered 429", reason("cleo"), "it asked for two minutes");
        shop.later(Duration.ofSeconds(21));
        Await.until("a second try", () -> reason("cleo").equals("the push service answered 500"));
        shop.later(Duration.ofMinutes(3));
        awaitMessage("cleo", "SENT");

        assertEquals(1, endpoint.received("cleo-home").size());
    }

    private static String reason(String id) {
        try {
            return messagesOf(id).stream()
                    .findFirst()
                    .map(message -> message.path("reason").asString(""))
                    .orElse("");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void shouldSayWhenNobodyKnowsWhetherItArrivedAndNeverSendItAgain() throws Exception {
        shop.visitor("dora");
        subscribe("dora", "dora-home");
        endpoint.answering("dora-home", PushEndpoint.DROP);
        hello("dora");
        awaitMessage("dora", "UNKNOWN");

        shop.visitor("edda");
        subscribe("edda", "edda-home");
        hello("edda");
        awaitMessage("edda", "SENT");
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            database.run(handle ->
                    handle.execute("UPDATE outbox SET status = 'SENDING' WHERE person = ?", shop.personNumber("edda")));
        }
        shop.restart();
        shop.later(Duration.ofHours(1));

        assertEquals(
                "the server stopped while handing it over; it is not sent again, to never send twice",
                awaitMessage("edda", "UNKNOWN").path("reason").asString());
        assertEquals(1, endpoint.received("edda-home").size());
        assertEquals(0, endpoint.received("dora-home").size());
    }

    @Test
    void shouldNotBeLedIntoPrivateNetworksAndRefuseWhatIsTooLong() throws Exception {
        shop.visitor("flo");
        Map<String, Object> inside = new HashMap<>(endpoint.subscription("flo-home", "browser-of-flo"));
        inside.put("endpoint", "https://10.0.0.1/push");
        assertEquals(
                200,
                shop.server()
                        .send("POST", "/tag/push/" + key, Json.text(inside), Map.of())
                        .status());
        hello("flo");
        assertTrue(awaitMessage("flo", "FAILED").path("reason").asString().contains("private network"), reason("flo"));

        shop.track("flo", "Hello", Map.of("gift", "x".repeat(5_000)));
        Await.until("a second message", () -> reason("flo").contains("at most 3993"));

        inside.put("endpoint", "ftp://example.com/x");
        Answer noAddress = shop.server().send("POST", "/tag/push/" + key, Json.text(inside), Map.of());
        inside.put("endpoint", "https://example.com/x");
        inside.put("p256dh", inside.get("auth"));
        Answer noKey = shop.server().send("POST", "/tag/push/" + key, Json.text(inside), Map.of());
        assertEquals(422, noAddress.status());
        assertEquals(422, noKey.status());
    }

    @Test
    void shouldStopWithTheLastBrowserAndWithTheConsent() throws Exception {
        shop.visitor("gina");
        subscribe("gina", "gina-home");
        subscribe("gina", "gina-work");
        unsubscribe("gina-home");
        hello("gina");
        awaitMessage("gina", "SENT");
        assertEquals(0, endpoint.received("gina-home").size());

        unsubscribe("gina-work");
        assertFalse(shop.server().percorso().people().allows(FlowShop.SHOP, shop.personNumber("gina"), Purpose.PUSH));

        shop.visitor("hilde");
        subscribe("hilde", "hilde-home");
        shop.server()
                .percorso()
                .people()
                .recordConsent(
                        FlowShop.SHOP,
                        shop.personNumber("hilde"),
                        Purpose.PUSH,
                        false,
                        "test",
                        dev.percorso.server.people.ConsentProof.of(dev.percorso.server.people.ConsentOrigin.OPERATOR));
        hello("hilde");
        assertEquals(
                "no consent to marketing by push messages",
                awaitMessage("hilde", "SKIPPED").path("reason").asString());
    }

    private static void unsubscribe(String browser) throws Exception {
        shop.server()
                .send(
                        "POST",
                        "/tag/push/" + key + "/unsubscribe",
                        Json.text(Map.of("endpoint", endpoint.address(browser))),
                        Map.of());
    }

    @Test
    void shouldSayWhatIsMissingAndPlayItForOnePerson() throws Exception {
        shop.visitor("jana");
        subscribe("jana", "jana-home");
        hello("jana");
        awaitMessage("jana", "SENT");
        JsonNode walk = shop.server()
                .post(
                        FlowShop.API + "/flows/" + flow + "/walks",
                        Map.of(
                                "personId",
                                Integer.toString(shop.personNumber("jana")),
                                "from",
                                "2026-03-01",
                                "to",
                                "2026-03-03"))
                .json();
        JsonNode wrong = shop.server()
                .post(
                        FlowShop.API + "/flows",
                        Map.of(
                                "name",
                                "Wrong",
                                "definition",
                                FlowShop.tree(FLOW.replace("Ciao {{ person.firstName }}", " ")
                                        .replace("https://shop.example/sale", "sale"))))
                .json();

        assertEquals(List.of(), OpenApi.load().faults("Walk", walk));
        assertTrue(walk.toString().contains("Ciao JANA"), walk.toString());
        assertEquals(
                List.of("noTitle title", "wrongLink url"),
                wrong.path("problems")
                        .valueStream()
                        .map(problem -> problem.path("code").asString() + " "
                                + problem.path("field").asString(""))
                        .toList());
    }
}
