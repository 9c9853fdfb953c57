package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Templates as they are written: versions, previews, pictures, products and saved blocks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplatesTest {
    private FlowShop shop;
    private int pictures;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        shop = new FlowShop(folder);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldKeepVersionsAndBringThemBack() throws Exception {
        String id = shop.server()
                .post(MailTemplates.PATH, MailTemplates.twoLanguages("One", "Uno"))
                .json()
                .path("id")
                .asString();
        MailTemplates.save(shop, id, MailTemplates.twoLanguages("Two", "Due"), 1);
        MailTemplates.save(shop, id, MailTemplates.twoLanguages("Two", "Due"), 2);
        JsonNode restored = shop.server()
                .post(MailTemplates.PATH + "/" + id + "/versions/1/restore", Map.of())
                .json();
        JsonNode versions =
                shop.server().get(MailTemplates.PATH + "/" + id + "/versions").json();
        JsonNode second =
                shop.server().get(MailTemplates.PATH + "/" + id + "/versions/2").json();
        JsonNode list = shop.server().get(MailTemplates.PATH).json();

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
        Map<String, Object> draft = Map.of("content", MailTemplates.twoLanguages("Hi", "Ciao"), "language", "it");
        JsonNode preview =
                shop.server().post(MailTemplates.PATH + "/preview", draft).json();
        Answer test = shop.server().post(MailTemplates.PATH + "/test", draft);
        String me = shop.server().administrator().user().email();
        Answer broken = shop.server()
                .post(
                        MailTemplates.PATH,
                        MailTemplates.content(
                                "mjml",
                                Map.of("en", Map.of("subject", "x", "source", "<mjml>\n<mj-bdy></mj-bdy></mjml>"))));
        Answer noLiquid = shop.server()
                .post(
                        MailTemplates.PATH,
                        MailTemplates.content("html", Map.of("en", Map.of("subject", "x", "source", "\n{% if %}"))));

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

    /** Mail programs cannot sign in: who has the whole address sees the picture, and nothing else of the workspace. */
    @Test
    void shouldShowPicturesOfMailsUnderTheirSignedAddressesOnly() throws Exception {
        String picture = picture();
        Map<String, Object> image = Map.of(
                "type", "image", "id", "i", "picture", picture, "alt", "A cup", "decorative", false, "width", 100);
        JsonNode preview = shop.server()
                .post(
                        MailTemplates.PATH + "/preview",
                        Map.of(
                                "content",
                                MailTemplates.content(
                                        "blocks", Map.of("en", Map.of("subject", "Cup", "blocks", List.of(image))))))
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

    @Test
    void shouldShowProductsToThoseWhoAgreedAndSavedBlocksAsTheyAreWhenPublished() throws Exception {
        shop.person("leo", true);
        shop.person("kim", true);
        shop.person("pat", true);
        for (String other : List.of("kim", "pat")) {
            shop.track(other, "Product Viewed", Map.of("sku", "CUP", "product_name", "Cup"));
            shop.track(other, "Product Viewed", Map.of("sku", "POT", "product_name", "Pot", "price", 30));
        }
        shop.person("sam", true);
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
        Map<String, Object> content = MailTemplates.content(
                "blocks",
                Map.of(
                        "en",
                        Map.of(
                                "subject",
                                "Blocks",
                                "blocks",
                                List.of(seen, products, Map.of("type", "saved", "id", "x", "block", block)))));
        JsonNode created = shop.server().post(MailTemplates.PATH, content).json();
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
        shop.accept(new Event(
                "kim-agrees",
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of("kim"),
                Optional.empty(),
                shop.clock.instant(),
                Map.of(),
                Map.of("consent.analytics", true),
                "test"));
        shop.server().percorso().awaitProjection();
        String key = Base64.getEncoder().encodeToString((shop.site() + ":").getBytes(StandardCharsets.UTF_8));
        for (String[] product : new String[][] {{"POT", "Forged"}, {"LID", "Lid"}}) {
            Map<String, Object> properties =
                    Map.of("sku", product[0], "product_name", product[1], "product_url", "https://evil.example/");
            Map<String, Object> call = Map.of("userId", "kim", "event", "Product Viewed", "properties", properties);
            Answer taken =
                    shop.server().send("POST", "/v1/track", Json.text(call), Map.of("Authorization", "Basic " + key));
            assertEquals(200, taken.status(), taken.text());
        }
        shop.server().percorso().awaitProjection();
        Map<String, Object> list = MailTemplates.content(
                "html", Map.of("en", Map.of("subject", "x", "source", "<p>{{ products.viewed | json }}</p>")));
        Await.until(
                "what a server told of the pot is known",
                () -> seenBy("kim", list).contains("Pot"));
        String shown = seenBy("kim", list);
        JsonNode named = previewFor(
                "leo",
                MailTemplates.content(
                        "html",
                        Map.of(
                                "en",
                                Map.of(
                                        "subject",
                                        "The {{ products.recommended[0].name }} goes with it",
                                        "source",
                                        "<p>Hello</p>",
                                        "text",
                                        "{{ products.viewed[0].name }}"))));
        Map<String, Object> shared =
                Map.of("subject", "Blocks", "blocks", List.of(Map.of("type", "saved", "id", "x", "block", block)));
        JsonNode italian = shop.server()
                .post(
                        MailTemplates.PATH + "/preview",
                        Map.of(
                                "content",
                                MailTemplates.content("blocks", Map.of("en", shared, "it", shared)),
                                "language",
                                "it"))
                .json();
        JsonNode blocks = shop.server().get(FlowShop.API + "/email-blocks").json();
        Answer noLanguage = shop.server()
                .put(
                        FlowShop.API + "/email-blocks/" + block,
                        Map.of("name", "Help", "blocks", List.of(), "variants", Map.of("Italian", List.of())));
        JsonNode brand = shop.server().get(FlowShop.API + "/brand").json();
        JsonNode findings = shop.server()
                .post(MailTemplates.PATH + "/check", Map.of("content", content))
                .json();

        assertEquals(List.of(), OpenApi.load().faults("EmailTemplate", created));
        assertEquals(List.of(), OpenApi.load().faults("Brand", brand));
        assertEquals(List.of(), OpenApi.load().faults("EmailFinding", findings.get(0)));
        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("the template Greeting"), refused.text());
        String text = mine.path("text").asString();
        assertTrue(text.indexOf("Cup") >= 0 && text.indexOf("Pot") > text.indexOf("Cup"), text);
        assertTrue(text.contains("30.00"), text);
        assertTrue(shown.contains("Lid"), shown);
        assertFalse(shown.contains("evil.example"), shown);
        assertFalse(shown.contains("Forged"), shown);
        assertEquals("The Pot goes with it", named.path("subject").asString());
        assertTrue(named.path("text").asString().startsWith("Cup"), named.toString());
        assertTrue(italian.path("text").asString().contains("Chiamaci"), italian.toString());
        assertEquals(List.of(), OpenApi.load().faults("SavedEmailBlock", blocks.get(0)));
        assertEquals(422, noLanguage.status(), noLanguage.text());
        assertTrue(text.contains("Ask us") && later.path("text").asString().contains("Call us"), text);
    }

    private String seenBy(String person, Map<String, Object> content) {
        try {
            return previewFor(person, content).path("html").asString();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private JsonNode previewFor(String person, Map<String, Object> content) throws Exception {
        return shop.server()
                .post(
                        MailTemplates.PATH + "/preview",
                        Map.of("content", content, "person", Integer.toString(shop.personNumber(person))))
                .json();
    }

    private static Map<String, Object> text(String id, String text) {
        return Map.of("type", "text", "id", id, "text", text, "align", "left");
    }

    private static String subject(JsonNode template) {
        return template.path("variants").path("en").path("subject").asString();
    }
}
