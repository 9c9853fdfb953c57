package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Notifications of Amazon SES by way of SNS, signed with a certificate that lies at Amazon. */
final class SesReader implements ReportReader {
    private static final Pattern AMAZON =
            Pattern.compile("sns\\.[a-z0-9-]{3,30}\\.amazonaws\\.com(\\.cn)?", Pattern.CASE_INSENSITIVE);
    private static final List<String> OF_NOTIFICATION =
            List.of("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type");
    private static final List<String> OF_CONFIRMATION =
            List.of("Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type");
    private static final int MOST_CERTIFICATES = 50;

    /** Gets a document from Amazon. */
    interface Amazon {
        byte[] get(URI address) throws IOException;
    }

    private final Amazon amazon;
    private final Map<URI, byte[]> certificates = new ConcurrentHashMap<>();

    SesReader(Amazon amazon) {
        this.amazon = amazon;
    }

    @Override
    public List<Feedback> read(Report report) throws UnreadableReportException {
        JsonNode envelope = Json.tree(report.body());
        String type = envelope.path("Type").asString("");
        boolean isConfirmation = type.equals("SubscriptionConfirmation");
        if (!isConfirmation && !type.equals("Notification")) {
            return List.of();
        }
        check(envelope, isConfirmation ? OF_CONFIRMATION : OF_NOTIFICATION);
        if (isConfirmation) {
            confirm(envelope.path("SubscribeURL").asString(""));
            return List.of();
        }
        JsonNode message;
        try {
            message = Json.tree(envelope.path("Message").asString("").getBytes(StandardCharsets.UTF_8));
        } catch (ProblemException notJson) {
            return List.of();
        }
        return feedback(message);
    }

    private static List<Feedback> feedback(JsonNode message) {
        OptionalLong ours = ReportReader.message(message.path("mail").toString());
        List<Feedback> feedback = new ArrayList<>();
        String type = message.path("notificationType")
                .asString(message.path("eventType").asString(""));
        if (type.equals("Bounce")
                && message.path("bounce").path("bounceType").asString("").equals("Permanent")) {
            for (JsonNode recipient : message.path("bounce").path("bouncedRecipients")) {
                feedback.add(new Feedback(
                        Feedback.Kind.BOUNCED,
                        recipient.path("emailAddress").asString(""),
                        ours,
                        recipient.path("diagnosticCode").asString("")));
            }
        }
        if (type.equals("Complaint")) {
            for (JsonNode recipient : message.path("complaint").path("complainedRecipients")) {
                feedback.add(new Feedback(
                        Feedback.Kind.COMPLAINED,
                        recipient.path("emailAddress").asString(""),
                        ours,
                        message.path("complaint").path("complaintFeedbackType").asString("")));
            }
        }
        return feedback;
    }

    /** Whoever points the reports here has to be answered once. */
    private void confirm(String address) throws UnreadableReportException {
        try {
            amazon.get(amazons(address));
        } catch (IOException failure) {
            throw UnreadableReportException.unread("the subscription could not be confirmed: " + failure.getMessage());
        }
    }

    private static URI amazons(String address) throws UnreadableReportException {
        try {
            URI uri = URI.create(address);
            if ("https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() < 0
                    && AMAZON.matcher(uri.getHost()).matches()) {
                return uri;
            }
        } catch (IllegalArgumentException malformed) {
            // falls through to the same problem
        }
        throw UnreadableReportException.forged("'%s' is no address of Amazon SNS".formatted(address));
    }

    private void check(JsonNode envelope, List<String> fields) throws UnreadableReportException {
        URI address = amazons(envelope.path("SigningCertURL").asString(""));
        StringBuilder signed = new StringBuilder();
        for (String field : fields) {
            if (envelope.has(field)) {
                signed.append(field)
                        .append('\n')
                        .append(envelope.path(field).asString(""))
                        .append('\n');
            }
        }
        String algorithm = envelope.path("SignatureVersion").asString("").equals("2") ? "SHA256withRSA" : "SHA1withRSA";
        boolean fits = false;
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate(address))));
            signature.update(signed.toString().getBytes(StandardCharsets.UTF_8));
            fits = signature.verify(
                    Base64.getDecoder().decode(envelope.path("Signature").asString("")));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            fits = false;
        } catch (IOException failure) {
            throw UnreadableReportException.unread(
                    "the certificate of Amazon could not be got: " + failure.getMessage());
        }
        if (!fits) {
            throw UnreadableReportException.forged("the signature does not fit the certificate of Amazon");
        }
    }

    private byte[] certificate(URI address) throws IOException {
        byte[] known = certificates.get(address);
        if (known != null) {
            return known;
        }
        byte[] got = amazon.get(address);
        if (certificates.size() < MOST_CERTIFICATES) {
            certificates.put(address, got);
        }
        return got;
    }
}
