package dev.percorso.flow.simulate;

import dev.percorso.flow.Decision;
import dev.percorso.flow.Effect;
import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.Facts;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.Input;
import dev.percorso.flow.Pace;
import dev.percorso.flow.PersonHistory;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Situation;
import dev.percorso.flow.Timer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Plays moments against one flow with a virtual clock. Timers fire at their instant, before moments of the same
 * instant; those of the same instant fire in the order the runs began.
 */
public final class ScenarioRunner {
    /** A loop through codes, which come at once, could go on for ever. */
    private static final int MOST_CODES = 100_000;

    private final Map<Integer, FlowMachine> versions = new HashMap<>();
    private final Map<String, RunState> runs = new LinkedHashMap<>();
    private final Map<String, Set<String>> factsOfPerson = new HashMap<>();
    private final Map<String, Map<String, Object>> traits = new HashMap<>();
    private final Map<String, ZoneId> zones = new HashMap<>();
    private final List<Trace.Entry> entries = new ArrayList<>();
    private final ZoneId usualZone;
    private final UnaryOperator<RunState> storage;
    private final Lines lines = new Lines();
    private final Map<String, String> winners = new HashMap<>();
    private final Map<String, Integer> codesLeft = new HashMap<>();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private int codesAsked;
    private int codesGiven;
    private FlowMachine latest;
    private boolean paused;
    private Instant clock = Instant.MIN;

    /** A code that a run waits for. */
    private record Asked(String run, Effect.IssueCoupon issue) {}

    private ScenarioRunner(FlowVersion version, ZoneId usualZone, UnaryOperator<RunState> storage) {
        this.latest = new FlowMachine(version);
        this.versions.put(version.number(), latest);
        this.usualZone = usualZone;
        this.storage = storage;
    }

    /**
     * Plays the moments in the order of their instants.
     *
     * @param until where the virtual clock stops; timers due later do not fire
     * @param usualZone the zone of persons who have not moved to another
     */
    public static Trace run(FlowVersion version, List<Moment> moments, Instant until, ZoneId usualZone) {
        return run(version, moments, until, usualZone, UnaryOperator.identity());
    }

    /**
     * The same, with every state passing through {@code storage} after each decision: write it and read it again there,
     * and the scenario restarts after every step.
     */
    public static Trace run(
            FlowVersion version,
            List<Moment> moments,
            Instant until,
            ZoneId usualZone,
            UnaryOperator<RunState> storage) {
        ScenarioRunner runner = new ScenarioRunner(version, usualZone, storage);
        List<Moment> ordered = new ArrayList<>(moments);
        ordered.sort(Comparator.comparing(Moment::at));
        for (Moment moment : ordered) {
            runner.advanceTo(moment.at());
            runner.play(moment);
        }
        runner.advanceTo(until);
        return new Trace(runner.entries, List.copyOf(runner.runs.values()));
    }

    private void advanceTo(Instant instant) {
        while (fireTimer(instant) || admitSomebody(instant)) {}
        clock = later(clock, instant);
    }

    /** Lets the earliest timer fire, if it comes before the next turn in a line. */
    private boolean fireTimer(Instant until) {
        Instant beforeLines = nextTurn(until).map(Lines.Turn::at).orElse(until);
        Optional<RunState> due = earliestDue(beforeLines);
        due.ifPresent(run -> {
            Timer timer = run.timer().orElseThrow();
            clock = later(clock, timer.due());
            give(run, new Input.TimerFired(timer.number()));
        });
        return due.isPresent();
    }

    private boolean admitSomebody(Instant until) {
        Optional<Lines.Turn> turn = nextTurn(until);
        turn.ifPresent(next -> {
            Lines.Place place = next.place();
            clock = later(clock, next.at());
            lines.leave(place);
            give(run(place), new Input.Admitted(place.step(), place.occurrence()));
        });
        return turn.isPresent();
    }

    private Optional<Lines.Turn> nextTurn(Instant until) {
        return paused
                ? Optional.empty()
                : lines.next(this::paceAt).filter(turn -> !turn.at().isAfter(until));
    }

    private RunState run(Lines.Place place) {
        return Objects.requireNonNull(runs.get(place.run()));
    }

    /** That of the newest version which has the throttle. */
    private Pace paceAt(Lines.Place place) {
        return Lines.paceOf(latest, place)
                .or(() -> Optional.ofNullable(versions.get(run(place).version()))
                        .flatMap(machine -> Lines.paceOf(machine, place)))
                .orElseThrow();
    }

    private Optional<RunState> earliestDue(Instant instant) {
        if (paused) {
            return Optional.empty();
        }
        return runs.values().stream()
                .filter(run -> run.timer()
                        .filter(timer -> !timer.due().isAfter(instant))
                        .isPresent())
                .min(Comparator.comparing(run -> run.timer().orElseThrow().due()));
    }

