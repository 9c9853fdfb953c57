package dev.percorso.server.orchestrate;

import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A flow with its draft.
 *
 * @param version the newest published version
 * @param changed whether the draft differs from it
 */
public record Flow(
        String name,
        Optional<String> description,
        FlowDocument definition,
        String id,
        FlowStatus status,
        long revision,
        Optional<Integer> version,
        boolean changed,
        List<FlowProblem> problems,
        Instant updatedAt) {

    /** The same with its problems told in another language. */
    Flow in(ProblemWords words) {
        return new Flow(
                name,
                description,
                definition,
                id,
                status,
                revision,
                version,
                changed,
                problems.stream()
                        .map(problem -> new FlowProblem(
                                problem.step(), problem.field(), problem.code(), words.of(problem.message())))
                        .toList(),
                updatedAt);
    }
}
