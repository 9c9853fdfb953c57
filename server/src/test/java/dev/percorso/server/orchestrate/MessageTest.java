package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.store.Database;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MessageTest {
    private static final String HELLO = """
            {"entry": {"type": "event", "match": {"event": "Hello"}, "next": "mail"}, "reentry": "always",
             "steps": [
               {"id": "mail", "type": "email", "subject": "Hello {{ person.firstName }}", "purpose": "PURPOSE",
                "body": "<p>Dear {{ person.firstName }}, {{ event.gift }} &amp; more</p>", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final String MARKETING = HELLO.replace("PURPOSE", "marketing");
    private static final String TRANSACTIONAL = HELLO.replace("PURPOSE", "transactional");

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
    void shouldPersonaliseEscapeAndOfferOneClickUnsubscribing() throws Exception {
        shop.publish(MARKETING);
        shop.person("ann", true);
        shop.track("ann", "Hello", Map.of("gift", "<b>Tea</b>"));
        shop.awaitMessages("SENT", 1);

        MimeMessage message = shop.mail.getReceivedMessages()[0];
        MimeMultipart parts = (MimeMultipart) message.getContent();
        String text = (String) parts.getBodyPart(0).getContent();
        String html = (String) parts.getBodyPart(1).getContent();
        String link = message.getHeader("List-Unsubscribe", null);

        JsonNode story = shop.server()
                .get(FlowShop.API + "/people/" + shop.personNumber("ann") + "/timeline")
                .json();

        assertEquals(List.of(), OpenApi.load().faults("Timeline", story));
        assertTrue(
                story.path("entries")
                        .valueStream()
                        .anyMatch(entry -> entry.path("reason").asString("").equals("Test flow, mail")),
                story.toString());
        assertEquals("Hello ANN", message.getSubject());
        assertEquals("List-Unsubscribe=One-Click", message.getHeader("List-Unsubscribe-Post", null));
        assertTrue(link.startsWith("<https://shop.example/u/"), link);
        assertTrue(html.contains("Dear ANN, &lt;b&gt;Tea&lt;/b&gt; &amp; more"), html);
        assertTrue(html.contains(link.substring(1, link.length() - 1)), html);
        assertTrue(text.startsWith("Dear ANN, <b>Tea</b> & more"), text);
        assertTrue(parts.getContentType().startsWith("multipart/alternative"), parts.getContentType());
        assertEquals(List.of(), OpenApi.load().faultsOfEach("Message", shop.messages()));
    }

    @Test
    void shouldSendMarketingOnlyWithConsentAndReceiptsWithout() throws Exception {
        shop.publish(MARKETING);
        shop.publish(TRANSACTIONAL);
        shop.person("ann", false);
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        shop.awaitMessages("SKIPPED", 1);
        shop.awaitMessages("SENT", 1);

        JsonNode skipped =
                shop.server().get(FlowShop.API + "/messages?status=SKIPPED").json();

        Map<String, String> headers = new HashMap<>(shop.server().session());
        headers.put("Accept-Language", "it-IT");
        JsonNode inItalian = shop.server()
                .send("GET", FlowShop.API + "/messages?status=SKIPPED", "", headers)
                .json();

        assertEquals(1, shop.received().size());
        assertEquals(
                "no consent to marketing by e-mail",
                skipped.get(0).path("reason").asString());
        assertEquals(
                "manca il consenso al marketing per e-mail",
                inItalian.get(0).path("reason").asString());
        assertEquals(null, shop.mail.getReceivedMessages()[0].getHeader("List-Unsubscribe", null));
    }

    @Test
    void shouldRememberWhatWasSentWhileTheDatabaseRefusesToWriteIt() throws Exception {
        shop.publish(TRANSACTIONAL);
        shop.person("ann", true);
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            database.run(handle -> handle.execute("""
                    CREATE TRIGGER refusal BEFORE UPDATE ON outbox WHEN NEW.status = 'SENT'
                    BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END
                    """));
            shop.track("ann", "Hello", Map.of("gift", "Tea"));
            Await.until("the mail server has the message", () -> shop.mail.getReceivedMessages().length == 1);
            shop.awaitMessages("SENDING", 1);
            database.run(handle -> handle.execute("DROP TRIGGER refusal"));
        }

        shop.awaitMessages("SENT", 1);

        assertEquals(1, shop.received().size());
    }

    @Test
    void shouldChangeNothingByLookingAndEverythingByUnsubscribing() throws Exception {
        shop.publish(MARKETING);
        shop.person("ann", "Ann@Example.com", true);
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        shop.awaitMessages("SENT", 1);
        String link = shop.mail.getReceivedMessages()[0].getHeader("List-Unsubscribe", null);
        String path = link.substring("<https://shop.example".length(), link.length() - 1);

        Answer look = shop.server().send("GET", path, "", Map.of());
        shop.later(Duration.ofMinutes(1));
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        shop.awaitMessages("SENT", 2);
        Answer done = shop.server()
                .send(
                        "POST",
                        path,
                        "List-Unsubscribe=One-Click",
                        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept-Language", "it-IT"));
        shop.later(Duration.ofMinutes(1));
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        shop.awaitMessages("SKIPPED", 1);
        Answer forged = shop.server().send("POST", path + "x", "", Map.of());

        assertEquals(200, look.status());
        assertEquals(200, done.status());
        assertTrue(done.text().contains("Iscrizione annullata"), done.text());
        assertEquals(404, forged.status());
        assertEquals(2, shop.received().size());
        assertEquals(
                "ann@example.com",
                shop.server()
                        .get(FlowShop.API + "/suppressions?search=ANN@example.com")
                        .json()
                        .at("/suppressions/0/address")
                        .asString());
    }

    @Test
    void shouldWaitForTheMailServerAndSendWhenItIsBack() throws Exception {
        shop.publish(MARKETING);
        shop.person("ann", true);
        int port = shop.mail.getSmtp().getPort();
        shop.mail.stop();
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        dev.percorso.server.Await.until(
                "a first try",
                () -> shop.messages().path(0).path("reason").asString("").contains("cannot be used"));
        assertFalse(shop.messages().get(0).has("sentAt"));

        com.icegreen.greenmail.util.GreenMail back = new com.icegreen.greenmail.util.GreenMail(
                new com.icegreen.greenmail.util.ServerSetup(port, "127.0.0.1", "smtp"));
        back.start();
        try {
            shop.later(Duration.ofMinutes(1));
            shop.awaitMessages("SENT", 1);
            assertEquals(1, back.getReceivedMessages().length);
        } finally {
            back.stop();
        }
    }

    @Test
    void shouldPreviewAsARealPersonAndNameFaultsOfTheTemplate() throws Exception {
        shop.publish(MARKETING);
        shop.person("ann", true);
        shop.track("ann", "Hello", Map.of("gift", "Tea"));
        shop.awaitMessages("SENT", 1);
        String person = Integer.toString(shop.personNumber("ann"));
        String preview = FlowShop.API + "/messages/preview";

        Answer real = shop.server()
                .post(preview, Map.of("subject", "Hi {{ person.firstName }}", "body", "<p>x</p>", "person", person));
        Answer sample = shop.server().post(preview, Map.of("subject", "Hi {{ person.firstName }}", "body", "<p>x</p>"));
        Answer wrong = shop.server().post(preview, Map.of("subject", "{% if %}", "body", "x"));

        assertEquals(List.of(), OpenApi.load().faults("RenderedMessage", real.json()));
        assertEquals("Hi ANN", real.json().path("subject").asString());
        assertEquals("Hi Anna", sample.json().path("subject").asString());
        assertEquals(422, wrong.status());
        assertEquals(
                "/subject", wrong.json().path("errors").get(0).path("field").asString());
    }
}
