package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.store.Database;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Templates from saving to the mailbox, with flows and campaigns that use them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TemplatesInMailTest {
    private FlowShop shop;
    private Path folder = Path.of("");
    private int events;

    @BeforeAll
    void open(@TempDir Path given) throws IOException, InterruptedException {
        folder = given;
        shop = new FlowShop(folder);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldSendInTheLanguageOfThePersonWhatWasSaidWhenTheFlowWasPublished() throws Exception {
        person("ugo", Map.of("firstName", "</td><script>{{ person.email }}<mj-text>", "locale", "it-IT"));
        person("ann", Map.of("firstName", "Ann"));
        JsonNode created = shop.server()
                .post(MailTemplates.PATH, MailTemplates.twoLanguages("Hello", "Ciao"))
                .json();
        String id = created.path("id").asString();
        String flow = shop.publish(flowWith(id, "start"));
        Answer saved = MailTemplates.save(shop, id, MailTemplates.twoLanguages("Later", "Dopo"), 1);
        Answer stale = MailTemplates.save(shop, id, MailTemplates.twoLanguages("Never", "Mai"), 1);
        track("ugo", "start");
        track("ann", "start");
        Await.until(
                "both have mail",
                () -> mailsTo("ugo").size() == 1 && mailsTo("ann").size() == 1);
        Document italian = Jsoup.parse(html(mailsTo("ugo").getFirst()));
        Document english = Jsoup.parse(html(mailsTo("ann").getFirst()));
        JsonNode uses =
                shop.server().get(MailTemplates.PATH + "/" + id + "/uses").json();
        Answer refused = shop.server().delete(MailTemplates.PATH + "/" + id);

        boolean changed = isChanged(flow);
        shop.server().post(FlowShop.API + "/flows/" + flow + "/publish", Map.of());
        boolean published = isChanged(flow);
        person("eva", Map.of("firstName", "Eva", "language", "IT"));
        track("eva", "start");
        Await.until("the new words arrive", () -> mailsTo("eva").size() == 1);

        assertEquals(List.of(), OpenApi.load().faults("EmailTemplate", created));
        assertEquals(List.of(), OpenApi.load().faults("EmailTemplateUse", uses.get(0)));
        assertEquals(200, saved.status(), saved.text());
        assertEquals(409, stale.status());
        assertTrue(changed, "there is something to publish");
        assertFalse(published, "everything is published");
        assertEquals(
                "Ciao </td><script>{{ person.email }}<mj-text>",
                mailsTo("ugo").getFirst().getSubject());
        assertEquals("it", italian.expectFirst("html").attr("lang"));
        assertEquals(0, italian.select("script, mj-text").size());
        assertTrue(italian.text().contains("Ciao </td><script>{{ person.email }}<mj-text>"), italian.text());
        assertTrue(italian.expectFirst("[data-preheader]").text().startsWith("Presto"), italian.text());
        assertEquals("Hello Ann", mailsTo("ann").getFirst().getSubject());
        assertTrue(english.text().contains("Go now"), english.text());
        assertEquals("Dopo Eva", mailsTo("eva").getFirst().getSubject());
        assertEquals(1, uses.get(0).path("revision").asInt());
        assertEquals(409, refused.status());
        assertTrue(refused.json().path("detail").asString().contains("flow Test flow"), refused.text());
        assertFalse(
                plain(mailsTo("ann").getFirst()).contains("Soon"),
                plain(mailsTo("ann").getFirst()));
    }

    @Test
    void shouldSendCampaignsWithTheTemplateAsItWasWhenTheyWereStarted() throws Exception {
        person("max", Map.of("firstName", "Max", "group", "camp", "language", "it"));
        String id = shop.server()
                .post(MailTemplates.PATH, MailTemplates.twoLanguages("Sale", "Saldi"))
                .json()
                .path("id")
                .asString();
        String segment = shop.server()
                .post(
                        FlowShop.API + "/segments",
                        Map.of(
                                "name",
                                "camp",
                                "condition",
                                FlowShop.tree(
                                        "{\"type\": \"trait\", \"trait\": \"group\", \"operator\": \"equals\", \"value\": \"camp\"}")))
                .json()
                .path("id")
                .asString();
        Map<String, Object> content = new LinkedHashMap<>(Map.of(
                "name",
                "With template",
                "segment",
                segment,
                "subject",
                "",
                "body",
                "",
                "tagLinks",
                true,
                "template",
                id));
        JsonNode campaign =
                shop.server().post(FlowShop.API + "/campaigns", content).json();
        String path = FlowShop.API + "/campaigns/" + campaign.path("id").asString();
        Answer refused = shop.server().delete(MailTemplates.PATH + "/" + id);
        content.put("template", "nosuch");
        Answer unknown = shop.server().post(FlowShop.API + "/campaigns", content);
        shop.server().post(path + "/start", Map.of());
        Await.until("the campaign arrives", () -> mailsTo("max").size() == 1);
        Await.until("it is done", () -> status(path).equals("done"));
        JsonNode progress = shop.server().get(path + "/progress").json();
        Answer deleted = shop.server().delete(MailTemplates.PATH + "/" + id);
        Answer back = shop.server().post(MailTemplates.PATH + "/" + id + "/restore", Map.of());

        assertEquals(List.of(), OpenApi.load().faults("Campaign", campaign));
        assertEquals(409, refused.status(), refused.text());
        assertEquals(422, unknown.status(), unknown.text());
        assertEquals("Saldi Max", mailsTo("max").getFirst().getSubject());
        assertEquals(
                "Sale {{ person.firstName }}",
                progress.path("variants").get(0).path("subject").asString());
        assertEquals(204, deleted.status(), deleted.text());
        assertEquals(200, back.status(), back.text());
    }

    /** The last one: whoever is signed in is not after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldForgetTheMailOfFlowsThatWereDeleted() throws Exception {
        String template = shop.server()
                .post(MailTemplates.PATH, MailTemplates.twoLanguages("Gone", "Via"))
                .json()
                .path("id")
                .asString();
        String gone = shop.publish(flowWith(template, "gone"));
        String kept = shop.publish(flowWith(template, "kept"));
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            assertEquals(1, editions(database, gone));
            shop.server().delete(FlowShop.API + "/flows/" + gone);
            shop.later(Duration.ofDays(2));
            Await.until("its mail is forgotten", () -> editions(database, gone) == 0);
            assertEquals(1, editions(database, kept));
        }
    }

    private static int editions(Database database, String holder) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM template_edition WHERE holder = ?")
                .bind(0, holder)
                .mapTo(Integer.class)
                .one());
    }

    private boolean isChanged(String flow) throws Exception {
        return shop.server()
                .get(FlowShop.API + "/flows/" + flow)
                .json()
                .path("changed")
                .asBoolean();
    }

    private String status(String path) {
        try {
            return shop.server().get(path).json().path("status").asString();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String flowWith(String template, String event) {
        return """
                {"entry": {"type": "event", "match": {"event": "%s"}, "next": "mail"},
                 "steps": [{"id": "mail", "type": "email", "template": "%s", "purpose": "transactional", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """.formatted(event, template);
    }

    private void person(String id, Map<String, Object> traits) {
        Map<String, Object> all = new LinkedHashMap<>(traits);
        all.put("email", id + "@example.com");
        all.put("email_consent", true);
        all.put("consent.profiling", true);
        accept(Event.Kind.IDENTIFY, id, "", all);
    }

    private void track(String id, String name) {
        accept(Event.Kind.TRACK, id, name, Map.of());
    }

    private void accept(Event.Kind kind, String id, String name, Map<String, Object> traits) {
        events++;
        shop.accept(new Event(
                "t" + events,
                kind,
                name,
                Optional.empty(),
                Optional.of(id),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                traits,
                "test"));
    }

    private List<MimeMessage> mailsTo(String id) {
        return Arrays.stream(shop.mail.getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(id + "@example.com");
                    } catch (jakarta.mail.MessagingException failure) {
                        throw new AssertionError(failure);
                    }
                })
                .toList();
    }

    private static String html(MimeMessage message) throws Exception {
        return part(message, 1);
    }

    private static String plain(MimeMessage message) throws Exception {
        return part(message, 0);
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return ((MimeMultipart) message.getContent())
                .getBodyPart(number)
                .getContent()
                .toString();
    }
}
