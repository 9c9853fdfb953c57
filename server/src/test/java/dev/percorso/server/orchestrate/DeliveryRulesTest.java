package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                "the cap of 2 a day is reached", skipped.get(0).path("reason").asString());
        assertEquals(
                List.of("run true", "consent true", "topic true", "suppression true", "cap false"),
                checks(skipped.get(0)));
    }

    private static List<String> checks(JsonNode message) {
        return message.path("checks")
                .valueStream()
                .map(check -> check.path("rule").asString() + " "
                        + check.path("passed").asBoolean())
                .toList();
    }

    @Test
    void shouldDropWhatIsHeldOfThoseWhoLeftAndHoldWhatAPausedFlowHasQueued() throws Exception {
        put(RULES, "{\"quietHours\": {\"from\": \"09:00\", \"to\": \"20:00\"}}");
        shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Cart Filled"}, "next": "mail"}, "reentry": "always",
                 "exits": [{"event": "Cart Emptied"}], "goal": {"event": "Ordered"},
                 "steps": [{"id": "mail", "type": "email", "subject": "Cart", "body": "<p>Yours</p>", "next": "bill"},
                   {"id": "bill", "type": "email", "subject": "Bill", "purpose": "transactional", "body": "<p>1</p>",
                    "next": "until"},
                   {"id": "until", "type": "wait", "duration": "P2D", "next": "end"}, {"id": "end", "type": "exit"}]}
                """);
        shop.publish(FLOW.formatted("marketing", ""));
        String paused = shop.publish(FLOW.formatted("marketing", "").replace("Came", "Looked"));
        shop.together(() -> List.of("buys", "empties", "stays", "ends", "looks").forEach(id -> shop.person(id, true)));
        shop.track("looks", "Looked", Map.of());
        shop.together(() -> {
            List.of("buys", "empties", "stays").forEach(id -> shop.track(id, "Cart Filled", Map.of()));
            shop.track("ends", "Came", Map.of());
        });
        Await.until(
                "all marketing is held",
                () -> shop.messages()
                                .valueStream()
                                .filter(message ->
                                        message.path("reason").asString("").startsWith("held until"))
                                .count()
                        == 5);
        shop.awaitMessages("SENT", 3);
        shop.server().post(FlowShop.API + "/flows/" + paused + "/pause", Map.of());
        shop.track("buys", "Ordered", Map.of());
        shop.track("empties", "Cart Emptied", Map.of());

        shop.later(Duration.ofHours(12));
        shop.awaitMessages("SENT", 5);
        shop.awaitMessages("SKIPPED", 2);
        List<String> beforeResume = shop.received();
        JsonNode skipped =
                shop.server().get(FlowShop.API + "/messages?status=SKIPPED").json();
        shop.server().post(FlowShop.API + "/flows/" + paused + "/resume", Map.of());
        shop.awaitMessages("SENT", 6);

        assertEquals(List.of(), OpenApi.load().faultsOfEach("Message", skipped));
        assertEquals(
                List.of(
                        "an exit rule has ended the flow for the person meanwhile",
                        "the person has reached the goal of the flow meanwhile"),
                skipped.valueStream()
                        .map(message -> message.path("reason").asString())
                        .sorted()
                        .toList());
        assertEquals(List.of("run false"), checks(skipped.get(0)));
        assertEquals(
                List.of("ends@example.com: Hello", "stays@example.com: Cart"),
                beforeResume.stream().skip(3).sorted().toList());
        assertEquals("looks@example.com: Hello", shop.received().getLast());
    }

    @Test
    void shouldKeepAllMarketingFromTheSameShareOfThePeopleAndMeasureIt() throws Exception {
        String marketing =
                FLOW.formatted("marketing", "").replace("\"exits\"", "\"goal\": {\"event\": \"Bought\"}, \"exits\"");
        String waiting = shop.publish(
                marketing
                        .replace("Came", "Began")
                        .replace("\"next\": \"mail\"}", "\"next\": \"wait\"}")
                        .replace(
                                "\"steps\": [",
                                "\"steps\": [{\"id\": \"wait\", \"type\": \"wait\", \"duration\": \"PT1H\", \"next\": \"mail\"},"));
        String one = shop.publish(marketing);
        String other = shop.publish(marketing.replace("Hello", "Again"));
        shop.publish(FLOW.formatted("transactional", "").replace("Hello", "Receipt"));
        List<String> people = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
        shop.together(() -> people.forEach(id -> shop.person(id, true)));
        shop.together(() -> people.forEach(id -> shop.track(id, "Began", Map.of())));
        shop.awaitCount(waiting, "active", 10);
        put(RULES, "{\"holdout\": 50}");
        shop.together(() -> people.forEach(id -> shop.track(id, "Came", Map.of())));
        shop.awaitCount(one, "entered", 10);
        shop.awaitCount(other, "entered", 10);
        int heldOut = shop.counts(one).path("heldOut").asInt();
        shop.awaitMessages("SENT", 10 + 2 * (10 - heldOut));
        shop.later(Duration.ofHours(1).plusMinutes(1));
        shop.awaitMessages("SKIPPED", heldOut);
        shop.awaitMessages("SENT", 10 + 3 * (10 - heldOut));
        JsonNode skipped =
                shop.server().get(FlowShop.API + "/messages?status=SKIPPED").json();
        shop.later(Duration.ofDays(8));
        JsonNode effect = shop.server()
                .get(FlowShop.API + "/flows/" + one + "/effect?days=7")
                .json();
        Answer tooMany = shop.server().put(RULES, Map.of("holdout", 51));

        assertTrue(heldOut > 0 && heldOut < 10, "half of 10, by the hash: " + heldOut);
        assertEquals(heldOut, shop.counts(other).path("heldOut").asInt());
        assertEquals(List.of("run true", "holdout false"), checks(skipped.get(0)));
        for (String person : people) {
            List<String> got = shop.received().stream()
                    .filter(mail -> mail.startsWith(person + "@"))
                    .sorted()
                    .toList();
            assertTrue(got.size() == 1 ? got.getFirst().endsWith("Receipt") : got.size() == 4, got.toString());
        }
        assertEquals(List.of(), OpenApi.load().faults("FlowEffect", effect));
        assertEquals(heldOut, effect.path("everywhere").path("people").asInt());
        assertEquals(0, effect.path("heldOut").path("people").asInt());
        assertEquals(10 - heldOut, effect.path("treated").path("people").asInt());
        assertTrue(effect.has("everywhereDifference") && !effect.has("difference"), effect.toString());
        assertEquals(422, tooMany.status());
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
        String path = preferences(shop.mail.getReceivedMessages()[0]);

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

    @Test
    void shouldKeepChoosingForThePersonWhoRemains() throws Exception {
        put(FlowShop.API + "/topics", "{\"topics\": [{\"id\": \"news\", \"name\": \"News\"}]}");
        shop.publish(FLOW.formatted("marketing", "news"));
        shop.accept(browser(
                "first",
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Map.of("email", "ann@example.com", "email_consent", true, "consent.profiling", true)));
        shop.accept(browser("came", Event.Kind.TRACK, "Came", Optional.empty(), Map.of()));
        shop.awaitMessages("SENT", 1);
        String path = preferences(shop.mail.getReceivedMessages()[0]);
        int merged = shop.server()
                .percorso()
                .people()
                .find(FlowShop.SHOP, IdentityKind.ANONYMOUS, "browser")
                .orElseThrow()
                .id();
        shop.person("ann", true);
        shop.accept(browser("join", Event.Kind.IDENTIFY, "", Optional.of("ann"), Map.of()));
        Await.until(
                "both are one",
                () -> shop.server()
                        .percorso()
                        .people()
                        .find(FlowShop.SHOP, IdentityKind.USER, "ann")
                        .filter(person -> person.id() != merged
                                && shop.server().percorso().people().canonical(FlowShop.SHOP, merged) == person.id())
                        .isPresent());

        Answer chosen =
                shop.server().send("POST", path, "", Map.of("Content-Type", "application/x-www-form-urlencoded"));
        shop.track("ann", "Came", Map.of());
        shop.awaitMessages("SKIPPED", 1);

        assertTrue(!chosen.text().contains("value=\"news\" checked"), chosen.text());
        assertEquals(1, shop.received().size());
    }

    private Event browser(String id, Event.Kind kind, String name, Optional<String> user, Map<String, Object> traits) {
        return new Event(
                id,
                kind,
                name,
                Optional.of("browser"),
                user,
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                traits,
                "test");
    }

    private static String preferences(MimeMessage message) throws Exception {
        String mail = String.valueOf(
                ((MimeMultipart) message.getContent()).getBodyPart(0).getContent());
        return mail.lines()
                .filter(line -> line.contains("/preferences/"))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*shop.example(/preferences/[^\\s]+).*", "$1");
    }

    private void put(String path, String body) throws Exception {
        Answer answer = shop.server().put(path, FlowShop.tree(body));
        assertEquals(200, answer.status(), answer.text());
    }
}
