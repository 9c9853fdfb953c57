package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.people.People;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What went wrong in a flow, and trying it again. */
final class FlowFailures {
    private static final int MOST = 200;

    private final Flows flows;
    private final FailureStore store;
    private final People people;
    private final InstantSource clock;
    private final Runnable wake;

    /** @param wake lets whoever sends and decides look again */
    FlowFailures(Database database, Flows flows, People people, InstantSource clock, Runnable wake) {
        this.flows = flows;
        this.store = new FailureStore(database);
        this.people = people;
        this.clock = clock;
        this.wake = wake;
    }

    /** One failure as the API shows it. */
    record View(
            FailureStore.Kind kind, String id, String personId, String person, String step, String reason, Instant at) {
        View in(ProblemWords words) {
            return new View(kind, id, personId, person, step, words.of(reason), at);
        }
    }

    /**
     * Asks to try again.
     *
     * @param id one of them; all of the kind when absent
     */
    record Retry(FailureStore.Kind kind, Optional<String> id) {
        Retry {
            if (kind == null) {
                throw new IllegalArgumentException("'kind' is missing: message, uncertainMessage, webhook or run");
            }
        }
    }

    /** How many are tried again. */
    record Retried(int retried) {}

    List<View> list(WorkspaceId workspace, String flow) {
        flows.get(workspace, flow);
        return store.of(workspace, flow, MOST).stream()
                .map(failure -> new View(
                        failure.kind(),
                        failure.id(),
                        Integer.toString(failure.person()),
                        people.label(workspace, failure.person()),
                        failure.step(),
                        failure.reason(),
                        failure.at()))
                .toList();
    }

    Retried retry(WorkspaceId workspace, String flow, Retry retry) {
        flows.get(workspace, flow);
        if (retry.kind() == FailureStore.Kind.UNCERTAIN_MESSAGE && retry.id().isEmpty()) {
            throw ProblemException.invalid(
                    "/id", "a message that may have gone out is sent again one at a time, by its 'id'");
        }
        int retried = store.retry(workspace, flow, retry.kind(), retry.id(), clock.instant());
        wake.run();
        return new Retried(retried);
    }
}
