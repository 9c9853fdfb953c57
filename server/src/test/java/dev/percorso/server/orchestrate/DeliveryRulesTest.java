package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DeliveryRulesTest {
    private static final String RULES = FlowShop.API + "/delivery-rules";
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "mail"}, "reentry": "always", "exits": [],
             "steps": [{"id": "mail", "type": "email", "subject": "Hello", "purpose": "%s", "topic": "%s",
                        "body": "<p>{{ preferences_url }}</p>", "next": "end"}, {"id": "end", "type": "exit"}]}
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
    void shouldSkipAboveTheCapAndSayWhy() throws Exception {
        put(RULES, "{\"caps\": [{\"count\": 2, \"per\": \"P1D\"}]}");
        shop.publish(FLOW.formatted("marketing", ""));
        shop.publish(FLOW.formatted("transactional", ""));
        shop.person("ann", true);
        for (int time = 1; time <= 3; time++) {
            shop.track("ann", "Came", Map.of());
            int sent = Math.min(time, 2) + time;
            shop.awaitMessages("SENT", sent);
        }
        shop.awaitMessages("SKIPPED", 1);
        JsonNode skipped =
                shop.server().get(FlowShop.API + "/messages?status=SKIPPED").json();

        shop.later(Duration.ofHours(25));
        shop.track("ann", "Came", Map.of());
        shop.awaitMessages("SENT", 7);

        assertEquals(List.of(), OpenApi.load().faultsOfEach("Message", skipped));
        assertEquals(
                "the cap of 2 in P1D is reached", skipped.get(0).path("reason").asString());
        assertEquals(
                List.of("consent true", "topic true", "suppression true", "cap false"),
                skipped.get(0)
                        .path("checks")
                        .valueStream()
                        .map(check -> check.path("rule").asString() + " "
                                + check.path("passed").asBoolean())
                        .toList());
    }

    @Test
    void shouldLetTheFlowOfHigherPriorityGoFirstUnderACap() throws Exception {
        put(RULES, "{\"caps\": [{\"count\": 1, \"per\": \"P1D\"}]}");
        for (String priority : List.of("low", "normal", "high")) {
            shop.publish(FLOW.formatted("marketing", "")
                    .replace("Hello", priority)
                    .replace("\"exits\"", "\"priority\": \"" + priority + "\", \"exits\""));
        }
        List<String> expected = new ArrayList<>();
        for (int person = 0; person < 8; person++) {
            shop.person("p" + person, true);
            expected.add("p" + person + "@example.com: high");
        }
        for (int person = 0; person < 8; person++) {
            shop.track("p" + person, "Came", Map.of());
        }
        shop.awaitMessages("SKIPPED", 16);

        assertEquals(expected, shop.received().stream().sorted().toList());
    }

    @Test
    void shouldHoldUntilQuietHoursEndInThePersonsZone() throws Exception {
        // It is 11:00 in Rome, where the shop is, and 19:00 in Tokyo.
        put(RULES, "{\"quietHours\": {\"from\": \"18:00\", \"to\": \"08:00\"}}");
        shop.publish(FLOW.formatted("marketing", ""));
        shop.person("rome", true);
        shop.person("tokyo", true);
        Await.until(
                "the person is known",
                () -> shop.server()
                        .percorso()
                        .people()
                        .find(FlowShop.SHOP, dev.percorso.server.people.IdentityKind.USER, "tokyo")
                        .isPresent());
        shop.server()
                .percorso()
                .people()
                .setTrait(FlowShop.SHOP, shop.personNumber("tokyo"), "timezone", "Asia/Tokyo", "flow");
        shop.track("tokyo", "Came", Map.of());
        shop.track("rome", "Came", Map.of());
        shop.awaitMessages("SENT", 1);
        Await.until(
                "the other is held",
                () -> shop.messages()
                        .valueStream()
                        .anyMatch(message ->
                                message.path("reason").asString("").startsWith("held until 2026-03-02T23:00:00Z")));
        assertEquals(List.of("rome@example.com: Hello"), shop.received());

        // 08:00 in Tokyo is midnight in Rome, and what is held does not count as a try.
        shop.later(Duration.ofHours(13).plusMinutes(1));
        shop.awaitMessages("SENT", 2);

        assertEquals("tokyo@example.com: Hello", shop.received().getLast());
    }

    @Test
    void shouldThrottleAndLetReceiptsPass() throws Exception {
        put(RULES, "{\"perMinute\": 600, \"perMinuteOn\": {\"email\": 2, \"sms\": 1}}");
        assertEquals(
                2,
                shop.server()
                        .get(RULES)
                        .json()
                        .path("perMinuteOn")
                        .path("email")
                        .asInt());
        shop.publish(FLOW.formatted("marketing", ""));
        for (int person = 0; person < 5; person++) {
            shop.person("p" + person, true);
            shop.track("p" + person, "Came", Map.of());
        }
        shop.awaitMessages("SENT", 2);
        shop.later(Duration.ofSeconds(61));
        shop.awaitMessages("SENT", 4);
        shop.later(Duration.ofSeconds(61));
        shop.awaitMessages("SENT", 5);
    }

    @Test
    void shouldLetPeopleChooseTopics() throws Exception {
        put(FlowShop.API + "/topics", """
                {"topics": [{"id": "news", "name": "News"}, {"id": "offers", "name": "Offers <b>"}]}""");
        shop.publish(FLOW.formatted("marketing", "offers"));
        shop.person("ann", true);
        shop.track("ann", "Came", Map.of());
        shop.awaitMessages("SENT", 1);
        String mail =
                String.valueOf(((jakarta.mail.internet.MimeMultipart) shop.mail.getReceivedMessages()[0].getContent())
                        .getBodyPart(0)
                        .getContent());
        String path = mail.lines()
                .filter(line -> line.contains("/preferences/"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*shop.example(/preferences/[^\\s]+).*", "$1");

        Answer look = shop.server().send("GET", path, "", Map.of("Accept-Language", "it"));
        Answer chosen = shop.server()
                .send("POST", path, "topic=news", Map.of("Content-Type", "application/x-www-form-urlencoded"));
        Answer forged = shop.server().send("GET", "/preferences/xyz.abc", "", Map.of());
        shop.track("ann", "Came", Map.of());
        shop.awaitMessages("SKIPPED", 1);

        assertTrue(look.text().contains("Le tue preferenze") && look.text().contains("Offers &lt;b&gt;"), look.text());
        assertTrue(chosen.text().contains("value=\"news\" checked"), chosen.text());
        assertTrue(!chosen.text().contains("value=\"offers\" checked"), chosen.text());
        assertEquals(404, forged.status());
        assertEquals(
                "the person does not want the topic offers",
                shop.server()
                        .get(FlowShop.API + "/messages?status=SKIPPED")
                        .json()
                        .get(0)
                        .path("reason")
                        .asString());
    }

    private void put(String path, String body) throws Exception {
        Answer answer = shop.server().put(path, FlowShop.tree(body));
        assertEquals(200, answer.status(), answer.text());
    }
}
