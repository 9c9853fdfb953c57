package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.http.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Event webhooks of SendGrid: a list of events, signed by ECDSA over time stamp and body. */
final class SendGridReader implements ReportReader {
    @Override
    public List<Feedback> read(Report report) throws UnreadableReportException {
        if (!report.key().isEmpty() && !isSigned(report)) {
            throw UnreadableReportException.forged("the signature does not fit the verification key of SendGrid");
        }
        List<Feedback> feedback = new ArrayList<>();
        for (JsonNode event : Json.tree(report.body())) {
            String address = event.path("email").asString("");
            String id = event.path("smtp-id").asString("");
            String reason = event.path("reason").asString(event.path("response").asString(""));
            switch (event.path("event").asString("")) {
                case "bounce" -> {
                    // A blocked message may be taken another time.
                    if (!event.path("type").asString("bounce").equals("blocked")) {
                        feedback.add(new Feedback(Feedback.Kind.BOUNCED, address, ReportReader.message(id), reason));
                    }
                }
                case "spamreport" ->
                    feedback.add(new Feedback(Feedback.Kind.COMPLAINED, address, ReportReader.message(id), reason));
                default -> {}
            }
        }
        return feedback;
    }

    private static boolean isSigned(Report report) throws UnreadableReportException {
        try {
            byte[] encoded = Base64.getDecoder().decode(report.key());
            PublicKey key = KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initVerify(key);
            ByteArrayOutputStream signed = new ByteArrayOutputStream();
            signed.writeBytes(
                    report.header("x-twilio-email-event-webhook-timestamp").getBytes(StandardCharsets.UTF_8));
            signed.writeBytes(report.body());
            signature.update(signed.toByteArray());
            return signature.verify(
                    Base64.getDecoder().decode(report.header("x-twilio-email-event-webhook-signature")));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw UnreadableReportException.forged("the signature does not fit the verification key of SendGrid");
        }
    }
}
