package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who did not agree to profiling has no journey of their own for marketing, and is in the reports all the same. */
class ConsentInFlowsTest {
    private static final String HELLO = """
            {"entry": {"type": "event", "match": {"event": "Hello"}, "next": "wait"}, "reentry": "always",
             "steps": [
               {"id": "wait", "type": "wait", "duration": "PT1H", "next": "mail"},
               {"id": "mail", "type": "email", "subject": "Hello", "purpose": "PURPOSE", "body": "<p>x</p>",
                "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;
    private static final String MARKETING = HELLO.replace("PURPOSE", "marketing");

    private static final String AT_ONCE = """
            {"entry": {"type": "event", "match": {"event": "Hello"}, "next": "mail"}, "reentry": "always",
             "steps": [
               {"id": "mail", "type": "email", "subject": "Hello", "purpose": "marketing", "body": "<p>x</p>",
                "next": "end"},
               {"id": "end", "type": "exit"}]}
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

    private void withdraw(String person, String purpose) throws IOException, InterruptedException {
        assertEquals(
                200,
                shop.server()
                        .post(
                                FlowShop.API + "/people/" + shop.personNumber(person) + "/consent",
                                Map.of("purpose", purpose, "granted", false, "note", "on the phone"))
                        .status());
    }

    @Test
    void shouldLetOnlyThoseIntoFlowsThatAdvertiseWhoAgreedToProfiling() throws Exception {
        String advertising = shop.publish(MARKETING);
        String receipts = shop.publish(HELLO.replace("PURPOSE", "transactional"));
        shop.track("bob", "Hello", Map.of());
        shop.person("ann", true);
        shop.track("ann", "Hello", Map.of());
        shop.awaitCount(receipts, "entered", 2);
        shop.awaitCount(advertising, "entered", 1);

        withdraw("ann", "profiling");
        shop.later(Duration.ofHours(2));
        shop.awaitCount(advertising, "exited", 1);
        shop.awaitCount(receipts, "exited", 2);

        shop.awaitMessages("SENT", 1);

        assertEquals(1, shop.counts(advertising).path("entered").asInt());
        assertEquals(List.of("ann@example.com: Hello"), shop.received());
        assertEquals(
                2, shop.server().percorso().journeys().snapshot(FlowShop.SHOP).eventCount());
    }

    @Test
    void shouldNotSendWhatWasQueuedBeforeAWithdrawal() throws Exception {
        shop.publish(AT_ONCE);
        shop.person("ann", true);
        int port = shop.mail.getSmtp().getPort();
        shop.mail.stop();
        shop.track("ann", "Hello", Map.of());
        Await.until(
                "a first try",
                () -> shop.messages().path(0).path("reason").asString("").contains("cannot be used"));

        withdraw("ann", "profiling");
        com.icegreen.greenmail.util.GreenMail back = new com.icegreen.greenmail.util.GreenMail(
                new com.icegreen.greenmail.util.ServerSetup(port, "127.0.0.1", "smtp"));
        back.start();
        try {
            shop.later(Duration.ofMinutes(1));
            shop.awaitMessages("SKIPPED", 1);
            assertEquals(0, back.getReceivedMessages().length);
            assertEquals(
                    "no consent to profiling, which advertising needs",
                    shop.messages().path(0).path("reason").asString());
        } finally {
            back.stop();
        }
    }
}
