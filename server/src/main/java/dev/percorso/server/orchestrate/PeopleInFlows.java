package dev.percorso.server.orchestrate;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/** The people who wait at a step of a flow, or who came past it. */
public final class PeopleInFlows implements PeopleQuerySource {
    private final Flows flows;

    public PeopleInFlows(Flows flows) {
        this.flows = flows;
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.FLOW_STEP);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        String flow = required(query.flow(), "flow");
        String step = required(query.stepId(), "stepId");
        PeopleQuery.Outcome outcome = query.outcome().orElse(PeopleQuery.Outcome.WAITING);
        return switch (outcome) {
            case WAITING -> flows.personsAt(workspace, flow, step, true);
            case PASSED -> flows.personsAt(workspace, flow, step, false);
            case CONVERTED, LOST ->
                throw ProblemException.invalid(
                        "/outcome", "at a step of a flow people are 'waiting', or they have 'passed'");
        };
    }

    private static String required(Optional<String> value, String field) {
        return value.orElseThrow(
                () -> ProblemException.invalid("/" + field, "people of kind 'flowStep' need a '" + field + "'"));
    }
}
