package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.MailCounterpart;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What campaigns send, to whom, and what comes of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CampaignTest extends CampaignScene {
    private static final String SURVEY = """
            {"name": "How was it", "active": true,
             "questions": [{"id": "q", "kind": "nps", "required": true, "wording": {"en": {"text": "Well?"}}}],
             "texts": {"en": {"send": "Send", "thanks": "Thanks"}}}
            """;

    @Test
    void shouldSendOnceToWhoConsentsAndLeadLinksWhereTheTemplateSays() throws Exception {
        person("ann", "spring", true);
        person("bob", "spring", false);
        String survey = shop.server()
                .post(FlowShop.API + "/surveys", FlowShop.tree(SURVEY))
                .json()
                .path("id")
                .asString();
        String body = BODY + "<a href=\"{{ person.surveys['" + survey + "'] }}\">Tell us</a>";
        String id = campaign("spring", Map.of("name", "Spring Sale!", "body", body));
        Answer drafts = shop.server().get(CAMPAIGNS + "/" + id);
        act(id, "start");
        awaitStatus(id, "done");
        JsonNode progress = progress(id);
        String html = html(received("ann").getFirst());
        String link = find(html, "https://shop.example(/c/[^\"]+)");

        Answer followed = shop.server().send("GET", link, "", Map.of());
        Answer again = shop.server().send("GET", link, "", Map.of());
        Answer forged = shop.server().send("GET", link + "x", "", Map.of());
        shop.server().percorso().awaitProjection();
        Answer unsubscribed = shop.server().send("POST", find(html, "https://shop.example(/u/[^\"]+)"), "", Map.of());
        shop.server().percorso().awaitProjection();
        JsonNode clicked = people(id, "clicked");
        JsonNode skipped = people(id, "skipped");
        JsonNode story = shop.server()
                .get(FlowShop.API + "/people/" + shop.personNumber("ann") + "/timeline")
                .json();

        String today = shop.clock.instant().toString().substring(0, 10);
        JsonNode asked = shop.server()
                .post(FlowShop.API + "/surveys/responses", Map.of("from", today, "to", today))
                .json();
        assertEquals(1, asked.at("/0/mail/persons").asInt(), asked + html);

        assertEquals(List.of(), OpenApi.load().faults("Campaign", drafts.json()));
        assertEquals(List.of(), OpenApi.load().faults("CampaignProgress", progress));
        assertEquals(2, progress.path("audience").asInt());
        assertEquals(1, progress.path("variants").get(0).path("sent").asInt());
        assertEquals(
                "no consent to marketing by e-mail",
                progress.path("skipped").get(0).path("reason").asString());
        assertTrue(html.contains("https://shop.example.org/ANN?utm_source=newsletter&amp;utm_medium=email"), html);
        assertTrue(html.contains("href=\"https://shop.example/u/"), html);
        assertEquals(302, followed.status());
        assertEquals(
                "https://shop.example.org/sale?a=1&b=2&utm_source=newsletter&utm_medium=email"
                        + "&utm_campaign=spring-sale#top",
                followed.header("location").orElseThrow());
        assertEquals(302, again.status());
        assertEquals(404, forged.status());
        assertEquals(1, clicked.path("total").asInt());
        assertEquals(1, skipped.path("total").asInt());
        assertEquals(2, progress(id).path("clicks").asInt());
        assertEquals(200, unsubscribed.status());
        assertEquals(1, progress(id).at("/variants/0/unsubscribed").asInt());
        assertEquals(1, people(id, "unsubscribed").path("total").asInt());
        assertEquals(0, people(id, "bounced").path("total").asInt());
        List<String> told = story.path("entries")
                .valueStream()
                .map(entry ->
                        entry.path("name").asString() + entry.path("reason").asString(""))
                .toList();
        assertTrue(told.contains("News for ANNSpring Sale!"), told.toString());
        assertEquals(1, told.stream().filter("Email Clicked"::equals).count(), told.toString());
        assertEquals(1, told.stream().filter("Unsubscribed"::equals).count(), told.toString());
    }

    @Test
    void shouldKeepItsPaceAndGoOnAfterPauseAndRestartWithoutDuplicate() throws Exception {
        for (int person = 0; person < 5; person++) {
            person("slow" + person, "slow", true);
        }
        String id = campaign("slow", Map.of("perMinute", 2));
        act(id, "start");
        awaitSent(id, 2);
        act(id, "pause");
        shop.restart();
        shop.later(Duration.ofMinutes(10));
        Answer conflict = shop.server().delete(CAMPAIGNS + "/" + id);
        assertEquals(2, sent(id));

        act(id, "resume");
        awaitSent(id, 4);
        shop.later(Duration.ofSeconds(61));
        awaitStatus(id, "done");

        assertEquals(409, conflict.status());
        for (int person = 0; person < 5; person++) {
            assertEquals(1, received("slow" + person).size());
        }
    }

    @Test
    void shouldSendTheSubjectThatMorePeopleFollowed() throws Exception {
        for (int person = 0; person < 10; person++) {
            person("taste" + person, "taste", true);
        }
        Map<String, Object> test = Map.of("subject", "Other", "share", 40, "after", "PT1H");
        String id = campaign("taste", Map.of("test", test));
        act(id, "start");
        awaitSent(id, 4);
        MimeMessage other = Arrays.stream(shop.mail.getReceivedMessages())
                .filter(message -> subject(message).equals("Other"))
                .findFirst()
                .orElseThrow();
        shop.server().send("GET", find(html(other), "https://shop.example(/c/[^\"]+)"), "", Map.of());
        Await.until("the test is over", () -> progressOf(id).has("chosenAt"));
        assertEquals(4, sent(id));

        shop.later(Duration.ofMinutes(61));
        awaitStatus(id, "done");
        JsonNode progress = progress(id);

        assertEquals(2, progress.path("winner").asInt());
        assertFalse(progress.path("verdict").path("clear").asBoolean(), "one click of two messages proves nothing");
        assertEquals(2, progress.path("verdict").path("ahead").asInt());
        assertEquals(2, progress.path("variants").get(0).path("sent").asInt());
        assertEquals(8, progress.path("variants").get(1).path("sent").asInt());
    }

    /** The last one: the usual mail server is gone after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldWriteToEverybodyOnceHoweverBadTheMailServerIs() throws Exception {
        List<String> good = List.of("good1", "good2", "good3", "good4", "good5", "good6");
        List<String> all = new ArrayList<>(List.of("slow1", "slow2", "later", "nobody", "lost"));
        all.addAll(good);
        for (String person : all) {
            person(person, "bad", true);
        }
        String id = campaign("bad", Map.of());
        int port = shop.mail.getSmtp().getPort();
        shop.mail.stop();
        act(id, "start");
        Await.until(
                "a first try",
                () -> messagesOf(id)
                        .valueStream()
                        .anyMatch(message -> message.path("reason").asString("").contains("cannot be used")));
        act(id, "pause");
        Await.until("nothing waits in the outbox", () -> messagesOf(id).isEmpty());

        CountDownLatch patience = new CountDownLatch(1);
        try (MailCounterpart mail = new MailCounterpart(port, (to, time) -> bad(to, time, patience))) {
            act(id, "resume");
            Await.until(
                    "everybody else has it while two answers do not come",
                    () -> mail.taken().keySet().containsAll(mails(good)));
            assertEquals(Set.of(), kept(mail.taken().keySet(), mails(List.of("slow1", "slow2"))));
            act(id, "pause");
            patience.countDown();
            Await.until(
                    "the two are through", () -> mail.taken().keySet().containsAll(mails(List.of("slow1", "slow2"))));
            shop.later(Duration.ofMinutes(2));
            act(id, "resume");
            awaitStatus(id, "done");
            shop.later(Duration.ofDays(1));

            JsonNode variant = progress(id).path("variants").get(0);
            assertEquals(9, variant.path("sent").asInt(), variant.toString());
            assertEquals(1, variant.path("failed").asInt(), variant.toString());
            assertEquals(1, variant.path("unknown").asInt(), variant.toString());
            assertEquals(Integer.toString(shop.personNumber("lost")), onlyOne(id, "unknown"));
            assertEquals(Integer.toString(shop.personNumber("nobody")), onlyOne(id, "failed"));
            all.remove("nobody");
            assertEquals(new TreeSet<>(mails(all)), mail.taken().keySet());
            assertTrue(
                    mail.taken().values().stream().allMatch(times -> times == 1),
                    mail.taken().toString());
        } finally {
            patience.countDown();
        }
    }

    private static MailCounterpart.Manner bad(String to, int time, CountDownLatch patience)
            throws InterruptedException {
        return switch (to.substring(0, to.indexOf('@'))) {
            case "slow1", "slow2" -> {
                patience.await();
                yield MailCounterpart.Manner.TAKE;
            }
            case "later" -> time == 1 ? MailCounterpart.Manner.POSTPONE : MailCounterpart.Manner.TAKE;
            case "nobody" -> MailCounterpart.Manner.REFUSE;
            case "lost" -> MailCounterpart.Manner.DROP;
            default -> MailCounterpart.Manner.TAKE;
        };
    }

    private static List<String> mails(List<String> people) {
        return people.stream()
                .map(person -> person + "@example.com News for " + person.toUpperCase(Locale.ROOT))
                .toList();
    }

    private static Set<String> kept(Set<String> all, List<String> wanted) {
        return all.stream().filter(wanted::contains).collect(Collectors.toSet());
    }

    private String onlyOne(String id, String value) throws Exception {
        JsonNode found = people(id, value);
        assertEquals(1, found.path("total").asInt(), found.toString());
        return found.path("people").path(0).path("id").asString();
    }

    @Test
    void shouldTellOfOpeningOnlyWhereThePersonAgreed() throws Exception {
        person("shy", "openers", true);
        person("open", "openers", true);
        shop.accept(event("open", Map.of("consent.analytics", true)));
        shop.server().percorso().awaitProjection();
        shop.server().put(FlowShop.API + "/email/measuring", Map.of("clicks", true, "opens", true));
        String id = campaign("openers", Map.of());
        act(id, "start");
        awaitStatus(id, "done");
        String image = find(html(received("open").getFirst()), "https://shop.example(/o/[^\"]+)");
        Answer point = shop.server().send("GET", image, "", Map.of());
        shop.server().put(FlowShop.API + "/email/measuring", Map.of("clicks", true, "opens", false));

        assertTrue(!html(received("shy").getFirst()).contains("/o/"));
        assertEquals("image/gif", point.header("content-type").orElseThrow());
        assertEquals(1, progress(id).path("variants").get(0).path("opened").asInt());
        assertEquals(1, people(id, "opened").path("total").asInt());
    }

    // ---------------------------------------------------------------- what the tests say
}
