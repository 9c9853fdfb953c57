package dev.percorso.server.orchestrate;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.Reaction;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.onsite.OfferStore;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The people who wait at a step of a flow, or who came past it, in a simulation when it is named; and those of one way of
 * an experiment, which {@code value} names; and those to whom the step wrote or whom it let the site show something.
 */
public final class PeopleInFlows implements PeopleQuerySource {
    private final Flows flows;
    private final FlowSimulator simulator;
    private final Experiments experiments;
    private final OutboxStore outbox;
    private final OfferStore offers;

    public PeopleInFlows(
            Flows flows, FlowSimulator simulator, Experiments experiments, OutboxStore outbox, OfferStore offers) {
        this.flows = flows;
        this.simulator = simulator;
        this.experiments = experiments;
        this.outbox = outbox;
        this.offers = offers;
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
            case SENT -> ofMessages(workspace, flow, step, EnumSet.of(MessageStatus.SENT));
            case FAILED -> ofMessages(workspace, flow, step, EnumSet.of(MessageStatus.FAILED, MessageStatus.UNKNOWN));
            case SKIPPED -> ofMessages(workspace, flow, step, EnumSet.of(MessageStatus.SKIPPED));
            case SHOWN -> offers.personsOfStep(workspace, flow, step, false);
            case CLICKED -> {
                BitSet clicked = ofReactions(workspace, flow, step, Reaction.CLICKED);
                clicked.or(offers.personsOfStep(workspace, flow, step, true));
                yield clicked;
            }
            case BOUNCED -> ofReactions(workspace, flow, step, Reaction.BOUNCED);
            case COMPLAINED -> ofReactions(workspace, flow, step, Reaction.COMPLAINED);
            case UNSUBSCRIBED -> ofReactions(workspace, flow, step, Reaction.UNSUBSCRIBED);
            case CONVERTED, LOST ->
                throw ProblemException.invalid(
                        "/outcome",
                        "at a step of a flow people are 'waiting', or they have 'passed'; of its messages they are "
                                + "'sent', 'failed', 'skipped', 'shown', 'clicked', 'bounced', 'complained' or 'unsubscribed'");
        };
    }

    private BitSet ofMessages(WorkspaceId workspace, String flow, String step, Set<MessageStatus> outcomes) {
        return outbox.personsOfStep(workspace, flow, step, outcomes, Optional.empty());
    }

    private BitSet ofReactions(WorkspaceId workspace, String flow, String step, Reaction reaction) {
        return outbox.personsOfStep(workspace, flow, step, EnumSet.allOf(MessageStatus.class), Optional.of(reaction));
    }

    private BitSet ofVariant(
            WorkspaceId workspace, String flow, String step, String variant, Optional<PeopleQuery.Outcome> outcome) {
        Optional<Boolean> success = switch (outcome.orElse(PeopleQuery.Outcome.PASSED)) {
            case CONVERTED -> Optional.of(true);
            case LOST -> Optional.of(false);
            default -> Optional.empty();
        };
        return experiments.persons(workspace, flow, step, variant, success);
    }

    private static String required(Optional<String> value, String field) {
        return value.orElseThrow(
                () -> ProblemException.invalid("/" + field, "people of kind 'flowStep' need a '" + field + "'"));
    }
}
