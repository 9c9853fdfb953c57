package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What happened on a day, told beside every figure over time: a campaign starts, prices change, the site was down.
 *
 * @param day in the workspace's time zone
 * @param author who wrote it last
 */
public record Annotation(String id, LocalDate day, String text, String author, Instant updatedAt) {
    private static final int LONGEST = 300;

    /** What is written. */
    public record Content(LocalDate day, String text) {
        public Content {
            requirePresent(day, "day");
            require(
                    text != null && !text.isBlank() && text.strip().length() <= LONGEST,
                    "an annotation needs a 'text' of 1 to %d characters".formatted(LONGEST));
        }
    }
}
