package dev.percorso.server.alert;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * An alert as it stands.
 *
 * @param problem why it cannot be checked, when that is so
 * @param reading the newest
 */
public record Alert(
        @JsonIgnore WorkspaceId workspace,
        String id,
        @JsonUnwrapped AlertContent content,
        State state,
        String problem,
        Optional<Reading> reading,
        Optional<Instant> checkedAt,
        Instant updatedAt,
        String updatedBy) {

    /** The same with its problem told in another language. */
    Alert in(ProblemWords words) {
        return new Alert(workspace, id, content, state, words.of(problem), reading, checkedAt, updatedAt, updatedBy);
    }

    /** How it stands. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum State {
        /** Within bounds, or not checked yet. */
        CALM,
        /** Out of bounds, and everybody was told. */
        RAISED,
        /** There is not enough yet to compare with. */
        TOO_EARLY,
        /** It cannot be checked. */
        BROKEN
    }
}
