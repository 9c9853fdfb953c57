package dev.percorso.server.orchestrate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.simulate.PersonReplay;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.deliver.MessagePreview;
import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.deliver.SendingForecast;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Segments;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plays versions and drafts of flows against what really happened, with a virtual clock. Nothing is sent, stored or
 * called; other flows are not played along. Consents, traits, rules and segments are those of today.
 */
public final class FlowSimulator {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_KEPT = 20;

    private final Flows flows;
    private final People people;
    private final Segments segments;
    private final Recipients recipients;
    private final SendingForecast forecast;
    private final MessagePreview preview;
    private final FactsSource facts;
    private final FoldPool folds;
    private final Ids ids;
    private final Cache<String, Kept> kept =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();

    public FlowSimulator(
            Flows flows,
            People people,
            Segments segments,
            Recipients recipients,
            SendingForecast forecast,
            MessagePreview preview,
            FoldPool folds,
            Ids ids) {
        this.flows = flows;
        this.people = people;
        this.segments = segments;
        this.recipients = recipients;
        this.forecast = forecast;
        this.preview = preview;
        this.facts = new FactsSource(people, segments, recipients, (_, _) -> false);
        this.folds = folds;
        this.ids = ids;
    }

    private record Kept(WorkspaceId workspace, String flow, SimulationTally tally) {}

    /** Plays the flow for everybody; waits for its turn among the reports, can be watched and stopped like them. */
    Simulation simulate(WorkspaceId workspace, String flow, SimulationRequest request) {
        FlowMachine machine = flows.machineOf(workspace, flow, request.version());
        return folds.run(run -> {
            SimulationPlan plan = plan(workspace, machine, request.from(), request.to());
            FoldScope scope = scope(workspace, request.segment())
                    .andWithoutEvents()
                    .stoppedBy(run.cancellation())
                    .watchedBy(run.watch(1));
            Optional<BitSet> allowed =
                    advertises(machine) ? Optional.of(people.allowing(workspace, Purpose.PROFILING)) : Optional.empty();
            SimulationFold fold = new SimulationFold(
                    plan, forecast, allowed, request.hooksAnswer().orElse(true));
            SimulationTally tally = plan.snapshot().fold(fold, scope);
            String id = ids.next();
            kept.put(id, new Kept(workspace, flow, tally));
            return view(id, plan, request.version(), flows.documentOf(workspace, flow, request.version()), tally);
        });
    }

    private FoldScope scope(WorkspaceId workspace, Optional<String> segment) {
        segment.ifPresent(id -> segments.require(workspace, id, "/segment"));
        return segment.map(id -> FoldScope.of(segments.members(workspace, id))).orElseGet(FoldScope::everyone);
    }

    private static boolean advertises(FlowMachine machine) {
        return FlowCatalog.advertises(machine.flow().definition());
    }

    private SimulationPlan plan(WorkspaceId workspace, FlowMachine machine, LocalDate from, LocalDate to) {
        ZoneId zone = recipients.zone(workspace, Map.of());
        SimulationPlan.Period period = new SimulationPlan.Period(
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant());
        return new SimulationPlan(workspace, machine, period, segments.past(workspace), facts, recipients);
    }

    private Simulation view(
            String id, SimulationPlan plan, Optional<Integer> version, FlowDocument document, SimulationTally tally) {
        Map<String, Map<MessageStatus, Long>> messages = new HashMap<>();
        tally.sent.forEach((step, count) ->
                messages.computeIfAbsent(step, _ -> new HashMap<>()).put(MessageStatus.SENT, count));
        tally.held.forEach((hold, count) -> messages.computeIfAbsent(hold.step(), _ -> new HashMap<>())
                .merge(MessageStatus.SKIPPED, count, Long::sum));
        String flow = plan.machine().flow().flowId();
        return new Simulation(
                id,
                plan.from(),
                plan.until(),
                version,
                tally.looked.cardinality(),
                tally.entered.cardinality(),
                tally.withoutConsent.cardinality(),
                CountView.of(flow, document, tally.counts, tally.waiting, messages, Map.of(), Map.of()),
                tally.refused.entrySet().stream()
                        .map(entry -> new Simulation.Refused(entry.getKey(), entry.getValue()))
                        .toList(),
                tally.exits.entrySet().stream()
                        .map(entry -> new Simulation.Left(entry.getKey(), entry.getValue()))
                        .toList(),
                tally.held.entrySet().stream()
                        .map(entry -> new Simulation.Held(
                                entry.getKey().step(), entry.getKey().rule(), entry.getValue()))
                        .sorted(Comparator.comparing(Simulation.Held::step).thenComparing(Simulation.Held::rule))
                        .toList(),
                messages(plan.workspace(), tally));
    }

    private List<Simulation.Message> messages(WorkspaceId workspace, SimulationTally tally) {
        List<SimulationTally.Planned> first = new ArrayList<>(tally.messages);
        first.sort(Comparator.comparing(SimulationTally.Planned::at).thenComparingInt(SimulationTally.Planned::person));
        return first.stream()
                .map(planned -> new Simulation.Message(
                        Integer.toString(planned.person()),
                        people.label(workspace, planned.person()),
                        planned.step(),
                        planned.occurrence(),
                        planned.at(),
                        planned.outlook().skipped(),
                        planned.outlook().until()))
                .toList();
    }

    /** Persons whom a simulation left at a step, or brought past it. */
    BitSet personsAt(WorkspaceId workspace, String flow, String simulation, String step, boolean waiting) {
        Kept known = Optional.ofNullable(kept.getIfPresent(simulation))
                .filter(each ->
                        each.workspace().equals(workspace) && each.flow().equals(flow))
                .orElseThrow(() ->
                        ProblemException.notFound("The simulation (it is kept for an hour; run it again, please)"));
        BitSet there = known.tally().waitingAt.getOrDefault(step, new BitSet());
        if (waiting) {
            return (BitSet) there.clone();
        }
        BitSet past =
                (BitSet) known.tally().cameTo.getOrDefault(step, new BitSet()).clone();
        past.andNot(there);
        return past;
    }

    /** Plays the flow for one person and writes down every step. */
    Walk walk(WorkspaceId workspace, String flow, WalkRequest request) {
        FlowMachine machine = flows.machineOf(workspace, flow, request.version());
        Person person = people.named(workspace, String.valueOf(request.personId()));
        return folds.run(_ -> walk(workspace, machine, person, request));
    }

    private Walk walk(WorkspaceId workspace, FlowMachine machine, Person person, WalkRequest request) {
        SimulationPlan plan = plan(workspace, machine, request.from(), request.to());
        Journey journey = plan.snapshot().journey(person.id());
        boolean allowed = !advertises(machine) || people.allows(workspace, person.id(), Purpose.PROFILING);
        List<Walk.Refused> refused = new ArrayList<>();
        WalkRecorder recorder = new WalkRecorder(plan, forecast, flows, preview, person.id());
        PersonReplay replay = new PersonReplay(
                machine,
                Integer.toString(person.id()),
                at -> plan.facts(person.id(), at),
                request.hooksAnswer().orElse(true),
                recorder);
        if (allowed || request.enterAt().isPresent()) {
            PastLife life =
                    new PastLife(plan, journey, replay, (at, reason) -> refused.add(new Walk.Refused(at, reason)));
            request.enterAt().ifPresent(life::entering);
            life.play();
        }
        return new Walk(
                Integer.toString(person.id()),
                people.label(workspace, person.id()),
                allowed,
                recorder.steps(),
                refused.stream().limit(20).toList(),
                replay.active().stream().map(run -> run.step()).toList());
    }
}
