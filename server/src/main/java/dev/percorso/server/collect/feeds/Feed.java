package dev.percorso.server.collect.feeds;

import java.time.Instant;
import java.util.Optional;

/**
 * A feed that is read from time to time.
 *
 * @param fetchedAt when it was asked last
 * @param outcome of that
 * @param error why it could not be read
 * @param items entries that became events so far
 */
public record Feed(
        String id,
        String name,
        String url,
        About about,
        int intervalMinutes,
        Instant createdAt,
        Instant nextAt,
        Optional<Instant> fetchedAt,
        Outcome outcome,
        String error,
        long items) {

    /** What its entries are. */
    public enum About {
        MENTION("Brand Mentioned"),
        REVIEW("Review Written");

        private final String event;

        About(String event) {
            this.event = event;
        }

        String event() {
            return event;
        }
    }

    /** How the last fetch went. */
    public enum Outcome {
        /** Not asked yet. */
        NONE,
        READ,
        UNCHANGED,
        FAILED
    }
}
