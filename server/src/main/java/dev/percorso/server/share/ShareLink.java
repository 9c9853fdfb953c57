package dev.percorso.server.share;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/**
 * A link as those see it who manage it; the link itself is told once.
 *
 * @param hint its last characters
 * @param openedAt when somebody last looked, to the minute
 */
public record ShareLink(
        @JsonIgnore WorkspaceId workspace,
        String id,
        @JsonUnwrapped ShareContent content,
        String hint,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        Optional<Instant> revokedAt,
        String revokedBy,
        Optional<Instant> openedAt) {

    boolean works(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }
}
