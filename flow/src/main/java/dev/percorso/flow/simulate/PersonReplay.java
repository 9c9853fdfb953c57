package dev.percorso.flow.simulate;

import dev.percorso.flow.Decision;
import dev.percorso.flow.Effect;
import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.Facts;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Input;
import dev.percorso.flow.PersonHistory;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Situation;
import dev.percorso.flow.Step;
import dev.percorso.flow.Timer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Plays what happened to one person against one version of a flow, with a virtual clock and without keeping what is
 * over: for simulations over many people. Timers fire at their instant, before what happens at the same one. Not to be
 * shared between threads.
 */
public final class PersonReplay {
    /** A loop through a short wait could go on for as long as the period lasts. */
    private static final int MOST_TIMERS = 20_000;
    /** A loop through answers, which come at once, could go on for ever. */
    private static final int MOST_REPLIES = 20_000;
    /** Trying a flow uses no codes up. */
    private static final Map<String, Object> COUPON = Map.of("code", "EXAMPLE-CODE");

    private final FlowMachine machine;
    private final String person;
    private final Function<Instant, Facts> facts;
    private final Listener listener;
    private final boolean hooksAnswer;
    private final Map<String, RunState> active = new LinkedHashMap<>();
    private final Map<String, PersonHistory.PastRun> ended = new HashMap<>();
    private final Map<String, Object> traitsSet = new HashMap<>();
    private final Map<String, Boolean> listsChanged = new HashMap<>();
    private final Lines lines = new Lines();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private Instant clock = Instant.MIN;
    private int runs;
    private int timersFired;
    private int repliesGiven;

    /** What a run asked for outside. */
    private record Reply(String run, Input input) {}

    /**
     * @param facts what is known of the person at an instant
     * @param hooksAnswer whether a webhook that is waited for answers at once, well and with nothing; otherwise never
     */
    public PersonReplay(
            FlowMachine machine,
            String person,
            Function<Instant, Facts> facts,
            boolean hooksAnswer,
            Listener listener) {
        this.machine = machine;
        this.person = person;
        this.facts = facts;
        this.hooksAnswer = hooksAnswer;
        this.listener = listener;
    }

    /** Is told what happens, in order. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param at on the virtual clock
         * @param cause what brought it about
         * @param state of the run after it
         */
        void happened(Instant at, Input cause, RunState state, Effect effect);
    }

    /** Lets timers fire, and the person pass throttles at which nobody else waits, up to and including an instant. */
    public void advanceTo(Instant instant) {
        while (timersFired < MOST_TIMERS && (fireTimer(instant) || pass(instant))) {
            timersFired++;
        }
        clock = later(clock, instant);
    }

    private boolean fireTimer(Instant until) {
        Optional<RunState> due = earliestDue(nextTurn(until).map(Lines.Turn::at).orElse(until));
        due.ifPresent(run -> {
            Timer timer = run.timer().orElseThrow();
            clock = later(clock, timer.due());
            give(run, new Input.TimerFired(timer.number()));
        });
        return due.isPresent();
    }

    private boolean pass(Instant until) {
        Optional<Lines.Turn> turn = nextTurn(until);
        turn.ifPresent(next -> {
            clock = later(clock, next.at());
            lines.leave(next.place());
            Optional.ofNullable(active.get(next.place().run()))
                    .ifPresent(run -> give(
                            run,
                            new Input.Admitted(next.place().step(), next.place().occurrence())));
        });
        return turn.isPresent();
    }

    private Optional<Lines.Turn> nextTurn(Instant until) {
        return lines.next(place -> Lines.paceOf(machine, place).orElseThrow())
                .filter(turn -> !turn.at().isAfter(until));
    }

    private Optional<RunState> earliestDue(Instant instant) {
        return active.values().stream()
                .filter(run -> run.timer()
                        .filter(timer -> !timer.due().isAfter(instant))
                        .isPresent())
                .min(Comparator.comparing(run -> run.timer().orElseThrow().due()));
    }

    /**
     * Something happens to the person: timers until then fire, the active runs are told, then a run may begin.
     *
     * @return whether one did; empty when the input starts no runs of this flow
     */
    public Optional<EntryDecision> offer(Instant at, Input input) {
        advanceTo(at);
        List.copyOf(active.values()).forEach(run -> give(run, input));
        if (!machine.mayStart(input)) {
            return Optional.empty();
        }
        List<PersonHistory.PastRun> past = new ArrayList<>(ended.values());
        active.values().forEach(run -> past.add(new PersonHistory.PastRun(run.key(), run.startedAt(), true)));
        EntryDecision decision =
                machine.enter(person + "#" + (runs + 1), person, input, new PersonHistory(past), situation());
        if (decision instanceof EntryDecision.Entered entered) {
            runs++;
            accept(entered.decision(), input);
            reply();
        }
        return Optional.of(decision);
    }

    /** The runs that have not ended. */
    public List<RunState> active() {
        return List.copyOf(active.values());
    }

    private void give(RunState run, Input input) {
        tell(run.run(), input);
        reply();
    }

    private void tell(String run, Input input) {
        RunState now = active.get(run);
        if (now != null) {
            accept(machine.decide(now, input, situation()), input);
        }
    }

    /** One after the other instead of each within the one before: there may be many. */
    private void reply() {
        while (!replies.isEmpty()) {
            Reply next = replies.removeFirst();
            if (repliesGiven < MOST_REPLIES) {
                repliesGiven++;
                tell(next.run(), next.input());
            }
        }
    }

    private void accept(Decision decision, Input cause) {
        RunState state = decision.state();
        if (state.active()) {
            active.put(state.run(), state);
        } else if (active.remove(state.run()) != null || !decision.effects().isEmpty()) {
            PersonHistory.PastRun over = new PersonHistory.PastRun(state.key(), state.startedAt(), false);
            ended.merge(
                    state.key(),
                    over,
                    (known, latest) -> latest.startedAt().isBefore(known.startedAt()) ? known : latest);
        }
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.ChangeList change) {
                listsChanged.put(change.list(), change.joins());
            }
            if (effect instanceof Effect.SetTrait trait) {
                traitsSet.put(trait.trait(), trait.value());
            }
            lines.follow(effect, state.run(), clock);
            listener.happened(clock, cause, state, effect);
        }
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.IssueCoupon issue) {
                replies.add(new Reply(state.run(), new Input.CouponGiven(issue.step(), issue.occurrence(), COUPON)));
            }
        }
        if (hooksAnswer) {
            decision.effects().stream()
                    .filter(Effect.CallWebhook.class::isInstance)
                    .map(Effect.CallWebhook.class::cast)
                    .filter(call ->
                            machine.flow().findStep(call.step()).orElseThrow() instanceof Step.WebhookWithAnswer)
                    .forEach(call -> replies.add(new Reply(
                            state.run(), new Input.Answered(call.step(), call.occurrence(), true, Map.of()))));
        }
    }

    private Situation situation() {
        Facts known = facts.apply(clock);
        Facts listed = listsChanged.isEmpty() ? known : known.withLists(Map.copyOf(listsChanged));
        return Situation.of(clock, traitsSet.isEmpty() ? listed : listed.withTraits(Map.copyOf(traitsSet)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