    private void play(Moment moment) {
        switch (moment) {
            case Moment.Arrives arrives -> offer(arrives.person(), new Input.EventArrived(arrives.event()));
            case Moment.Joins joins -> offer(joins.person(), new Input.SegmentEntered(joins.segment(), joins.at()));
            case Moment.Leaves leaves -> offer(leaves.person(), new Input.SegmentLeft(leaves.segment(), leaves.at()));
            case Moment.Listed listed -> offer(listed.person(), new Input.ListJoined(listed.list(), listed.at()));
            case Moment.ApiStarts call ->
                offer(call.person(), new Input.StartedByApi(call.request(), "", call.at(), call.properties()));
            case Moment.FactChanges change -> {
                Set<String> held = factsOfPerson.computeIfAbsent(change.person(), _ -> new HashSet<>());
                if (change.holds()) {
                    held.add(change.expression());
                } else {
                    held.remove(change.expression());
                }
            }
            case Moment.TraitChanges change ->
                traits.computeIfAbsent(change.person(), _ -> new HashMap<>()).put(change.trait(), change.value());
            case Moment.Answers answers ->
                runsOf(answers.person())
                        .forEach(run -> give(
                                run,
                                new Input.Answered(
                                        answers.step(),
                                        run.visits().getOrDefault(answers.step(), 0),
                                        answers.isGood(),
                                        answers.answer())));
            case Moment.ComesUp comes -> offer(comes.person(), new Input.CameUp(comes.entry(), comes.at()));
            case Moment.Stocks stocks -> codesLeft.put(stocks.pool(), stocks.left());
            case Moment.Decides decides -> winners.putIfAbsent(decides.step(), decides.winner());
            case Moment.ZoneChanges change -> zones.put(change.person(), change.zone());
            case Moment.Publishes publishes -> {
                latest = new FlowMachine(publishes.version());
                versions.put(publishes.version().number(), latest);
            }
            case Moment.Pauses _ -> paused = true;
            case Moment.Resumes _ -> {
                paused = false;
                List.copyOf(runs.values()).forEach(run -> give(run, new Input.Resumed()));
            }
            case Moment.Down down -> clock = later(clock, down.until());
            case Moment.Removes removes ->
                runsOf(removes.person()).forEach(run -> give(run, new Input.Removed(removes.why())));
        }
    }

    private void offer(String person, Input input) {
        runsOf(person).forEach(run -> give(run, input));
        List<PersonHistory.PastRun> past = runsOf(person).stream()
                .map(run -> new PersonHistory.PastRun(run.key(), run.startedAt(), run.active()))
                .toList();
        EntryDecision entry = latest.enter(
                person + "#" + (past.size() + 1), person, input, new PersonHistory(past), situation(person));
        if (entry instanceof EntryDecision.Entered entered) {
            record(entered.decision());
            giveCoupons();
        }
    }

    private List<RunState> runsOf(String person) {
        return runs.values().stream().filter(run -> run.person().equals(person)).toList();
    }

    private void give(RunState run, Input input) {
        tell(run, input);
        giveCoupons();
    }

    /** One after the other instead of each within the one before: a loop may go through many. */
    private void giveCoupons() {
        while (!asked.isEmpty()) {
            Asked next = asked.removeFirst();
            RunState run = Objects.requireNonNull(runs.get(next.run()));
            if (codesAsked < MOST_CODES) {
                codesAsked++;
                Effect.IssueCoupon issue = next.issue();
                tell(run, new Input.CouponGiven(issue.step(), issue.occurrence(), coupon(issue.pool())));
            }
        }
    }

    private void tell(RunState run, Input input) {
        FlowMachine machine = versions.get(run.version());
        if (machine == null) {
            throw new IllegalStateException("version " + run.version() + " was never published");
        }
        record(machine.decide(run, input, situation(run.person())));
    }

    private void record(Decision decision) {
        RunState state = storage.apply(decision.state());
        runs.put(state.run(), state);
        for (Effect effect : decision.effects()) {
            entries.add(new Trace.Entry(clock, state.person(), state.run(), effect));
            lines.follow(effect, state.run(), clock);
        }
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.IssueCoupon issue) {
                asked.add(new Asked(state.run(), issue));
            }
        }
    }

    /** The next code, or nothing where none is left. */
    private Map<String, Object> coupon(String pool) {
        boolean isEmpty = codesLeft.getOrDefault(pool, 1) == 0;
        if (isEmpty) {
            return Map.of();
        }
        codesLeft.computeIfPresent(pool, (_, left) -> left - 1);
        codesGiven++;
        return Map.of("code", pool + "-" + codesGiven);
    }

    private Situation situation(String person) {
        ZoneId zone = zones.getOrDefault(person, usualZone);
        Set<String> held = Set.copyOf(factsOfPerson.getOrDefault(person, Set.of()));
        Facts facts = new FixedFacts(held, Map.copyOf(traits.getOrDefault(person, Map.of())), zone);
        return new Situation(clock, facts, paused, false, winners);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private record FixedFacts(Set<String> held, Map<String, Object> traits, ZoneId zone) implements Facts {
        @Override
        public Optional<Object> trait(String name) {
            return Optional.ofNullable(traits.get(name));
        }

        @Override
        public boolean holds(String expression) {
            return held.contains(expression);
        }
    }
}
