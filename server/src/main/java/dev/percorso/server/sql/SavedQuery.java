package dev.percorso.server.sql;

import dev.percorso.server.event.DisplayName;
import java.time.Instant;

/** A question in SQL that somebody keeps. */
public record SavedQuery(String id, String name, String sql, Instant updatedAt) {
    /** What is saved. */
    public record Content(String name, String sql) {
        public Content {
            if (!DisplayName.isValid(name)) {
                throw new IllegalArgumentException("a question needs a 'name' " + DisplayName.RULE);
            }
            if (sql == null || sql.isBlank()) {
                throw new IllegalArgumentException("'sql' is missing");
            }
        }
    }
}
