package dev.percorso.server.digest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.Optional;

/**
 * A report or dashboard that comes by e-mail.
 *
 * @param problem why the last one could not be made, when that is so
 */
public record Digest(
        @JsonIgnore WorkspaceId workspace,
        String id,
        @JsonUnwrapped DigestContent content,
        Instant nextAt,
        Optional<Instant> lastAt,
        String problem,
        Instant updatedAt,
        String updatedBy) {

    /** The same with its problem told in another language. */
    Digest in(ProblemWords words) {
        return new Digest(workspace, id, content, nextAt, lastAt, words.of(problem), updatedAt, updatedBy);
    }
}
