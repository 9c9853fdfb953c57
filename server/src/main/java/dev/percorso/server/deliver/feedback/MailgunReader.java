package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Webhooks of Mailgun: one event, signed by HMAC over time stamp and token. */
final class MailgunReader implements ReportReader {
    private static final Duration OLDEST = Duration.ofDays(1);
    private static final String ALGORITHM = "HmacSHA256";

    private final InstantSource clock;

    MailgunReader(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Feedback> read(Report report) throws UnreadableReportException {
        JsonNode body = Json.tree(report.body());
        if (!report.key().isEmpty() && !isSigned(body.path("signature"), report.key())) {
            throw UnreadableReportException.forged("the signature does not fit the signing key of Mailgun");
        }
        JsonNode event = body.path("event-data");
        String address = event.path("recipient").asString("");
        String id = event.path("message").path("headers").path("message-id").asString("");
        JsonNode status = event.path("delivery-status");
        String detail =
                status.path("description").asString(status.path("message").asString(""));
        return switch (event.path("event").asString("")) {
            case "failed" ->
                event.path("severity").asString("").equals("permanent")
                        ? List.of(new Feedback(Feedback.Kind.BOUNCED, address, ReportReader.message(id), detail))
                        : List.of();
            case "complained" ->
                List.of(new Feedback(Feedback.Kind.COMPLAINED, address, ReportReader.message(id), detail));
            default -> List.of();
        };
    }

    private boolean isSigned(JsonNode signature, String key) throws UnreadableReportException {
        String time = signature.path("timestamp").asString("");
        String token = signature.path("token").asString("");
        if (!time.matches("\\d{1,12}")
                || Instant.ofEpochSecond(Long.parseLong(time))
                        .isBefore(clock.instant().minus(OLDEST))) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            String expected = HexFormat.of().formatHex(mac.doFinal((time + token).getBytes(StandardCharsets.UTF_8)));
            return MessageDigest.isEqual(
                    expected.getBytes(StandardCharsets.UTF_8),
                    signature.path("signature").asString("").getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException wrong) {
            throw UnreadableReportException.forged("the signature does not fit the signing key of Mailgun");
        }
    }
}
