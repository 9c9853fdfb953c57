package dev.percorso.server.privacy;

import dev.percorso.server.http.ProblemException;
import java.util.Map;

/**
 * What a workspace decided about personal data.
 *
 * @param dropErased whether events with ids of erased persons are refused
 * @param keepDays how many days each kind of data is kept; kinds that are absent are kept for ever
 */
public record PrivacySettings(boolean dropErased, Map<RetentionKind, Integer> keepDays) {
    private static final int MOST_DAYS = 36_500;

    public PrivacySettings {
        keepDays = Map.copyOf(keepDays);
    }

    /** The same, when its limits can be. */
    PrivacySettings checked() {
        keepDays.forEach((kind, days) -> {
            if (days < 1 || days > MOST_DAYS) {
                throw ProblemException.invalid(
                        "/keepDays", "a limit must be from 1 to %d days, not %d".formatted(MOST_DAYS, days));
            }
        });
        return this;
    }
}
