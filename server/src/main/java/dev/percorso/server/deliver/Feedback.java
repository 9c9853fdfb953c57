package dev.percorso.server.deliver;

import java.util.OptionalLong;

/**
 * What was reported of a message.
 *
 * @param message sequence in the outbox, when the report names one of ours
 * @param detail what the receiving server said
 */
public record Feedback(Kind kind, String address, OptionalLong message, String detail) {
    private static final int LONGEST = 300;

    /** What happened. */
    public enum Kind {
        /** It cannot be delivered, now or ever. */
        BOUNCED("bounced"),
        /** The receiver called it unwanted. */
        COMPLAINED("complained");

        private final String reason;

        Kind(String reason) {
            this.reason = reason;
        }

        /** As it stands in the list of addresses that get no marketing. */
        String reason() {
            return reason;
        }
    }

    public Feedback {
        detail = detail.replaceAll("\\s+", " ").strip();
        detail = detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail;
    }
}
