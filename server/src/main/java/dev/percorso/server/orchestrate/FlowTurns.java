package dev.percorso.server.orchestrate;

import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.RunState;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.deliver.WebhookCall;
import dev.percorso.server.deliver.WebhookStore;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.journal.CheckpointStore;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.journal.VisibleEvents;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.People;
import dev.percorso.server.people.TraitChange;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * The turns by which persons move through flows. A turn reads runs, decides in memory, and commits new states, queued
 * messages, counts and its place in the log in one transaction; one turn runs at a time.
 */
final class FlowTurns {
    static final String CONSUMER = "flows";

    private static final int EVENTS_AT_ONCE = 4_000;
    private static final int RUNS_AT_ONCE = 4_000;
    /** Then events are looked at again. */
    private static final int PORTIONS_AT_ONCE = 8;

    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final Database database;
    private final InstantSource clock;
    private final People people;
    private final Segments segments;
    private final FlowCatalog catalog;
    private final ProjectedLog log;
    private final VisibleEvents visible;
    private final CheckpointStore checkpoints;
    private final RunStore runs;
    private final TurnStore turns;
    private final PersonMergeStore merges;
    private final FactsSource facts;
    private final WebhookStore calls;
    private final ClockEntries entries;
    private final ReentrantLock lock = new ReentrantLock();

    FlowTurns(
            Database database,
            InstantSource clock,
            People people,
            Segments segments,
            Recipients recipients,
            FlowCatalog catalog,
            CouponDesk coupons,
            VisibleEvents visible,
            BiPredicate<WorkspaceId, Integer> holdout) {
        this.database = database;
        this.clock = clock;
        this.people = people;
        this.segments = segments;
        this.catalog = catalog;
        this.log = new ProjectedLog(database);
        this.visible = visible;
        this.checkpoints = new CheckpointStore(database);
        this.runs = new RunStore(database);
        this.turns = new TurnStore(database, runs, new OutboxStore(database), coupons);
        this.merges = new PersonMergeStore(database, new MergeHistoryStore(database, clock));
        this.facts = new FactsSource(people, segments, recipients, holdout);
        this.calls = new WebhookStore(database);
        this.entries = new ClockEntries(database, people, segments, workspace -> recipients.zone(workspace, Map.of()));
    }

    RunStore runs() {
        return runs;
    }

    TurnStore turns() {
        return turns;
    }

    /** Runs work that reads runs to change them, alone. */
    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    void register() {
        checkpoints.register(CONSUMER);
    }

    List<WorkspaceId> workspaces() {
        return log.workspaces();
    }

    /** Takes the next events of the workspace; those of which conditions know already. */
    Progress followLog(WorkspaceId workspace) {
        return alone(() -> {
            followMerges();
            long position = database.read(handle -> checkpoints.position(handle, workspace, CONSUMER));
            List<ProjectedEvent> events = visible.visibleAfter(workspace, position, EVENTS_AT_ONCE);
            if (events.isEmpty()) {
                return Progress.NONE;
            }
            Turn turn = turn(workspace);
            decide(turn, workspace, events);
            long last = events.getLast().sequence();
            database.run(handle -> {
                turns.commit(handle, workspace, turn.changes(), turn.open(), clock.instant());
                checkpoints.advance(handle, workspace, CONSUMER, last);
            });
            return Progress.of(turn.changes());
        });
    }

    Turn turn(WorkspaceId workspace) {
        return new Turn(workspace, clock.instant(), catalog, runs, facts);
    }

    private void decide(Turn turn, WorkspaceId workspace, List<ProjectedEvent> events) {
        // What is said of a company alone is nobody's.
        List<ProjectedEvent> ofSomebody =
                events.stream().filter(event -> event.person() > 0).toList();
        Set<Integer> named = new TreeSet<>();
        ofSomebody.forEach(event -> named.add(event.person()));
        Map<Integer, Integer> remaining = merges.remaining(workspace, named);
        Map<Integer, List<ProjectedEvent>> byPerson = new LinkedHashMap<>();
        for (ProjectedEvent event : ofSomebody) {
            int person = remaining.getOrDefault(event.person(), event.person());
            byPerson.computeIfAbsent(person, _ -> new ArrayList<>()).add(event);
        }
        turn.load(byPerson.keySet());
        turn.expect(byPerson.keySet());
        turn.loadHistories(byPerson);
        // Only those whose members are known: else everybody would seem to come in.
        Set<String> watched = new HashSet<>(turn.open().watchedSegments());
        watched.retainAll(turns.watchedSegments(workspace));
        Map<Integer, Set<String>> before =
                watched.isEmpty() ? Map.of() : turns.memberships(workspace, byPerson.keySet());
        byPerson.forEach((person, own) -> {
            own.forEach(event -> turn.event(person, event));
            for (String segment : watched) {
                boolean was = before.getOrDefault(person, Set.of()).contains(segment);
                boolean is = facts.isMember(workspace, person, segment);
                if (was != is) {
                    turn.membership(person, segment, is);
                }
            }
        });
    }

