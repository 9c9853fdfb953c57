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
        BOUNCED("bounced", Reaction.BOUNCED),
        /** The receiver called it unwanted. */
        COMPLAINED("complained", Reaction.COMPLAINED);

        private final String reason;
        private final Reaction reaction;

        Kind(String reason, Reaction reaction) {
            this.reason = reason;
            this.reaction = reaction;
        }

        /** As it is counted at the message. */
        Reaction reaction() {
            return reaction;
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
