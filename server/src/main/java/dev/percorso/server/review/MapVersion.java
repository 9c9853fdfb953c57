package dev.percorso.server.review;

import dev.percorso.server.map.JourneyMapContent;
import java.time.Instant;

/**
 * A map as it once was.
 *
 * @param revision that it was kept of
 * @param kept why it was kept
 */
public record MapVersion(String id, long revision, String name, Kept kept, Instant createdAt, String createdBy) {
    /** Why a version was kept. */
    public enum Kept {
        /** Somebody wanted it. */
        NAMED,
        /** The map was approved as it was. */
        APPROVED,
        /** Another version was restored over it. */
        REPLACED,
        /** The map was deleted. */
        DELETED
    }

    /** A version with what was in it. */
    public record Whole(MapVersion version, JourneyMapContent content) {}

    /** A version that somebody wants to keep. */
    public record Draft(String name) {
        private static final int LONGEST = 120;

        public Draft {
            name = name == null ? "" : name.strip();
            if (name.isEmpty() || name.length() > LONGEST) {
                throw new IllegalArgumentException("a version has a name of up to %d characters".formatted(LONGEST));
            }
        }
    }
}