    /** Runs of persons who were merged become those of the person who remains. */
    private void followMerges() {
        for (MergeHistoryStore.Followed merge : merges.waiting(RUNS_AT_ONCE)) {
            database.run(handle -> merges.follow(handle, merge, clock.instant()));
        }
    }

    /**
     * Moves the runs whose time has come. While one portion is being stored the next one is decided, unless somebody is
     * in both: all that a decision depends on belongs to one person.
     */
    Progress fireDue() {
        return alone(() -> {
            Instant now = clock.instant();
            Progress progress = Progress.NONE;
            RunStore.DuePlace after = RunStore.DuePlace.FIRST;
            Optional<Storing> storing = Optional.empty();
            try {
                for (int portion = 0; portion < PORTIONS_AT_ONCE; portion++) {
                    List<RunStore.DueRun> due = runs.due(now, after, RUNS_AT_ONCE);
                    if (storing.isPresent() && storing.get().concerns(due)) {
                        storing.get().await();
                        storing = Optional.empty();
                        after = RunStore.DuePlace.FIRST;
                        continue;
                    }
                    List<Decided> decided = due.isEmpty() ? List.of() : decideDue(due, now);
                    storing.ifPresent(Storing::await);
                    if (due.isEmpty()) {
                        return progress;
                    }
                    for (Decided each : decided) {
                        progress = progress.and(Progress.of(each.turn().changes()));
                    }
                    storing = Optional.of(store(due, decided, now));
                    after = due.getLast().place();
                }
            } finally {
                // Nobody else may decide anything before it is stored, whatever happened here.
                storing.ifPresent(Storing::await);
            }
            return progress;
        });
    }

    private record Decided(WorkspaceId workspace, List<RunState> due, Turn turn) {}

    private List<Decided> decideDue(List<RunStore.DueRun> due, Instant now) {
        Map<WorkspaceId, List<RunState>> byWorkspace = new LinkedHashMap<>();
        due.forEach(run -> byWorkspace
                .computeIfAbsent(run.workspace(), _ -> new ArrayList<>())
                .add(run.state()));
        List<Decided> decided = new ArrayList<>();
        byWorkspace.forEach((workspace, states) -> {
            Turn turn = new Turn(workspace, now, catalog, runs, facts);
            turn.expect(states.stream()
                    .map(run -> Integer.valueOf(run.person()))
                    .distinct()
                    .toList());
            states.forEach(turn::due);
            turn.changes().written();
            decided.add(new Decided(workspace, states, turn));
        });
        return decided;
    }

