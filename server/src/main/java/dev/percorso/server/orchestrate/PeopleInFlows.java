package dev.percorso.server.orchestrate;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/** The people who wait at a step of a flow, or who came past it; in a simulation when it is named. */
public final class PeopleInFlows implements PeopleQuerySource {
    private final Flows flows;
    private final FlowSimulator simulator;

    public PeopleInFlows(Flows flows, FlowSimulator simulator) {
        this.flows = flows;
        this.simulator = simulator;
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
            case WAITING, PASSED -> {
                boolean waiting = outcome == PeopleQuery.Outcome.WAITING;
                yield query.simulation()
                        .map(simulation -> simulator.personsAt(workspace, flow, simulation, step, waiting))
                        .orElseGet(() -> flows.personsAt(workspace, flow, step, waiting));
            }
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
