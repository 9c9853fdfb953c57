package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Step;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.event.Interval;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Measures the experiments of flows by the events of the people in them, and decides those that take their winner. A
 * decision is made once and never changes.
 */
public final class Experiments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Experiments.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Flows flows;
    private final Segments segments;
    private final FoldPool folds;
    private final InstantSource clock;
    private final ExperimentStore store;
    private final Worker worker = new Worker("experiments", REST, this::look);
    private Instant nextLook = Instant.MIN;

    public Experiments(Database database, Flows flows, Segments segments, FoldPool folds, InstantSource clock) {
        this.flows = flows;
        this.segments = segments;
        this.folds = folds;
        this.clock = clock;
        this.store = new ExperimentStore(database);
    }

    public Experiments start() {
        worker.start();
        return this;
    }

    private boolean look() {
        Instant now = clock.instant();
        if (Interval.hasCome(nextLook, BETWEEN_LOOKS, now)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            lookAround();
        }
        return false;
    }

    private void lookAround() {
        for (WorkspaceId workspace : flows.turns().workspaces()) {
            try {
                for (Undecided undecided : undecided(workspace)) {
                    decideIfClear(workspace, undecided);
                }
            } catch (RuntimeException failure) {
                LOG.error("experiments of {} cannot be looked at; trying again later", workspace, failure);
            }
        }
    }

    private record Undecided(FlowMachine machine, Step.Experiment experiment) {}

    private List<Undecided> undecided(WorkspaceId workspace) {
        List<Undecided> found = new ArrayList<>();
        FlowCatalog.OpenFlows open = flows.open(workspace);
        for (FlowMachine machine : open.newest()) {
            Map<String, String> winners = open.winners(machine.flow().flowId());
            for (Step step : machine.flow().definition().steps()) {
                if (step instanceof Step.Experiment experiment
                        && experiment.takesWinner()
                        && !winners.containsKey(experiment.id())) {
                    found.add(new Undecided(machine, experiment));
                }
            }
        }
        return found;
    }

    private void decideIfClear(WorkspaceId workspace, Undecided undecided) {
        String flow = undecided.machine().flow().flowId();
        String step = undecided.experiment().id();
        ExperimentResult result = of(workspace, flow, step);
        if (result.verdict() == ExperimentResult.Verdict.WINNER) {
            String winner = result.leading().orElseThrow();
            flows.decided(
                    workspace,
                    () -> store.decide(
                            workspace,
                            flow,
                            step,
                            new ExperimentResult.Decision(winner, clock.instant(), result.variants())));
            LOG.info("experiment {} of flow {} in {} is decided for {}", step, flow, workspace, winner);
        }
    }

    /** What the experiment of the newest published version says now. */
    ExperimentResult of(WorkspaceId workspace, String flow, String step) {
        return folds.run(run -> {
            Measured measured = measured(workspace, flow, step);
            Shares shares = new Shares(workspace, flow, measured.experiment());
            ExperimentTally tally = new ExperimentTally(measured.experiment());
            store.each(workspace, flow, step, exposed -> {
                if (run.cancellation().isCancelled()) {
                    throw new CancellationException();
                }
                int variant = tally.place(exposed.variant());
                if (variant < 0) {
                    return;
                }
                tally.expose(variant, shares.of(exposed.version()));
                if (measured.isOver(exposed)) {
                    tally.measure(variant, measured.succeeded(exposed), measured.guards(exposed));
                } else {
                    tally.tooRecent();
                }
            });
            return tally.result(store.decision(workspace, flow, step));
        });
    }

    /** People of one way whose days are over: all, or those who succeeded, or did not. */
    BitSet persons(WorkspaceId workspace, String flow, String step, String variant, Optional<Boolean> success) {
        return folds.run(_ -> {
            Measured measured = measured(workspace, flow, step);
            BitSet persons = new BitSet();
            store.each(workspace, flow, step, exposed -> {
                if (exposed.variant().equals(variant)
                        && measured.isOver(exposed)
                        && success.filter(wanted -> wanted != measured.succeeded(exposed))
                                .isEmpty()) {
                    persons.set(exposed.person());
                }
            });
            return persons;
        });
    }

    private Measured measured(WorkspaceId workspace, String flow, String step) {
        Optional<Integer> version = flows.get(workspace, flow).version();
        FlowDocument document = flows.documentOf(workspace, flow, version);
        Step.Experiment experiment = version.flatMap(number -> flows.machineOf(workspace, flow, Optional.of(number))
                        .flow()
                        .findStep(step))
                .filter(Step.Experiment.class::isInstance)
                .map(Step.Experiment.class::cast)
                .orElseThrow(() -> ProblemException.notFound("A published experiment '" + step + "' of the flow"));
        FlowDocument.StepDocument drawn = document.steps().stream()
                .filter(each -> each.id().equals(step))
                .findFirst()
                .orElseThrow();
        Snapshot snapshot = segments.past(workspace).snapshot();
        List<Optional<EventMatcher>> guards = drawn.guards().stream()
                .map(guard -> guard.match().map(match -> matcher(match, snapshot)))
                .toList();
        JsonNode goal = drawn.goal().or(document::goalEvent).orElseThrow();
        Set<Integer> unsubscribed = guards.stream().allMatch(Optional::isPresent)
                ? Set.of()
                : store.unsubscribed(workspace, flow, step, experiment.within().toMillis());
        return new Measured(experiment, snapshot, matcher(goal, snapshot), guards, unsubscribed, clock.instant());
    }

    private static EventMatcher matcher(JsonNode match, Snapshot snapshot) {
        return new EventMatcher(Matches.of(Json.convert(match, EventMatch.class)), snapshot);
    }

    /** What is asked of each person's journey. */
    private record Measured(
            Step.Experiment experiment,
            Snapshot snapshot,
            EventMatcher goal,
            List<Optional<EventMatcher>> guards,
            Set<Integer> unsubscribed,
            Instant now) {
        boolean isOver(ExperimentStore.Exposed exposed) {
            return !exposed.at().plus(experiment.within()).isAfter(now);
        }

        boolean succeeded(ExperimentStore.Exposed exposed) {
            return happened(goal, exposed);
        }

        boolean[] guards(ExperimentStore.Exposed exposed) {
            boolean[] states = new boolean[guards.size()];
            for (int guard = 0; guard < states.length; guard++) {
                states[guard] = guards.get(guard)
                        .map(matcher -> happened(matcher, exposed))
                        .orElseGet(() -> unsubscribed.contains(exposed.person()));
            }
            return states;
        }

        private boolean happened(EventMatcher matcher, ExperimentStore.Exposed exposed) {
            Journey journey = snapshot.journey(exposed.person());
            long from = exposed.at().toEpochMilli();
            return FlowEffects.happened(
                    matcher, journey, from, from + experiment.within().toMillis());
        }
    }

    /** How people were to be spread by each version. */
    private final class Shares {
        private final WorkspaceId workspace;
        private final String flow;
        private final Step.Experiment newest;
        private final Map<Integer, double[]> known = new HashMap<>();

        Shares(WorkspaceId workspace, String flow, Step.Experiment newest) {
            this.workspace = workspace;
            this.flow = flow;
            this.newest = newest;
        }

        /** By the ways of the newest version, adding up to 1 over those that both have. */
        double[] of(int version) {
            return known.computeIfAbsent(version, this::read);
        }

        private double[] read(int version) {
            Map<String, Integer> then = new HashMap<>();
            flows.machineOf(workspace, flow, Optional.of(version))
                    .flow()
                    .findStep(newest.id())
                    .filter(Step.Experiment.class::isInstance)
                    .map(Step.Experiment.class::cast)
                    .ifPresent(step -> step.shares().forEach(share -> then.put(share.label(), share.basisPoints())));
            double[] shares = newest.shares().stream()
                    .mapToDouble(share -> then.getOrDefault(share.label(), 0))
                    .toArray();
            double sum = 0;
            for (double share : shares) {
                sum += share;
            }
            for (int place = 0; place < shares.length && sum > 0; place++) {
                shares[place] /= sum;
            }
            return shares;
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}
