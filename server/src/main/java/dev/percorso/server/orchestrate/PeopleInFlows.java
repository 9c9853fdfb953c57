package dev.percorso.server.orchestrate;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;

/**
 * The people who wait at a step of a flow, or who came past it, in a simulation when it is named; and those of one way of
 * an experiment, which {@code value} names.
 */
public final class PeopleInFlows implements PeopleQuerySource {
    private final Flows flows;
    private final FlowSimulator simulator;
    private final Experiments experiments;

    public PeopleInFlows(Flows flows, FlowSimulator simulator, Experiments experiments) {
        this.experiments = experiments;
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
        if (query.value().isPresent()) {
            return ofVariant(workspace, flow, step, query.value().get(), query.outcome());
        }
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

    private BitSet ofVariant(
            WorkspaceId workspace, String flow, String step, String variant, Optional<PeopleQuery.Outcome> outcome) {
        Optional<Boolean> success = switch (outcome.orElse(PeopleQuery.Outcome.PASSED)) {
            case CONVERTED -> Optional.of(true);
            case LOST -> Optional.of(false);
            case PASSED, WAITING -> Optional.empty();
        };
        return experiments.persons(workspace, flow, step, variant, success);
    }

    private static String required(Optional<String> value, String field) {
        return value.orElseThrow(
                () -> ProblemException.invalid("/" + field, "people of kind 'flowStep' need a '" + field + "'"));
    }
}
