package dev.percorso.server.orchestrate;

import dev.percorso.flow.Decision;
import dev.percorso.flow.Effect;
import dev.percorso.flow.EmailContent;
import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.ExitReason;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.MessageBody;
import dev.percorso.flow.PersonHistory;
import dev.percorso.flow.PushContent;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Situation;
import dev.percorso.flow.SmsContent;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.Priority;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.loyalty.PointStore;
import dev.percorso.server.onsite.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides a number of inputs of one workspace in memory. Used once, by one thread. */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    /** Imports of the past must not start flows. */
    private static final Duration OLDEST_ENTRY = Duration.ofHours(24);

    private static final int MOST_FOLLOWING = 50;
    private static final Input WITHDRAWN = new Input.Removed("consent to profiling was withdrawn");

    private final WorkspaceId workspace;
    private final Instant now;
    private final FlowCatalog catalog;
    private final FlowCatalog.OpenFlows open;
    private final RunStore runs;
    private final FactsSource facts;
    private final TurnChanges changes = new TurnChanges();
    private final Map<Integer, Map<String, RunState>> runsOfPerson = new HashMap<>();
    private final Map<String, Map<Integer, List<PersonHistory.PastRun>>> ended = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final Map<Integer, Boolean> profiling = new HashMap<>();
    private final IdentityHashMap<FlowMachine, Boolean> advertising = new IdentityHashMap<>();
    private final Deque<Runnable> following = new ArrayDeque<>();
    private long sequence;

    Turn(WorkspaceId workspace, Instant now, FlowCatalog catalog, RunStore runs, FactsSource facts) {
        this.workspace = workspace;
        // Whole milliseconds, as the stored times are.
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
        this.catalog = catalog;
        this.open = catalog.open(workspace);
        this.runs = runs;
        this.facts = facts;
    }

    FlowCatalog.OpenFlows open() {
        return open;
    }

    TurnChanges changes() {
        return changes;
    }

    /** Runs whose decision failed; they were left as they are. */
    Set<String> failed() {
        return failed;
    }

    /** Reads the runs of the persons that inputs will concern. */
    void load(Collection<Integer> persons) {
        Map<Integer, List<RunState>> active = runs.active(workspace, persons);
        for (int person : persons) {
            Map<String, RunState> own = runsOfPerson.computeIfAbsent(person, _ -> new LinkedHashMap<>());
            active.getOrDefault(person, List.of())
                    .forEach(run -> own.putIfAbsent(run.run(), changes.runs().getOrDefault(run.run(), run)));
        }
    }

    /** Reads what re-entry depends on for the persons whom the events may bring into a flow. */
    void loadHistories(Map<Integer, List<ProjectedEvent>> eventsOfPerson) {
        for (FlowMachine machine : open.newest()) {
            List<Integer> candidates = new ArrayList<>();
            eventsOfPerson.forEach((person, events) -> {
                if (events.stream().anyMatch(event -> machine.mayStart(input(event)))) {
                    candidates.add(person);
                }
            });
            if (!candidates.isEmpty()) {
                Map<Integer, List<PersonHistory.PastRun>> histories =
                        runs.ended(workspace, machine.flow().flowId(), candidates);
                Map<Integer, List<PersonHistory.PastRun>> known =
                        ended.computeIfAbsent(machine.flow().flowId(), _ -> new HashMap<>());
                candidates.forEach(person -> known.put(person, histories.getOrDefault(person, List.of())));
            }
        }
    }

    /** An event of a loaded person. */
    void event(int person, ProjectedEvent event) {
        sequence = event.sequence();
        Input.EventArrived input = input(event);
        boolean isOld = input.event().at().isBefore(now.minus(OLDEST_ENTRY));
        give(person, input);
        if (!isOld) {
            Instant happened = input.event().at();
            enter(person, input, Long.toString(event.sequence()), flow -> open.wasLive(flow, happened));
        }
    }

    private static Input.EventArrived input(ProjectedEvent projected) {
        return new Input.EventArrived(new FlowEvent(
                Long.toString(projected.sequence()),
                projected.event().name(),
                projected.event().time(),
                projected.event().properties()));
    }

    /** A loaded person came into a segment or left it. */
    void membership(int person, String segment, boolean isMember) {
        changes.membership(new TurnChanges.Membership(segment, person, isMember));
        Input input = isMember ? new Input.SegmentEntered(segment, now) : new Input.SegmentLeft(segment, now);
        give(person, input);
        enter(person, input, segment + "-" + now.toEpochMilli(), _ -> true);
    }

    /** A loaded person came onto a list. */
    void listed(int person, String list, long arrival) {
        Input input = new Input.ListJoined(list, now);
        give(person, input);
        enter(person, input, list + "-" + arrival, _ -> true);
    }

    /** A run is due: its timer, or what a pause held back. */
    void due(RunState stored) {
        // Another run of this turn may have ended it.
        RunState run = changes.runs().getOrDefault(stored.run(), stored);
        Input input = run.heldOutlet().isPresent()
                ? new Input.Resumed()
                : new Input.TimerFired(run.timer().map(timer -> timer.number()).orElse(0L));
        decide(run, input);
    }

    /** The run ends, whatever it waits for. */
    void remove(RunState run, String why) {
        decide(run, new Input.Removed(why));
    }

    /** Whether a step of the flow sends marketing: then it is for those who agreed to profiling. */
    private boolean advertises(FlowMachine machine) {
        return advertising.computeIfAbsent(
                machine, asked -> FlowCatalog.advertises(asked.flow().definition()));
    }

    /** Looks at once at what would else be asked person by person. */
    void expect(Collection<Integer> persons) {
        boolean matters = persons.size() > 1;
        if (matters) {
            BitSet allowing = facts.allowingProfiling(workspace, persons);
            persons.forEach(person -> profiling.put(person, allowing.get(person)));
        }
    }

    private boolean allowsProfiling(int person) {
        return profiling.computeIfAbsent(person, asked -> facts.allowsProfiling(workspace, asked));
    }

    private void give(int person, Input input) {
        List.copyOf(runsOf(person).values()).stream().filter(RunState::active).forEach(run -> decide(run, input));
    }

    private Map<String, RunState> runsOf(int person) {
        return runsOfPerson.computeIfAbsent(person, _ -> new LinkedHashMap<>());
    }

    private void decide(RunState run, Input input) {
        move(run, input);
        followUp();
    }

    private void move(RunState run, Input input) {
        move(run, input, GivenInput.isGivenOnce(input));
    }

    /** @param keeps whether to keep the input if it cannot be decided */
    private void move(RunState run, Input input, boolean keeps) {
        int person = Integer.parseInt(run.person());
        try {
            FlowMachine machine = catalog.machine(workspace, run.flow(), run.version())
                    .orElseThrow(() -> new IllegalStateException("version " + run.version() + " is missing"));
            Input acting = advertises(machine) && !allowsProfiling(person) ? WITHDRAWN : input;
            Decision decision = machine.decide(run, acting, situation(person, run.flow()));
            if (!decision.state().equals(run) || !decision.effects().isEmpty()) {
                accept(person, decision);
            }
        } catch (RuntimeException failure) {
            // One run that cannot be decided must not keep all others from moving.
            LOG.error("run {} of flow {} in {} cannot be decided", run.run(), run.flow(), workspace, failure);
            GivenInput given = new GivenInput(run.flow(), run.run(), person, false, input);
            fail(given, run.step(), failure, keeps);
        }
    }

    private void fail(GivenInput given, String step, RuntimeException failure, boolean keeps) {
        failed.add(given.run());
        changes.stuck(FailureStore.Stuck.of(given, step, failure));
        if (keeps) {
            changes.keep(given);
        }
    }

    /** What could not be decided before is given once more; its person is loaded. */
    void again(GivenInput given) {
        // Entering while the flow is paused would be refused, and what is given in another order would decide
        // otherwise.
        boolean mustWait = failed.contains(given.run()) || (given.starts() && open.isPaused(given.flow()));
        if (mustWait) {
            failed.add(given.run());
            return;
        }
        if (given.starts()) {
            open.newest(given.flow())
                    .filter(machine -> !advertises(machine) || allowsProfiling(given.person()))
                    .ifPresent(machine -> enter(machine, given, false));
        } else {
            Optional.ofNullable(runsOf(given.person()).get(given.run()))
                    .ifPresent(run -> move(run, given.input(), false));
        }
        followUp();
    }

    /** The run goes on in another version of its flow. */
    void transfer(RunState run, FlowMachine target, FlowVersions.Move move) {
        int person = Integer.parseInt(run.person());
        try {
            Decision decision = target.transfer(run, move.steps(), move.retime(), situation(person, run.flow()));
            accept(person, decision);
            followUp();
        } catch (RuntimeException failure) {
            LOG.error("run {} of flow {} in {} cannot be moved", run.run(), run.flow(), workspace, failure);
            failed.add(run.run());
        }
    }

    /** What one flow asks of another is done once its own step is taken. */
    private void follow(Runnable work) {
        following.add(work);
    }

    private void followUp() {
        for (int done = 0; !following.isEmpty(); done++) {
            Runnable work = following.removeFirst();
            if (done >= MOST_FOLLOWING) {
                LOG.error("flows in {} start each other in a circle; going no further", workspace);
                following.clear();
                return;
            }
            work.run();
        }
    }

    private void startFlow(int person, RunState from, String flow, String passage) {
        Optional<FlowMachine> target = open.newest(flow);
        if (target.isEmpty() || (advertises(target.get()) && !allowsProfiling(person))) {
            return;
        }
        load(List.of(person));
        Map<String, Object> properties = from.entry().map(FlowEvent::properties).orElse(Map.of());
        Input input = new Input.StartedByFlow(from.run() + "." + passage, now, properties);
        enter(target.get(), GivenInput.entry(target.get(), person, input, from.run() + "." + passage), true);
    }

    private void stopFlow(int person, RunState from, String flow) {
        load(List.of(person));
        List.copyOf(runsOf(person).values()).stream()
                .filter(run -> run.active() && run.flow().equals(flow))
                .forEach(run -> move(run, new Input.Removed("flow " + from.flow() + " took the person out")));
    }

    /** Whoever receives no marketing at all is held out of what advertises, from their entry on. */
    private Situation situationOfEntry(FlowMachine machine, int person) {
        Situation situation = situation(person, machine.flow().flowId());
        boolean isHeldOut = advertises(machine) && facts.isHeldOut(workspace, person);
        return isHeldOut
                ? new Situation(situation.now(), situation.facts(), situation.paused(), true, situation.winners())
                : situation;
    }

    private Situation situation(int person, String flow) {
        return new Situation(now, facts.of(workspace, person), open.isPaused(flow), false, open.winners(flow));
    }

    /** @param isFor whether the flow of an id takes the input */
    private void enter(int person, Input input, String cause, Predicate<String> isFor) {
        for (FlowMachine machine : open.newest()) {
            if (machine.mayStart(input)
                    && isFor.test(machine.flow().flowId())
                    && (!advertises(machine) || allowsProfiling(person))) {
                enter(machine, GivenInput.entry(machine, person, input, cause), true);
            }
        }
        followUp();
    }

    /** @param keeps whether to keep the input if it cannot be decided */
    private void enter(FlowMachine machine, GivenInput given, boolean keeps) {
        try {
            enter(machine, given);
        } catch (RuntimeException failure) {
            // One person who cannot enter one flow must not keep all others from moving.
            LOG.error("run {} of flow {} in {} cannot begin", given.run(), given.flow(), workspace, failure);
            fail(given, machine.flow().entries().getFirst().id(), failure, keeps);
        }
    }

    private EntryDecision enter(FlowMachine machine, GivenInput given) {
        int person = given.person();
        EntryDecision decision = machine.enter(
                given.run(),
                Integer.toString(person),
                given.input(),
                history(person, given.flow()),
                situationOfEntry(machine, person));
        if (decision instanceof EntryDecision.Entered entered) {
            accept(person, entered.decision());
        }
        return decision;
    }

    /** A call brings a loaded person into one flow; the caller learns of a failure. */
    EntryDecision bring(FlowMachine machine, int person, Input.StartedByApi call, String cause) {
        if (advertises(machine) && !allowsProfiling(person)) {
            return new EntryDecision.Refused(EntryDecision.Reason.NO_MATCH);
        }
        EntryDecision decision = enter(machine, GivenInput.entry(machine, person, call, cause));
        followUp();
        return decision;
    }

    /** The clock brings a loaded person into one flow. */
    void cameUp(FlowMachine machine, int person, Input.CameUp came) {
        if (!advertises(machine) || allowsProfiling(person)) {
            enter(
                    machine,
                    GivenInput.entry(machine, person, came, "clock-" + came.at().toEpochMilli()),
                    true);
            followUp();
        }
    }

    /** Somebody answers a run, admits it or looks at it; one that waits for no such thing stays as it is. */
    void tell(RunState run, Input input) {
        decide(changes.runs().getOrDefault(run.run(), run), input);
    }

    /** The version of its flow that the run follows. */
    Optional<FlowMachine> machineOf(RunState run) {
        return catalog.machine(workspace, run.flow(), run.version());
    }

    private PersonHistory history(int person, String flow) {
        List<PersonHistory.PastRun> past = new ArrayList<>(ended.computeIfAbsent(flow, _ -> new HashMap<>())
                .computeIfAbsent(
                        person,
                        _ -> runs.ended(workspace, flow, List.of(person)).getOrDefault(person, List.of())));
        runsOf(person).values().stream()
                .filter(run -> run.flow().equals(flow))
                .forEach(run -> past.add(new PersonHistory.PastRun(run.key(), run.startedAt(), run.active())));
        return new PersonHistory(past);
    }

    private void accept(int person, Decision decision) {
        RunState state = decision.state();
        runsOf(person).put(state.run(), state);
        changes.run(state);
        decision.effects().forEach(effect -> carryOut(person, state, effect));
    }

    private void carryOut(int person, RunState state, Effect effect) {
        String flow = state.flow();
        switch (effect) {
            case Effect.StartedRun _ -> changes.count(flow, TurnChanges.Count.ENTERED, "", "");
            case Effect.MovedTo moved -> changes.count(TurnChanges.CountKey.of(flow, moved));
            case Effect.ReachedGoal _ -> {
                changes.count(flow, TurnChanges.Count.GOAL, "", "");
                state.memory()
                        .chosen()
                        .forEach((step, label) -> changes.count(flow, TurnChanges.Count.CHOSEN_GOAL, step, label));
            }
            case Effect.ExitedRun exited -> {
                changes.count(flow, TurnChanges.Count.EXITED, "", "");
                if (exited.reason().kind() == ExitReason.Kind.HELD_OUT) {
                    changes.count(flow, TurnChanges.Count.HELD_OUT, "", "");
                }
            }
            case Effect.Chose chose -> changes.count(flow, TurnChanges.Count.CHOSEN, chose.step(), chose.label());
            case Effect.JoinLine join ->
                changes.arrival(new LineStore.Arrival(flow, join.step(), state.run(), join.occurrence(), sequence));
            case Effect.Exposed exposed ->
                changes.exposure(
                        new ExperimentStore.Exposure(flow, state.version(), exposed.step(), person, exposed.variant()));
            case Effect.ChangeList change ->
                changes.listChange(new TurnChanges.ListChange(change.list(), person, change.joins(), state.flow()));
            case Effect.IssueCoupon issue ->
                changes.coupon(new CouponDesk.Ask(
                        flow, state.run(), issue.step(), issue.occurrence(), person, issue.pool(), "flow " + flow));
            case Effect.AddPoints add ->
                changes.points(new PointStore.Addition(
                        person,
                        add.points(),
                        add.reason(),
                        "flow " + flow,
                        "run/%s/%s/%d".formatted(state.run(), add.step(), add.occurrence())));
            case Effect.StartFlow start ->
                follow(() -> startFlow(person, state, start.flow(), start.step() + "." + start.occurrence()));
            case Effect.StopFlow stop -> follow(() -> stopFlow(person, state, stop.flow()));
            case Effect.SendMessage message ->
                changes.message(new QueuedMessage(
                        workspace,
                        flow,
                        state.version(),
                        person,
                        state.run(),
                        message.step(),
                        message.occurrence(),
                        channelOf(message.content()),
                        message.purpose().equals(FlowReader.MARKETING),
                        message.topic(),
                        open.priority(flow)));
            case Effect.AskForPush ask -> offer(person, state, ask.step(), ask.occurrence(), Offer.PUSH, ask.lasting());
            case Effect.ShowMessage show ->
                offer(person, state, show.step(), show.occurrence(), show.message(), show.lasting());
            case Effect.SetTrait trait ->
                changes.trait(new TurnChanges.TraitChange(person, trait.trait(), trait.value()));
            // The state itself says when the run is due.
            case Effect.ScheduleTimer _, Effect.CancelTimer _ -> {}
            case Effect.CallWebhook hook ->
                changes.call(new QueuedMessage(
                        workspace,
                        flow,
                        state.version(),
                        person,
                        state.run(),
                        hook.step(),
                        hook.occurrence(),
                        Channel.EMAIL,
                        false,
                        "",
                        Priority.NORMAL));
        }
    }

    private void offer(int person, RunState state, String step, int occurrence, String message, Duration lasting) {
        changes.offer(new Offer(
                workspace,
                state.flow(),
                state.version(),
                person,
                state.run(),
                step,
                occurrence,
                message,
                now.plus(lasting)));
    }

    static Channel channelOf(MessageBody content) {
        return switch (content) {
            case EmailContent _ -> Channel.EMAIL;
            case PushContent _ -> Channel.PUSH;
            case SmsContent _ -> Channel.SMS;
        };
    }
}
