package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server with campaigns and a real mail server; each test has people of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CampaignScene {
    static final String CAMPAIGNS = FlowShop.API + "/campaigns";
    static final String BODY = "<p>Hello {{ person.firstName }}</p><a href=\"https://shop.example.org/sale?a=1"
            + "&amp;b=2#top\">Sale</a> <a href=\"https://shop.example.org/{{ person.firstName }}\">Yours</a>"
            + "<a href=\"{{ unsubscribe_url }}\">No more</a>";

    FlowShop shop;
    private int events;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException, InterruptedException {
        shop = new FlowShop(folder);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    void person(String id, String group, boolean consents) throws InterruptedException {
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

    void active(String id, int times, Instant at) {
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

    static String place(String zone) {
        return zone.substring(zone.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    }

    Event event(String id, Map<String, Object> traits) {
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
    String campaign(String group, Map<String, Object> more) throws Exception {
        Answer created = shop.server().post(CAMPAIGNS, content(group, more));
        assertEquals(201, created.status(), created.text());
        return created.json().path("id").asString();
    }

    Map<String, Object> content(String group, Map<String, Object> more) throws Exception {
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

    void act(String id, String action) throws Exception {
        Answer answer = shop.server().post(CAMPAIGNS + "/" + id + "/" + action, Map.of());
        assertEquals(200, answer.status(), answer.text());
    }

    JsonNode progress(String id) throws Exception {
        return shop.server().get(CAMPAIGNS + "/" + id + "/progress").json();
    }

    JsonNode progressOf(String id) {
        try {
            return progress(id);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    JsonNode messagesOf(String id) {
        try {
            return shop.server().get(FlowShop.API + "/messages?flow=" + id).json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    int sent(String id) {
        return progressOf(id)
                .path("variants")
                .valueStream()
                .mapToInt(variant -> variant.path("sent").asInt())
                .sum();
    }

    void awaitSent(String id, int expected) throws InterruptedException {
        Await.until(expected + " messages are sent", () -> sent(id) == expected);
    }

    void awaitStatus(String id, String status) throws InterruptedException {
        Await.until(
                "the campaign is " + status,
                () -> progressOf(id).path("status").asString().equals(status));
    }

    JsonNode people(String id, String value) throws Exception {
        return shop.server()
                .post(FlowShop.API + "/reports/people", Map.of("kind", "campaign", "flow", id, "value", value))
                .json();
    }

    List<MimeMessage> received(String person) {
        return Arrays.stream(shop.mail.getReceivedMessages())
                .filter(message -> to(message).equals(person + "@example.com"))
                .toList();
    }

    static String to(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (jakarta.mail.MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (jakarta.mail.MessagingException damaged) {
            throw new AssertionError(damaged);
        }
    }

    static String html(MimeMessage message) throws Exception {
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
    }

    static String find(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertTrue(found.find(), text);
        return found.group(1);
    }
}
