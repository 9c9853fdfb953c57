package dev.percorso.server.collect;

/**
 * An event that was not taken.
 *
 * @param code stable name of the reason
 * @param reason what was wrong and what would be right
 * @param payload the event as it came
 */
public record Refusal(String code, String reason, String payload) {
    private static final int LONGEST_PAYLOAD = 8_192;

    public Refusal {
        if (payload.length() > LONGEST_PAYLOAD) {
            payload = payload.substring(0, LONGEST_PAYLOAD);
        }
    }
}
