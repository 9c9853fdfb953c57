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
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
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
    private static final String TEMPLATES = FlowShop.API + "/templates";
    private static final String MJML =
            "<mjml><mj-body><mj-section><mj-column><mj-text>%s {{ person.firstName }}</mj-text>"
                    + "<mj-button href=\"https://shop.example.org/go?to={{ person.firstName }}\">%s</mj-button>"
                    + "<mj-text><a href=\"{{ unsubscribe_url }}\">x</a></mj-text></mj-column></mj-section></mj-body></mjml>";

    private FlowShop shop;
    private Path folder = Path.of("");
    private int events;
    private int pictures;

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
        JsonNode created =
                shop.server().post(TEMPLATES, twoLanguages("Hello", "Ciao")).json();
        String id = created.path("id").asString();
        String flow = shop.publish(flowWith(id, "start"));
        Answer saved = save(id, twoLanguages("Later", "Dopo"), 1);
        Answer stale = save(id, twoLanguages("Never", "Mai"), 1);
        track("ugo", "start");
        track("ann", "start");
        Await.until(
                "both have mail",
                () -> mailsTo("ugo").size() == 1 && mailsTo("ann").size() == 1);
        Document italian = Jsoup.parse(html(mailsTo("ugo").getFirst()));
        Document english = Jsoup.parse(html(mailsTo("ann").getFirst()));
        JsonNode uses = shop.server().get(TEMPLATES + "/" + id + "/uses").json();
        Answer refused = shop.server().delete(TEMPLATES + "/" + id);

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
                .post(TEMPLATES, twoLanguages("Sale", "Saldi"))
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
        Answer refused = shop.server().delete(TEMPLATES + "/" + id);
        content.put("template", "nosuch");
        Answer unknown = shop.server().post(FlowShop.API + "/campaigns", content);
        shop.server().post(path + "/start", Map.of());
        Await.until("the campaign arrives", () -> mailsTo("max").size() == 1);
        Await.until("it is done", () -> status(path).equals("done"));
        JsonNode progress = shop.server().get(path + "/progress").json();
        Answer deleted = shop.server().delete(TEMPLATES + "/" + id);
        Answer back = shop.server().post(TEMPLATES + "/" + id + "/restore", Map.of());

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

    @Test
    void shouldKeepVersionsAndBringThemBack() throws Exception {
        String id = shop.server()
                .post(TEMPLATES, twoLanguages("One", "Uno"))
                .json()
                .path("id")
                .asString();
        save(id, twoLanguages("Two", "Due"), 1);
        save(id, twoLanguages("Two", "Due"), 2);
        JsonNode restored = shop.server()
                .post(TEMPLATES + "/" + id + "/versions/1/restore", Map.of())
                .json();
        JsonNode versions =
                shop.server().get(TEMPLATES + "/" + id + "/versions").json();
        JsonNode second =
                shop.server().get(TEMPLATES + "/" + id + "/versions/2").json();
        JsonNode list = shop.server().get(TEMPLATES).json();

        assertEquals("One {{ person.firstName }}", subject(restored));
        assertEquals("Two {{ person.firstName }}", subject(second));
        assertEquals(
                List.of(3, 2, 1),
                versions.valueStream().map(one -> one.path("revision").asInt()).toList());
        assertEquals(List.of(), OpenApi.load().faults("EmailTemplateVersion", versions.get(0)));
        assertEquals(List.of(), OpenApi.load().faults("EmailTemplateSummary", list.get(0)));
    }

    @Test
    void shouldPreviewAndTestAndSayWhatIsWrong() throws Exception {
        Map<String, Object> draft = Map.of("content", twoLanguages("Hi", "Ciao"), "language", "it");
        JsonNode preview = shop.server().post(TEMPLATES + "/preview", draft).json();
        Answer test = shop.server().post(TEMPLATES + "/test", draft);
        String me = shop.server().administrator().user().email();
        Answer broken = shop.server()
                .post(
                        TEMPLATES,
                        content(
                                "mjml",
                                Map.of("en", Map.of("subject", "x", "source", "<mjml>\n<mj-bdy></mj-bdy></mjml>"))));
        Answer noLiquid = shop.server()
                .post(TEMPLATES, content("html", Map.of("en", Map.of("subject", "x", "source", "\n{% if %}"))));

        assertEquals(List.of(), OpenApi.load().faults("EmailPreview", preview));
        assertEquals("Ciao Anna", preview.path("subject").asString());
        assertEquals("Presto", preview.path("preheader").asString());
        assertEquals(200, test.status(), test.text());
        assertEquals(me, test.json().path("to").asString());
        Await.until("the test arrives", () -> shop.received().contains(me + ": [Test] Ciao Anna"));
        assertEquals(422, broken.status());
        assertTrue(broken.text().contains("line 2: there is no tag <mj-bdy>; did you mean <mj-body>?"), broken.text());
        assertTrue(noLiquid.text().contains("line 2"), noLiquid.text());
    }

    /** The last one: whoever is signed in is not after it. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldForgetTheMailOfFlowsThatWereDeleted() throws Exception {
        String template = shop.server()
                .post(TEMPLATES, twoLanguages("Gone", "Via"))
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

    /** Mail programs cannot sign in: who has the whole address sees the picture, and nothing else of the workspace. */
    @Test
    void shouldShowPicturesOfMailsUnderTheirSignedAddressesOnly() throws Exception {
        String picture = picture();
        Map<String, Object> image = Map.of(
                "type", "image", "id", "i", "picture", picture, "alt", "A cup", "decorative", false, "width", 100);
        JsonNode preview = shop.server()
                .post(
                        TEMPLATES + "/preview",
                        Map.of(
                                "content",
                                content("blocks", Map.of("en", Map.of("subject", "Cup", "blocks", List.of(image))))))
                .json();
        String address = Jsoup.parse(preview.path("html").asString())
                .expectFirst("img[alt=A cup]")
                .attr("src");
        Answer shown = anybody(address);
        String start = "/i/shop/" + picture + "/";

        assertTrue(address.startsWith(start), address);
        assertEquals(200, shown.status(), shown.text());
        assertEquals(Optional.of("image/png"), shown.header("Content-Type"));
        assertEquals(Optional.of("public, max-age=31536000, immutable"), shown.header("Cache-Control"));
        assertEquals(Optional.of("cross-origin"), shown.header("Cross-Origin-Resource-Policy"));
        assertEquals(Optional.of("nosniff"), shown.header("X-Content-Type-Options"));
        assertEquals(Optional.empty(), shown.header("Set-Cookie"));
        assertEquals(404, anybody(address + "x").status());
        assertEquals(
                404,
                anybody(address.replace(start, "/i/shop/" + picture() + "/")).status(),
                "of another picture");
        assertEquals(404, anybody(address.replace("/i/shop/", "/i/other/")).status(), "of another workspace");
    }

    private Answer anybody(String path) throws Exception {
        return shop.server().send("GET", path, "", Map.of());
    }

    private String picture() throws Exception {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(pictures++, 0, 0x80ff0000);
        ImageIO.write(image, "png", png);
        Map<String, String> headers = new HashMap<>(shop.server().session());
        headers.put("Content-Type", "application/octet-stream");
        return shop.server()
                .send("POST", FlowShop.API + "/pictures", png.toByteArray(), headers)
                .json()
                .path("id")
                .asString();
    }

    private boolean isChanged(String flow) throws Exception {
        return shop.server()
                .get(FlowShop.API + "/flows/" + flow)
                .json()
                .path("changed")
                .asBoolean();
    }

    @Test
    void shouldShowProductsToThoseWhoAgreedAndSavedBlocksAsTheyAreWhenPublished() throws Exception {
        person("leo", Map.of("firstName", "Leo"));
        person("kim", Map.of("firstName", "Kim"));
        person("pat", Map.of("firstName", "Pat"));
        for (String other : List.of("kim", "pat")) {
            shop.track(other, "Product Viewed", Map.of("sku", "CUP", "product_name", "Cup"));
            shop.track(other, "Product Viewed", Map.of("sku", "POT", "product_name", "Pot", "price", 30));
        }
        person("sam", Map.of("firstName", "Sam"));
        shop.track("sam", "Product Viewed", Map.of("sku", "MUG", "product_name", "Mug"));
        shop.track("leo", "Product Viewed", Map.of("sku", "CUP", "product_name", "Cup"));
        shop.server().percorso().awaitProjection();
        String block = shop.server()
                .post(FlowShop.API + "/email-blocks", Map.of("name", "Help", "blocks", List.of(text("h", "Ask us"))))
                .json()
                .path("id")
                .asString();
        Map<String, Object> products =
                Map.of("type", "products", "id", "p", "source", "recommended", "most", 2, "label", "", "url", "");
        Map<String, Object> seen =
                Map.of("type", "products", "id", "s", "source", "viewed", "most", 2, "label", "", "url", "");
        Map<String, Object> content = content(
                "blocks",
                Map.of(
                        "en",
                        Map.of(
                                "subject",
                                "Blocks",
                                "blocks",
                                List.of(seen, products, Map.of("type", "saved", "id", "x", "block", block)))));
        JsonNode created = shop.server().post(TEMPLATES, content).json();
        Answer refused = shop.server().delete(FlowShop.API + "/email-blocks/" + block);
        JsonNode mine = previewFor("leo", content);
        shop.server()
                .put(
                        FlowShop.API + "/email-blocks/" + block,
                        Map.of(
                                "name",
                                "Help",
                                "blocks",
                                List.of(text("h", "Call us")),
                                "variants",
                                Map.of("it", List.of(text("h", "Chiamaci")))));
        JsonNode later = previewFor("leo", content);
        Map<String, Object> shared =
                Map.of("subject", "Blocks", "blocks", List.of(Map.of("type", "saved", "id", "x", "block", block)));
        JsonNode italian = shop.server()
                .post(
                        TEMPLATES + "/preview",
                        Map.of("content", content("blocks", Map.of("en", shared, "it", shared)), "language", "it"))
                .json();
        JsonNode blocks = shop.server().get(FlowShop.API + "/email-blocks").json();
        Answer noLanguage = shop.server()
                .put(
                        FlowShop.API + "/email-blocks/" + block,
                        Map.of("name", "Help", "blocks", List.of(), "variants", Map.of("Italian", List.of())));
        JsonNode brand = shop.server().get(FlowShop.API + "/brand").json();
        JsonNode findings = shop.server()
                .post(TEMPLATES + "/check", Map.of("content", content))
                .json();

        assertEquals(List.of(), OpenApi.load().faults("EmailTemplate", created));
        assertEquals(List.of(), OpenApi.load().faults("Brand", brand));
        assertEquals(List.of(), OpenApi.load().faults("EmailFinding", findings.get(0)));
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("the template Greeting"), refused.text());
        String text = mine.path("text").asString();
        assertTrue(text.indexOf("Cup") >= 0 && text.indexOf("Pot") > text.indexOf("Cup"), text);
        assertTrue(text.contains("30.00"), text);
        assertTrue(italian.path("text").asString().contains("Chiamaci"), italian.toString());
        assertEquals(List.of(), OpenApi.load().faults("SavedEmailBlock", blocks.get(0)));
        assertEquals(422, noLanguage.status(), noLanguage.text());
        assertTrue(text.contains("Ask us") && later.path("text").asString().contains("Call us"), text);
    }

    private JsonNode previewFor(String person, Map<String, Object> content) throws Exception {
        return shop.server()
                .post(
                        TEMPLATES + "/preview",
                        Map.of("content", content, "person", Integer.toString(shop.personNumber(person))))
                .json();
    }

    private static Map<String, Object> text(String id, String text) {
        return Map.of("type", "text", "id", id, "text", text, "align", "left");
    }

    private String status(String path) {
        try {
            return shop.server().get(path).json().path("status").asString();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static String subject(JsonNode template) {
        return template.path("variants").path("en").path("subject").asString();
    }

    private Answer save(String id, Object content, long revision) throws Exception {
        return shop.server().put(TEMPLATES + "/" + id, Map.of("content", content, "revision", revision));
    }

    private static Map<String, Object> content(String format, Map<String, Object> variants) {
        return Map.of("name", "Greeting", "format", format, "language", "en", "variants", variants);
    }

    private static Map<String, Object> twoLanguages(String english, String italian) {
        return content(
                "mjml",
                Map.of(
                        "en",
                        Map.of(
                                "subject",
                                english + " {{ person.firstName }}",
                                "preheader",
                                "Soon",
                                "source",
                                MJML.formatted(english, "Go now")),
                        "it",
                        Map.of(
                                "subject",
                                italian + " {{ person.firstName }}",
                                "preheader",
                                "Presto",
                                "source",
                                MJML.formatted(italian, "Vai"))));
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
