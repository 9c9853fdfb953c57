package dev.percorso.flow;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Where one person is in one run of a flow. Everything a later decision needs is here.
 *
 * @param key value of the flow's key property, or empty
 * @param step the step the person is at; the last one when the run has ended
 * @param startedAt when the run began, on the server's clock
 * @param eventsCountFrom earliest time of events that count for exit, goal and "since the flow began": the time of
 *     whatever started the run
 * @param stepEventsCountFrom the same for the current step: the time of whatever moved the person here
 * @param timer the running timer, if the step waits and is not held
 * @param timersUsed number of timers so far
 * @param visits how often each step was entered; makes a message of a loop distinct from the one before
 * @param matched matching events per step that waits for events
 * @param entry the event (or API call) that started the run
 * @param goalReached whether the goal was reached in this run
 * @param goalArmed whether a goal that is a condition was seen false, so that becoming true reaches it
 * @param heldOutlet the way to take on resume, if the flow was paused when the wait ended; an empty text if it was paused
 *     when the person was moved to the step, which then has its effect on resume
 * @param exit why the run ended, empty while it is active
 * @param memory what chance chose and webhooks answered
 */
public record RunState(
        String flow,
        int version,
        String person,
        String run,
        String key,
        String step,
        Instant startedAt,
        Instant eventsCountFrom,
        Instant stepEventsCountFrom,
        Optional<Timer> timer,
        long timersUsed,
        Map<String, Integer> visits,
        Map<String, Integer> matched,
        Optional<FlowEvent> entry,
        boolean goalReached,
        boolean goalArmed,
        Optional<String> heldOutlet,
        Optional<ExitReason> exit,
        Memory memory) {
    public RunState {
        requireNonNull(flow);
        requireNonNull(person);
        requireNonNull(run);
        requireNonNull(key);
        requireNonNull(step);
        requireNonNull(startedAt);
        requireNonNull(eventsCountFrom);
        requireNonNull(stepEventsCountFrom);
        requireNonNull(timer);
        visits = Map.copyOf(visits);
        matched = Map.copyOf(matched);
        requireNonNull(entry);
        requireNonNull(heldOutlet);
        requireNonNull(exit);
        requireNonNull(memory);
        if (exit.isPresent() && timer.isPresent()) {
            throw new IllegalArgumentException("an ended run has no timer");
        }
    }

    /**
     * What a run remembers besides where it is.
     *
     * @param chosen the way chance chose at each split, by step
     * @param answers the last answer of each webhook that was waited for, by step
     * @param coupon the last coupon given, plain data for templates; empty before
     */
    public record Memory(
            Map<String, String> chosen, Map<String, Map<String, Object>> answers, Map<String, Object> coupon) {
        public static final Memory NONE = new Memory(Map.of(), Map.of(), Map.of());

        public Memory {
            chosen = Map.copyOf(chosen);
            answers = Map.copyOf(answers);
            coupon = Map.copyOf(coupon);
        }

        Memory withChoice(String step, String label) {
            Map<String, String> copy = new TreeMap<>(chosen);
            copy.put(step, label);
            return new Memory(copy, answers, coupon);
        }

        Memory withAnswer(String step, Map<String, Object> answer) {
            Map<String, Map<String, Object>> copy = new TreeMap<>(answers);
            copy.put(step, answer);
            return new Memory(chosen, copy, coupon);
        }

        Memory withCoupon(Map<String, Object> given) {
            return new Memory(chosen, answers, given);
        }
    }

    /** Whether the run goes on. */
    public boolean active() {
        return exit.isEmpty();
    }

    int visitsOf(String stepId) {
        return visits.getOrDefault(stepId, 0);
    }

    int matchedAt(String stepId) {
        return matched.getOrDefault(stepId, 0);
    }

    RunState movedTo(String stepId, Instant countFrom) {
        return changed(copy -> {
            copy.step = stepId;
            copy.stepEventsCountFrom = countFrom;
            copy.visits = with(visits, stepId, visitsOf(stepId) + 1);
        });
    }

    RunState withTimer(Optional<Timer> next) {
        return changed(copy -> {
            copy.timer = next;
            copy.timersUsed = next.map(Timer::number).orElse(timersUsed);
        });
    }

    RunState withMatched(String stepId, int count) {
        return changed(copy -> copy.matched = with(matched, stepId, count));
    }

    RunState withGoal(boolean reached, boolean armed) {
        return changed(copy -> {
            copy.goalReached = reached;
            copy.goalArmed = armed;
        });
    }

    RunState withHeldOutlet(Optional<String> outlet) {
        return changed(copy -> copy.heldOutlet = outlet);
    }

    RunState ended(ExitReason reason) {
        return changed(copy -> {
            copy.timer = Optional.empty();
            copy.heldOutlet = Optional.empty();
            copy.exit = Optional.of(reason);
        });
    }

    RunState withMemory(Memory next) {
        return changed(copy -> copy.memory = next);
    }

    RunState inVersion(int number, String stepId, Map<String, Integer> newVisits, Map<String, Integer> newMatched) {
        return changed(copy -> {
            copy.version = number;
            copy.step = stepId;
            copy.visits = newVisits;
            copy.matched = newMatched;
        });
    }

    /** What changes in a run, while it is changed: what nobody sets stays as it was. */
    private static final class Copy {
        private int version;
        private String step;
        private Instant stepEventsCountFrom;
        private Optional<Timer> timer;
        private long timersUsed;
        private Map<String, Integer> visits;
        private Map<String, Integer> matched;
        private boolean goalReached;
        private boolean goalArmed;
        private Optional<String> heldOutlet;
        private Optional<ExitReason> exit;
        private Memory memory;

        private Copy(RunState from) {
            version = from.version;
            step = from.step;
            stepEventsCountFrom = from.stepEventsCountFrom;
            timer = from.timer;
            timersUsed = from.timersUsed;
            visits = from.visits;
            matched = from.matched;
            goalReached = from.goalReached;
            goalArmed = from.goalArmed;
            heldOutlet = from.heldOutlet;
            exit = from.exit;
            memory = from.memory;
        }
    }

    private RunState changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return new RunState(
                flow,
                copy.version,
                person,
                run,
                key,
                copy.step,
                startedAt,
                eventsCountFrom,
                copy.stepEventsCountFrom,
                copy.timer,
                copy.timersUsed,
                copy.visits,
                copy.matched,
                entry,
                copy.goalReached,
                copy.goalArmed,
                copy.heldOutlet,
                copy.exit,
                copy.memory);
    }

    private static Map<String, Integer> with(Map<String, Integer> counts, String stepId, int count) {
        Map<String, Integer> copy = new TreeMap<>(counts);
        copy.put(stepId, count);
        return copy;
    }
}
