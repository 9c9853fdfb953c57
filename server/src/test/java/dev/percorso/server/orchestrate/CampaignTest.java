package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.MailCounterpart;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Campaigns against a real mail server; each test has people of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CampaignTest {
    private static final String CAMPAIGNS = FlowShop.API + "/campaigns";
    private static final String BODY = "<p>Hello {{ person.firstName }}</p><a href=\"https://shop.example.org/sale?a=1"
            + "&amp;b=2#top\">Sale</a> <a href=\"https://shop.example.org/{{ person.firstName }}\">Yours</a>"
            + "<a href=\"{{ unsubscribe_url }}\">No more</a>";

    private static final String SURVEY = """
            {"name": "How was it", "active": true,
             "questions": [{"id": "q", "kind": "nps", "required": true, "wording": {"en": {"text": "Well?"}}}],
             "texts": {"en": {"send": "Send", "thanks": "Thanks"}}}
            """;

    private FlowShop shop;
    private int events;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        shop = new FlowShop(folder);
    }

    @AfterAll
    void close() {
        shop.close();
    }

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
    void shouldStartWholeCampaignsOnlyAndAtTheirTime() throws Exception {
        person("later", "later", true);
        String empty = shop.server()
                .post(CAMPAIGNS, Map.of("name", "Empty", "subject", "", "body", "", "tagLinks", true))
                .json()
                .path("id")
                .asString();
        Answer unfinished = shop.server().post(CAMPAIGNS + "/" + empty + "/start", Map.of());
        String id = campaign(
                "later",
                Map.of("startAt", shop.clock.instant().plusSeconds(3_600).toString()));
        act(id, "start");
        act(id, "pause");
        JsonNode draft = shop.server().get(CAMPAIGNS + "/" + id).json();
        act(id, "start");
        Answer changed =
                shop.server().put(CAMPAIGNS + "/" + id, Map.of("content", content("later", Map.of()), "revision", 1));
        shop.later(Duration.ofMinutes(61));
        awaitStatus(id, "done");

        assertEquals(422, unfinished.status());
        assertEquals(3, unfinished.json().path("errors").size());
        assertEquals("draft", draft.path("status").asString());
        assertEquals(409, changed.status());
        assertEquals(1, received("later").size());
    }

    @Test
    void shouldReachEachPersonOnceAtTheirOwnHour() throws Exception {
        Instant now = shop.clock.instant();
        active("owl", 6, now.minus(Duration.ofHours(21)));
        active("lark", 6, now.minus(Duration.ofHours(19)));
        active("rare", 1, now.minus(Duration.ofHours(2)));
        active("crowd", 40, now.minus(Duration.ofHours(16)));
        person("owl", "hours", true);
        shop.accept(event("lark", Map.of("timezone", "America/New_York")));
        person("lark", "hours", true);
        person("rare", "hours", true);
        JsonNode reach = shop.server()
                .post(CAMPAIGNS + "/reach", Map.of("segment", shop.segment("kind", "hours"), "timing", "bestHour"))
                .json();
        String id = campaign("hours", Map.of("timing", "bestHour"));
        act(id, "start");
        Await.until(
                "all wait for their hour",
                () -> progressOf(id).path("forTheirHour").asInt() == 3);
        JsonNode waiting = people(id, "forTheirHour");
        shop.later(Duration.ofHours(3));
        awaitSent(id, 1);
        assertEquals(1, received("owl").size());
        act(id, "pause");
        shop.restart();
        act(id, "resume");
        shop.later(Duration.ofHours(2));
        awaitSent(id, 2);
        assertEquals(1, received("lark").size());
        act(id, "pause");
        shop.later(Duration.ofHours(5));
        act(id, "resume");
        JsonNode later = progress(id);
        shop.later(Duration.ofHours(22));
        awaitStatus(id, "done");

        assertEquals(List.of(), OpenApi.load().faults("CampaignReach", reach));
        assertEquals(2, reach.path("spread").path("own").asInt(), reach.toString());
        int usual =
                now.plus(Duration.ofHours(8)).atZone(ZoneId.of("Europe/Rome")).getHour();
        assertEquals(usual, reach.path("spread").path("usualHour").asInt());
        assertEquals(List.of(), OpenApi.load().faults("CampaignProgress", later));
        assertEquals(3, waiting.path("total").asInt());
        assertEquals(1, later.path("forTheirHour").asInt(), "the hour that passed in the pause comes again");
        assertEquals(
                now.plus(Duration.ofHours(32)).truncatedTo(ChronoUnit.HOURS).toString(),
                later.path("lastAt").asString());
        for (String person : List.of("owl", "lark", "rare")) {
            assertEquals(1, received(person).size(), person);
        }
    }

    @Test
    void shouldReachEachPersonWhenTheirClockShowsTheTime() throws Exception {
        for (String zone : List.of("Asia/Tokyo", "Europe/Rome", "America/Lima")) {
            shop.accept(event(place(zone), Map.of("timezone", zone)));
            person(place(zone), "clocks", true);
        }
        String startAt = shop.clock.instant().plusSeconds(3_600).toString();
        String timeless = campaign("clocks", Map.of("timing", "localTime"));
        Answer refused = shop.server().post(CAMPAIGNS + "/" + timeless + "/start", Map.of());
        String id = campaign("clocks", Map.of("timing", "localTime", "startAt", startAt));
        act(id, "start");
        awaitSent(id, 1);
        JsonNode first = progress(id);
        shop.later(Duration.ofMinutes(61));
        awaitSent(id, 2);
        int inRome = received("rome").size();
        shop.later(Duration.ofHours(6));
        awaitStatus(id, "done");

        assertEquals(422, refused.status(), refused.text());
        assertEquals(1, received("tokyo").size(), "who is past the time gets it at once");
        assertEquals(2, first.path("forTheirHour").asInt());
        assertEquals(1, inRome);
        assertEquals(1, received("lima").size());
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

    private void person(String id, String group, boolean consents) throws InterruptedException {
        shop.accept(event(
                id,
                Map.of(
                        "email",
                        id + "@example.com",
                        "firstName",
                        id.toUpperCase(Locale.ROOT),
                        "kind",
                        group,
                        "email_consent",
                        consents,
                        "consent.profiling",
                        true)));
        shop.server().percorso().awaitProjection();
    }

    private void active(String id, int times, Instant at) {
        for (int time = 0; time < times; time++) {
            shop.accept(new Event(
                    "campaign" + events++,
                    Event.Kind.TRACK,
                    "Looked",
                    Optional.empty(),
                    Optional.of(id),
                    Optional.empty(),
                    at,
                    Map.of(),
                    Map.of(),
                    "test"));
        }
    }

    private static String place(String zone) {
        return zone.substring(zone.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    private Event event(String id, Map<String, Object> traits) {
        return new Event(
                "campaign" + events++,
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                traits,
                "test");
    }

    /** A draft for the people of a group. */
    private String campaign(String group, Map<String, Object> more) throws Exception {
        Answer created = shop.server().post(CAMPAIGNS, content(group, more));
        assertEquals(201, created.status(), created.text());
        return created.json().path("id").asString();
    }

    private Map<String, Object> content(String group, Map<String, Object> more) throws Exception {
        Map<String, Object> content = new LinkedHashMap<>(Map.of(
                "name",
                group,
                "segment",
                shop.segment("kind", group),
                "subject",
                "News for {{ person.firstName }}",
                "body",
                BODY,
                "tagLinks",
                true));
        content.putAll(more);
        return content;
    }

    private void act(String id, String action) throws Exception {
        Answer answer = shop.server().post(CAMPAIGNS + "/" + id + "/" + action, Map.of());
        assertEquals(200, answer.status(), answer.text());
    }

    private JsonNode progress(String id) throws Exception {
        return shop.server().get(CAMPAIGNS + "/" + id + "/progress").json();
    }

    private JsonNode progressOf(String id) {
        try {
            return progress(id);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private JsonNode messagesOf(String id) {
        try {
            return shop.server().get(FlowShop.API + "/messages?flow=" + id).json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private int sent(String id) {
        return progressOf(id)
                .path("variants")
                .valueStream()
                .mapToInt(variant -> variant.path("sent").asInt())
                .sum();
    }

    private void awaitSent(String id, int expected) throws InterruptedException {
        Await.until(expected + " messages are sent", () -> sent(id) == expected);
    }

    private void awaitStatus(String id, String status) throws InterruptedException {
        Await.until(
                "the campaign is " + status,
                () -> progressOf(id).path("status").asString().equals(status));
    }

    private JsonNode people(String id, String value) throws Exception {
        return shop.server()
                .post(FlowShop.API + "/reports/people", Map.of("kind", "campaign", "flow", id, "value", value))
                .json();
    }

    private List<MimeMessage> received(String person) {
        return Arrays.stream(shop.mail.getReceivedMessages())
                .filter(message -> to(message).equals(person + "@example.com"))
                .toList();
    }

    private static String to(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    private static String html(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
    }

    private static String find(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }
}
