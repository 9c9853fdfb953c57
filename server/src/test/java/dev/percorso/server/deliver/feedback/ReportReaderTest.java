package dev.percorso.server.deliver.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.deliver.feedback.ReportReader.UnreadableReportException;
import dev.percorso.server.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as the providers' documentation shows them, signed as they sign. */
class ReportReaderTest {
    private static final String SENDGRID = """
            [{"email":"gone@example.com","event":"bounce","type":"bounce","status":"5.1.1","reason":"550 no such user",
              "smtp-id":"<percorso-17@shop.example>","timestamp":1767225600,"sg_event_id":"a"},
             {"email":"busy@example.com","event":"bounce","type":"blocked","reason":"try later"},
             {"email":"cross@example.com","event":"spamreport","smtp-id":"<other@x>"},
             {"email":"fine@example.com","event":"delivered"}]
            """;

    @Test
    void shouldReadSendGridAndCheckItsSignature() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        String time = "1767225600";
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update((time + SENDGRID).getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "x-twilio-email-event-webhook-timestamp",
                time,
                "x-twilio-email-event-webhook-signature",
                Base64.getEncoder().encodeToString(signature.sign()));
        String key = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());

        List<Feedback> read = new SendGridReader().read(report(SENDGRID, headers, key));

        assertEquals(
                List.of(
                        new Feedback(
                                Feedback.Kind.BOUNCED, "gone@example.com", OptionalLong.of(17), "550 no such user"),
                        new Feedback(Feedback.Kind.COMPLAINED, "cross@example.com", OptionalLong.empty(), "")),
                read);
        assertForged(new SendGridReader(), report(SENDGRID + " ", headers, key));
        assertForged(new SendGridReader(), report(SENDGRID, Map.of(), key));
    }

    @Test
    void shouldReadMailgunAndCheckItsSignature() throws Exception {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        String time = Long.toString(now.getEpochSecond());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("signing-key".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal((time + "token").getBytes(StandardCharsets.UTF_8)));
        String body = """
                {"signature": {"timestamp": "%s", "token": "token", "signature": "%s"},
                 "event-data": {"event": "failed", "severity": "SEVERITY", "recipient": "gone@example.com",
                   "message": {"headers": {"message-id": "percorso-9@shop.example"}},
                   "delivery-status": {"code": 605, "description": "Not delivering to previously bounced address"}}}
                """.formatted(time, signature);
        MailgunReader reader = new MailgunReader(() -> now);
        MailgunReader later = new MailgunReader(() -> now.plusSeconds(90_000));

        assertEquals(
                List.of(new Feedback(
                        Feedback.Kind.BOUNCED,
                        "gone@example.com",
                        OptionalLong.of(9),
                        "Not delivering to previously bounced address")),
                reader.read(report(body.replace("SEVERITY", "permanent"), Map.of(), "signing-key")));
        assertEquals(List.of(), reader.read(report(body.replace("SEVERITY", "temporary"), Map.of(), "signing-key")));
        assertForged(reader, report(body, Map.of(), "other-key"));
        assertForged(later, report(body, Map.of(), "signing-key"));
    }

    @Test
    void shouldReadPostmark() throws Exception {
        String bounce = """
                {"RecordType": "Bounce", "Type": "TYPE", "Email": "gone@example.com", "Description": "The server was
                 unable to deliver your message", "Metadata": {"id": "percorso-3@shop.example"}}
                """.replace("\n ", " ");
        PostmarkReader reader = new PostmarkReader();

        assertEquals(
                1,
                reader.read(report(bounce.replace("TYPE", "HardBounce"), Map.of(), ""))
                        .size());
        assertEquals(
                0,
                reader.read(report(bounce.replace("TYPE", "Transient"), Map.of(), ""))
                        .size());
        assertEquals(
                Feedback.Kind.COMPLAINED,
                reader.read(report("{\"RecordType\": \"SpamComplaint\", \"Email\": \"a@example.com\"}", Map.of(), ""))
                        .getFirst()
                        .kind());
    }

    @Test
    void shouldReadWhatAMailServerSendsBack() throws Exception {
        String bounce = """
                From: MAILER-DAEMON@mx.example
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: text/plain

                Your message could not be delivered.
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Final-Recipient: rfc822; gone@example.com
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1
                 no such user

                Final-Recipient: rfc822; slow@example.com
                Action: delayed
                Status: 4.2.2

                Final-Recipient: rfc822; full@example.com
                Action: failed
                Status: 4.2.2
                --b
                Content-Type: text/rfc822-headers

                Message-ID: <percorso-21@shop.example>
                --b--
                """.replace("\n", "\r\n");
        String complaint = """
                Content-Type: multipart/report; report-type=feedback-report; boundary="b"

                --b
                Content-Type: message/feedback-report

                Feedback-Type: abuse
                Original-Rcpt-To: <cross@example.com>
                --b--
                """.replace("\n", "\r\n");

        assertEquals(
                List.of(new Feedback(
                        Feedback.Kind.BOUNCED,
                        "gone@example.com",
                        OptionalLong.of(21),
                        "5.1.1 550 5.1.1 no such user")),
                new DsnReader().read(report(bounce, Map.of(), "")));
        assertEquals(
                List.of(new Feedback(Feedback.Kind.COMPLAINED, "cross@example.com", OptionalLong.empty(), "abuse")),
                new DsnReader().read(report(complaint, Map.of(), "")));
        assertEquals(List.of(), new DsnReader().read(report("Subject: Hi\r\n\r\nHello", Map.of(), "")));
    }

    @Test
    void shouldReadAmazonAndBelieveOnlyItsCertificate(@TempDir Path folder) throws Exception {
        PrivateKey key = certificate(folder);
        List<String> asked = new ArrayList<>();
        SesReader reader = new SesReader(address -> {
            asked.add(address.toString());
            return Files.readAllBytes(folder.resolve("cert.pem"));
        });
        Map<String, Object> message = Map.of(
                "notificationType",
                "Bounce",
                "bounce",
                Map.of(
                        "bounceType",
                        "Permanent",
                        "bouncedRecipients",
                        List.of(Map.of("emailAddress", "gone@example.com", "diagnosticCode", "smtp; 550"))),
                "mail",
                Map.of("headers", List.of(Map.of("name", "Message-ID", "value", "<percorso-5@shop.example>"))));
        Map<String, Object> envelope = new LinkedHashMap<>(Map.of(
                "Type",
                "Notification",
                "MessageId",
                "m1",
                "TopicArn",
                "arn:aws:sns:eu-south-1:1:bounces",
                "Message",
                Json.text(message),
                "Timestamp",
                "2026-01-01T00:00:00.000Z",
                "SignatureVersion",
                "2",
                "SigningCertURL",
                "https://sns.eu-south-1.amazonaws.com/SimpleNotificationService-1.pem"));
        envelope.put(
                "Signature", signed(key, envelope, List.of("Message", "MessageId", "Timestamp", "TopicArn", "Type")));

        assertEquals(
                List.of(new Feedback(Feedback.Kind.BOUNCED, "gone@example.com", OptionalLong.of(5), "smtp; 550")),
                reader.read(report(Json.text(envelope), Map.of(), "")));
        Map<String, Object> changed = new LinkedHashMap<>(envelope);
        changed.put("TopicArn", "arn:aws:sns:eu-south-1:2:mine");
        assertForged(reader, report(Json.text(changed), Map.of(), ""));
        Map<String, Object> elsewhere = new LinkedHashMap<>(envelope);
        elsewhere.put("SigningCertURL", "https://sns.eu-south-1.amazonaws.com.evil.example/cert.pem");
        assertForged(reader, report(Json.text(elsewhere), Map.of(), ""));
        assertEquals(1, asked.size(), "the certificate is kept, and nobody else is asked: " + asked);

        Map<String, Object> confirmation = new LinkedHashMap<>(envelope);
        confirmation.put("Type", "SubscriptionConfirmation");
        confirmation.put("Token", "t");
        confirmation.put("SubscribeURL", "https://sns.eu-south-1.amazonaws.com/?Action=ConfirmSubscription");
        confirmation.put(
                "Signature",
                signed(
                        key,
                        confirmation,
                        List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type")));
        assertEquals(List.of(), reader.read(report(Json.text(confirmation), Map.of(), "")));
        assertTrue(asked.getLast().contains("ConfirmSubscription"), asked.toString());
    }

    private static String signed(PrivateKey key, Map<String, Object> envelope, List<String> fields) throws Exception {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (String field : fields) {
            text.writeBytes((field + "\n" + envelope.get(field) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(text.toByteArray());
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    /** Java has no way of its own to make a certificate but its tool. */
    private static PrivateKey certificate(Path folder) throws Exception {
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Path store = folder.resolve("store.p12");
        List<String> common = List.of("-keystore", store.toString(), "-storepass", "secret", "-alias", "sns");
        run(tool, common, "-genkeypair", "-keyalg", "RSA", "-keysize", "2048", "-dname", "CN=sns.amazonaws.com");
        run(
                tool,
                common,
                "-exportcert",
                "-rfc",
                "-file",
                folder.resolve("cert.pem").toString());
        KeyStore keys = KeyStore.getInstance(store.toFile(), "secret".toCharArray());
        return (PrivateKey) keys.getKey("sns", "secret".toCharArray());
    }

    private static void run(String tool, List<String> common, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(tool));
        command.addAll(List.of(more));
        command.addAll(common);
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assertEquals(0, status);
    }

    private static Report report(String body, Map<String, String> headers, String key) {
        return new Report(body.getBytes(StandardCharsets.UTF_8), headers, key);
    }

    private static void assertForged(ReportReader reader, Report report) {
        assertTrue(assertThrows(UnreadableReportException.class, () -> reader.read(report))
                .isForged());
    }
}
