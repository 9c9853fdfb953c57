package dev.percorso.server.collect;

import java.util.Optional;

/**
 * An event that was not taken.
 *
 * @param code stable name of the reason
 * @param reason what was wrong and what would be right
 * @param payload the event as it came
 * @param form how the payload is to be read when the event is tried again; empty when it cannot be
 */
public record Refusal(String code, String reason, String payload, Optional<String> form) {
    private static final int LONGEST_PAYLOAD = 32 << 10;

    public Refusal {
        if (payload.length() > LONGEST_PAYLOAD) {
            payload = payload.substring(0, LONGEST_PAYLOAD);
            form = Optional.empty();
        }
    }

    /** A refusal for good. */
    public Refusal(String code, String reason, String payload) {
        this(code, reason, payload, Optional.empty());
    }
}
