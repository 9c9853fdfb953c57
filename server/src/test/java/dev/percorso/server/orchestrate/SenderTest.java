package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Senders of their own, signed as receivers check it, and what comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SenderTest {
    private static final String SENDER = FlowShop.API + "/email/sender";
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "mail"}, "reentry": "always",
             "steps": [{"id": "mail", "type": "email", "subject": "Perché no: città", "body": "<p>Caffè  e tè</p>",
                        "next": "end"}, {"id": "end", "type": "exit"}]}
            """;

    private Path folder;
    private FlowShop shop;
    private String flow = "";

    @BeforeAll
    void open(@TempDir Path data) throws IOException, InterruptedException {
        folder = data;
        shop = new FlowShop(data);
        flow = shop.publish(FLOW);
        shop.publish(FLOW.replace("Came", "Paid")
                .replace("\"type\": \"email\"", "\"type\": \"email\", \"purpose\": \"transactional\""));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldSignSoThatTheRecordProvesIt() throws Exception {
        JsonNode first = shop.server().get(SENDER).json();
        Answer saved = shop.server()
                .put(
                        SENDER,
                        Map.of("name", "Caffè Rossi", "address", "ciao@rossi.example", "replyTo", "", "signing", true));
        Answer signing = shop.server()
                .put(
                        SENDER,
                        Map.of(
                                "name",
                                "Caffè Rossi",
                                "address",
                                "ciao@rossi.example",
                                "replyTo",
                                "aiuto@rossi.example",
                                "signing",
                                true));
        Answer wrong = shop.server()
                .put(SENDER, Map.of("name", "", "address", "not an address", "replyTo", "", "signing", false));
        shop.person("signed", true);
        shop.track("signed", "Came", Map.of());
        awaitSent("signed@example.com");
        MimeMessage message = to("signed@example.com");
        String record = signing.json().path("record").path("content").asString();
        String key = record.substring(record.indexOf("p=") + 2);

        assertEquals(List.of(), OpenApi.load().faults("EmailSender", signing.json()));
        assertEquals("example.com", first.path("domain").asString());
        assertFalse(saved.json().path("signing").asBoolean(), "a new key does not sign before its record can be there");
        assertTrue(signing.json().path("signing").asBoolean());
        assertEquals(422, wrong.status());
        assertEquals(
                "percorso._domainkey.rossi.example",
                signing.json().path("record").path("name").asString());
        assertEquals("ciao@rossi.example", ((jakarta.mail.internet.InternetAddress) message.getFrom()[0]).getAddress());
        assertEquals("aiuto@rossi.example", message.getReplyTo()[0].toString());
        assertTrue(isSigned(message, key), "the signature fits the public key");
        assertFalse(isSigned(
                message, first.path("record").path("content").asString().replaceAll(".*p=", "")));
        assertFalse(
                contains(folder.resolve("state.sqlite"), "PRIVATE KEY") || contains(folder, "MIIEv"),
                "the private key lies sealed");
    }

    @Test
    void shouldStopMarketingToWhomMailCannotReach() throws Exception {
        shop.person("gone", "Gone@Example.com", true);
        shop.track("gone", "Came", Map.of());
        awaitSent("gone@example.com");
        String metadata = to("gone@example.com").getHeader("X-PM-Metadata-id")[0];
        String report = """
                {"RecordType": "Bounce", "Type": "HardBounce", "Email": "GONE@example.com", "Description": "no such user",
                 "Metadata": {"id": "%s"}}""".formatted(metadata);
        String path = feedback("postmark");

        Answer forged = shop.server().send("POST", path.replace("/postmark", "x/postmark"), report, Map.of());
        Answer foreign = shop.server().send("POST", path.replace("/postmark", "/dsn"), report, Map.of());
        Answer unknown = shop.server().send("POST", path.replace("postmark", "pigeon"), report, Map.of());
        Answer taken = shop.server().send("POST", path, report, Map.of());
        Answer again = shop.server().send("POST", path, report, Map.of());
        shop.track("gone", "Came", Map.of());
        shop.track("gone", "Paid", Map.of());
        shop.awaitMessages("SKIPPED", 2);
        JsonNode skipped =
                shop.server().get(FlowShop.API + "/messages?status=SKIPPED").json();
        JsonNode step = shop.counts(flow).at("/steps/0");
        shop.server().percorso().awaitProjection();
        JsonNode behind = shop.server()
                .post(
                        FlowShop.API + "/reports/people",
                        Map.of("kind", "flowStep", "flow", flow, "stepId", "mail", "outcome", "bounced"))
                .json();
        String story = shop.server()
                .get(FlowShop.API + "/people/" + shop.personNumber("gone") + "/timeline")
                .text();
        Answer damaged = shop.server().send("POST", path, "{", Map.of());

        assertEquals(404, forged.status());
        assertEquals(404, foreign.status(), "the address of one provider is none of another");
        assertEquals(404, unknown.status());
        assertEquals(1, taken.json().path("taken").asInt());
        assertEquals(200, again.status());
        assertEquals(400, damaged.status());
        assertEquals(1, step.path("bounced").asInt(), step.toString());
        assertEquals(0, step.path("complained").asInt());
        assertEquals(1, behind.path("total").asInt(), behind.toString());
        assertEquals(2, story.split("Email Bounced", -1).length, "one event, however often it is reported: " + story);
        assertEquals(
                List.of("mail to the address came back", "mail to the address came back"),
                skipped.valueStream()
                        .map(message -> message.path("reason").asString())
                        .toList(),
                "neither marketing nor a receipt");
        assertTrue(
                shop.messages()
                        .valueStream()
                        .anyMatch(message -> message.path("reason").asString("").equals("bounced: no such user")),
                shop.messages().toString());
    }

    private String awaitSent(String address) throws InterruptedException {
        dev.percorso.server.Await.until(
                "mail to " + address, () -> sequence(address).isPresent());
        return sequence(address).orElseThrow();
    }

    private java.util.Optional<String> sequence(String address) {
        return shop.messages()
                .valueStream()
                .filter(message -> message.path("to").asString("").equals(address)
                        && message.path("status").asString().equals("SENT"))
                .map(message -> message.path("id").asString())
                .findFirst();
    }

    private String feedback(String provider) throws Exception {
        return shop.server()
                .get(FlowShop.API + "/email/feedback")
                .json()
                .valueStream()
                .filter(address -> address.path("provider").asString().equals(provider))
                .map(address -> address.path("url").asString().substring("https://shop.example".length()))
                .findFirst()
                .orElseThrow();
    }

    private MimeMessage to(String address) {
        return Arrays.stream(shop.mail.getReceivedMessages())
                .filter(message -> {
                    try {
                        return message.getAllRecipients()[0].toString().equals(address);
                    } catch (jakarta.mail.MessagingException damaged) {
                        throw new AssertionError(damaged);
                    }
                })
                .findFirst()
                .orElseThrow();
    }

    private static boolean contains(Path place, String text) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(place, 1)) {
            files = found.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    // ---------------------------------------------------------------- what a receiver does (RFC 6376, relaxed)

    private static boolean isSigned(MimeMessage message, String publicKey) throws Exception {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        String text = raw.toString(StandardCharsets.ISO_8859_1).replaceAll("\r?\n", "\r\n");
        int gap = text.indexOf("\r\n\r\n");
        List<String> headers = List.of(text.substring(0, gap).split("\r\n(?![ \t])", -1));
        String signature = headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("dkim-signature:"))
                .findFirst()
                .orElseThrow();
        Map<String, String> tags = tags(signature.substring(signature.indexOf(':') + 1));
        byte[] body = body(text.substring(gap + 4)).getBytes(StandardCharsets.ISO_8859_1);
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(body));
        StringBuilder signed = new StringBuilder();
        for (String name : tags.getOrDefault("h", "").split(":", -1)) {
            headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT)
                            .startsWith(name.strip().toLowerCase(Locale.ROOT) + ":"))
                    .reduce((one, last) -> last)
                    .ifPresent(header -> signed.append(relaxed(header)).append("\r\n"));
        }
        signed.append(relaxed(signature.replaceAll("([;\\s])b=[^;]*", "$1b=")));
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey))));
        check.update(signed.toString().getBytes(StandardCharsets.ISO_8859_1));
        return hash.equals(tags.get("bh")) && check.verify(Base64.getDecoder().decode(tags.getOrDefault("b", "")));
    }

    private static Map<String, String> tags(String text) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                tags.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).replaceAll("\\s", ""));
            }
        }
        return tags;
    }

    private static String relaxed(String header) {
        int colon = header.indexOf(':');
        return header.substring(0, colon).strip().toLowerCase(Locale.ROOT) + ":"
                + header.substring(colon + 1)
                        .replace("\r\n", "")
                        .replaceAll("[ \t]+", " ")
                        .strip();
    }

    private static String body(String body) {
        StringBuilder relaxed = new StringBuilder();
        for (String line : body.split("\r\n", -1)) {
            relaxed.append(line.replaceAll("[ \t]+", " ").stripTrailing()).append("\r\n");
        }
        return relaxed.toString().replaceAll("(\r\n)+$", "") + "\r\n";
    }
}
