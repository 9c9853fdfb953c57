package dev.percorso.server.deliver.feedback;

import dev.percorso.server.deliver.Feedback;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;

/**
 * Messages that mail servers send back: delivery status notifications (RFC 3464) and complaints in the abuse reporting
 * format (RFC 5965). Only what failed for good counts.
 */
final class DsnReader implements ReportReader {
    private static final int MOST_PARTS = 20;
    private static final int MOST_PART_BYTES = 256 << 10;

    @Override
    public List<Feedback> read(Report report) throws UnreadableReportException {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(report.body()));
            if (!(message.getContent() instanceof Multipart parts)) {
                return List.of();
            }
            OptionalLong ours = ReportReader.message(report.text());
            List<Feedback> feedback = new ArrayList<>();
            for (int part = 0; part < Math.min(parts.getCount(), MOST_PARTS); part++) {
                BodyPart body = parts.getBodyPart(part);
                if (body.isMimeType("message/delivery-status")) {
                    bounces(groups(text(body)), ours, feedback);
                }
                if (body.isMimeType("message/feedback-report")) {
                    complaints(groups(text(body)), ours, feedback);
                }
            }
            return feedback;
        } catch (MessagingException | IOException damaged) {
            throw UnreadableReportException.unread("the message cannot be read: " + damaged.getMessage());
        }
    }

    private static String text(BodyPart body) throws IOException, MessagingException {
        try (InputStream content = body.getInputStream()) {
            return new String(content.readNBytes(MOST_PART_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** Groups of fields with an empty line between them; a line that begins with a blank goes on with the one before. */
    static List<Map<String, String>> groups(String text) {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = new LinkedHashMap<>();
        String last = "";
        for (String line : text.lines().toList()) {
            if (line.isBlank()) {
                if (!group.isEmpty()) {
                    groups.add(group);
                    group = new LinkedHashMap<>();
                }
                continue;
            }
            int colon = line.indexOf(':');
            if ((line.startsWith(" ") || line.startsWith("\t")) && !last.isEmpty()) {
                group.merge(last, line.strip(), (one, more) -> one + " " + more);
            } else if (colon > 0) {
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                group.put(last, line.substring(colon + 1).strip());
            }
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }

    private static void bounces(List<Map<String, String>> groups, OptionalLong ours, List<Feedback> feedback) {
        for (Map<String, String> group : groups) {
            String status = group.getOrDefault("status", "");
            boolean isForGood = group.getOrDefault("action", "").equalsIgnoreCase("failed") && status.startsWith("5.");
            String address =
                    address(group.getOrDefault("final-recipient", group.getOrDefault("original-recipient", "")));
            if (isForGood && !address.isEmpty()) {
                feedback.add(new Feedback(
                        Feedback.Kind.BOUNCED,
                        address,
                        ours,
                        status + " " + value(group.getOrDefault("diagnostic-code", ""))));
            }
        }
    }

    private static void complaints(List<Map<String, String>> groups, OptionalLong ours, List<Feedback> feedback) {
        for (Map<String, String> group : groups) {
            String address = address(group.getOrDefault("original-rcpt-to", ""));
            if (!address.isEmpty()) {
                feedback.add(
                        new Feedback(Feedback.Kind.COMPLAINED, address, ours, group.getOrDefault("feedback-type", "")));
            }
        }
    }

    private static String value(String field) {
        return field.substring(field.indexOf(';') + 1).strip();
    }

    private static String address(String field) {
        String value = value(field);
        return value.startsWith("<") && value.endsWith(">") ? value.substring(1, value.length() - 1) : value;
    }
}