    private Storing store(List<RunStore.DueRun> due, List<Decided> decided, Instant now) {
        Set<Person> persons = new HashSet<>();
        due.forEach(run -> persons.add(Person.of(run)));
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            for (Decided each : decided) {
                Turn turn = each.turn();
                database.run(handle -> turns.commit(handle, each.workspace(), turn.changes(), turn.open(), now));
                postponeStuck(each.workspace(), each.due(), turn, now);
            }
            return true;
        });
        Thread.ofVirtual().name("flows-storing").start(task);
        return new Storing(persons, task);
    }

    private record Person(WorkspaceId workspace, String number) {
        static Person of(RunStore.DueRun run) {
            return new Person(run.workspace(), run.state().person());
        }
    }

    /** A portion on its way to the disk. */
    private record Storing(Set<Person> persons, FutureTask<Boolean> task) {
        boolean concerns(List<RunStore.DueRun> due) {
            return due.stream().map(Person::of).anyMatch(persons::contains);
        }

        void await() {
            try {
                task.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a portion of runs cannot be stored", failure);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while storing runs", interruption);
            }
        }
    }

    /** A run that is due but did not move would be due again at once, for ever. */
    private void postponeStuck(WorkspaceId workspace, List<RunState> due, Turn turn, Instant now) {
        for (RunState run : due) {
            if (!turn.changes().runs().containsKey(run.run())) {
                runs.postpone(workspace, run.run(), now, now.plus(AFTER_FAILURE));
            }
        }
    }

    /** Sees who came into or left a watched segment merely because time passed. */
    Progress sweep(WorkspaceId workspace) {
        return alone(() -> {
            Set<String> wanted = catalog.open(workspace).watchedSegments();
            Set<String> known = turns.watchedSegments(workspace);
            known.stream()
                    .filter(segment -> !wanted.contains(segment))
                    .forEach(segment -> turns.unwatch(workspace, segment));
            Progress progress = Progress.NONE;
            for (String segment : wanted) {
                if (!known.contains(segment)) {
                    turns.watch(
                            workspace,
                            segment,
                            members(workspace, segment).stream().boxed().toList());
                } else {
                    progress = progress.and(sweep(workspace, segment));
                }
            }
            return progress;
        });
    }

    private Progress sweep(WorkspaceId workspace, String segment) {
        BitSet now = members(workspace, segment);
        Set<Integer> before = new HashSet<>(turns.members(workspace, segment));
        Map<Integer, Boolean> changed = new LinkedHashMap<>();
        before.stream().filter(person -> !now.get(person)).forEach(person -> changed.put(person, false));
        now.stream().filter(person -> !before.contains(person)).forEach(person -> changed.put(person, true));
        Progress progress = Progress.NONE;
        List<Integer> persons = List.copyOf(changed.keySet());
        for (int from = 0; from < persons.size(); from += RUNS_AT_ONCE) {
            List<Integer> some = persons.subList(from, Math.min(from + RUNS_AT_ONCE, persons.size()));
            Turn turn = turn(workspace);
            turn.load(some);
            some.forEach(person -> turn.membership(person, segment, changed.getOrDefault(person, false)));
            database.run(handle -> turns.commit(handle, workspace, turn.changes(), turn.open(), clock.instant()));
            progress = progress.and(Progress.of(turn.changes()));
        }
        return progress;
    }

    private BitSet members(WorkspaceId workspace, String segment) {
        try {
            return segments.members(workspace, segment);
        } catch (ProblemException gone) {
            return new BitSet();
        }
    }

    /** Tells runs what their webhooks answered. */
    Progress takeAnswers() {
        return alone(() -> {
            Map<WorkspaceId, List<WebhookCall.Told>> byWorkspace = new LinkedHashMap<>();
            calls.untold(RUNS_AT_ONCE)
                    .forEach(told -> byWorkspace
                            .computeIfAbsent(told.workspace(), _ -> new ArrayList<>())
                            .add(told));
            Progress progress = Progress.NONE;
            for (Map.Entry<WorkspaceId, List<WebhookCall.Told>> entry : byWorkspace.entrySet()) {
                Turn turn = turn(entry.getKey());
                for (WebhookCall.Told told : entry.getValue()) {
                    runs.find(entry.getKey(), told.run())
                            .filter(RunState::active)
                            .ifPresent(run -> turn.tell(
                                    run,
                                    new Input.Answered(told.step(), told.occurrence(), told.isGood(), told.answer())));
                }
                database.run(handle -> {
                    turns.commit(handle, entry.getKey(), turn.changes(), turn.open(), clock.instant());
                    calls.told(
                            handle,
                            entry.getValue().stream()
                                    .map(WebhookCall.Told::sequence)
                                    .toList());
                });
                progress = progress.and(Progress.of(turn.changes()));
            }
            return progress;
        });
    }

    /** Lets people enter whose time has come by the clock. */
    Progress strike(WorkspaceId workspace) {
        return alone(() -> {
            Progress progress = Progress.NONE;
            FlowCatalog.OpenFlows open = catalog.open(workspace);
            Optional<ClockEntries.Portion> portion = entries.next(workspace, open, clock.instant());
            while (portion.isPresent()) {
                ClockEntries.Portion some = portion.get();
                Turn turn = turn(workspace);
                turn.load(some.persons());
                FlowMachine machine = open.newest().stream()
                        .filter(each -> each.flow().flowId().equals(some.flow()))
                        .findFirst()
                        .orElseThrow();
                Input.CameUp came = new Input.CameUp(some.entry().id(), some.occurrence());
                some.persons().forEach(person -> turn.cameUp(machine, person, came));
                database.run(handle -> {
                    turns.commit(handle, workspace, turn.changes(), turn.open(), clock.instant());
                    entries.store()
                            .save(handle, workspace, some.flow(), some.entry().id(), some.after());
                });
                progress = progress.and(Progress.of(turn.changes()));
                portion = entries.next(workspace, open, clock.instant());
            }
            return progress;
        });
    }

    Optional<Instant> nextOccurrence(WorkspaceId workspace, String flow) {
        return entries.store().find(workspace, flow, FlowReader.ENTRY).flatMap(ClockStore.Place::next);
    }

    /**
     * A call of the API brings a person in; the same request does so once.
     *
     * @return why not, or empty
     */
    Optional<EntryDecision.Reason> enterByApi(
            WorkspaceId workspace, String flow, int person, String request, Map<String, Object> properties) {
        return alone(() -> {
            Turn turn = turn(workspace);
            FlowMachine machine = turn.open().newest().stream()
                    .filter(each -> each.flow().flowId().equals(flow))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.of(
                            ErrorCode.CONFLICT, "The flow is not running; publish it, then people can enter"));
            String cause = "api-" + request;
            if (runs.find(workspace, flow + "." + person + "." + cause).isPresent()) {
                return Optional.empty();
            }
            turn.load(List.of(person));
            Instant now = clock.instant();
            EntryDecision decision =
                    turn.bring(machine, person, new Input.StartedByApi(request, "", now, properties), cause);
            database.run(handle -> turns.commit(handle, workspace, turn.changes(), turn.open(), now));
            return decision instanceof EntryDecision.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
        });
    }

    /** Moves the runs of one version into another. */
    FlowVersions.Moved transfer(WorkspaceId workspace, FlowMachine target, FlowVersions.Move move) {
        String flow = target.flow().flowId();
        long moved = 0;
        long failed = 0;
        List<RunState> inside = runs.activeOf(workspace, flow, move.from(), "", RUNS_AT_ONCE);
        while (!inside.isEmpty()) {
            Turn turn = turn(workspace);
            turn.load(inside.stream()
                    .map(run -> Integer.valueOf(run.person()))
                    .distinct()
                    .toList());
            inside.forEach(run -> turn.transfer(run, target, move));
            database.run(handle -> turns.commit(handle, workspace, turn.changes(), turn.open(), clock.instant()));
            failed += turn.failed().size();
            moved += inside.size() - turn.failed().size();
            inside =
                    runs.activeOf(workspace, flow, move.from(), inside.getLast().run(), RUNS_AT_ONCE);
        }
        return new FlowVersions.Moved(moved, failed);
    }

    /** Ends every run of a flow. */
    void exitEveryone(WorkspaceId workspace, String flow, String why) {
        List<RunState> inside = runs.activeOf(workspace, flow, RUNS_AT_ONCE);
        while (!inside.isEmpty()) {
            Turn turn = turn(workspace);
            inside.forEach(run -> turn.remove(run, why));
            if (!turn.failed().isEmpty()) {
                throw new IllegalStateException(turn.failed().size() + " persons cannot leave the flow");
            }
            database.run(handle -> turns.commit(handle, workspace, turn.changes(), turn.open(), clock.instant()));
            inside = runs.activeOf(workspace, flow, RUNS_AT_ONCE);
        }
    }

    /**
     * Hands traits that steps set to the people's records. They were committed with the step; setting one again after a
     * crash changes nothing.
     */
    void setTraits() {
        List<TurnStore.WaitingTrait> waiting = turns.waitingTraits(RUNS_AT_ONCE);
        for (TurnStore.WaitingTrait trait : waiting) {
            people.setTrait(trait.workspace(), trait.person(), trait.trait(), trait.value(), TraitChange.FLOW);
        }
        if (!waiting.isEmpty()) {
            turns.traitsSet(waiting.getLast().id());
        }
    }
}
