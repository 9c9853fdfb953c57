package dev.percorso.server.sql;

import java.time.Instant;

/** A question in SQL that somebody keeps. */
public record SavedQuery(String id, String name, String sql, Instant updatedAt) {
    /** What is saved. */
    public record Content(String name, String sql) {
        private static final int LONGEST_NAME = 200;

        public Content {
            if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException("'name' must have from 1 to %d characters".formatted(LONGEST_NAME));
            }
            if (sql == null || sql.isBlank()) {
                throw new IllegalArgumentException("'sql' is missing");
            }
        }
    }
}
