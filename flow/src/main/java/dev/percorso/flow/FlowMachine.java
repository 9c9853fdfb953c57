package dev.percorso.flow;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides for one version of a flow. The same state, input and situation give the same decision, always and everywhere.
 *
 * <p>An event acts in this order: exit rules, goal, then the step the person waits at. An event that starts a run does
 * not act within it. In a keyed flow, an event that has the key property acts only within the run of its value. One input
 * moves a person past at most one wait.
 */
public final class FlowMachine {
    private final FlowVersion flow;

    public FlowMachine(FlowVersion flow) {
        this.flow = flow;
    }

    public FlowVersion flow() {
        return flow;
    }

    /** Whether the input could start a run, as far as its kind and content go. */
    public boolean mayStart(Input input) {
        return flow.entries().stream().anyMatch(entry -> starts(entry, input));
    }

    /**
     * Decides whether the input starts a run.
     *
     * @param run identity for the run, used only if one starts
     * @param history every run of the person in this flow, after the input was given to the active ones
     */
    public EntryDecision enter(String run, String person, Input input, PersonHistory history, Situation situation) {
        Optional<Step.Entry> entry =
                flow.entries().stream().filter(step -> starts(step, input)).findFirst();
        if (entry.isEmpty()) {
            return new EntryDecision.Refused(EntryDecision.Reason.NO_MATCH);
        }
        if (situation.paused()) {
            return new EntryDecision.Refused(EntryDecision.Reason.PAUSED);
        }
        Optional<FlowEvent> snapshot = snapshot(input);
        Optional<String> key = key(snapshot);
        if (key.isEmpty()) {
            return new EntryDecision.Refused(EntryDecision.Reason.KEY_MISSING);
        }
        Optional<EntryDecision.Reason> refusal =
                history.refusal(flow.definition().reEntry(), key.get(), situation.now());
        if (refusal.isPresent()) {
            return new EntryDecision.Refused(refusal.get());
        }
        Instant since = timeOf(input, situation.now());
        RunState state = new RunState(
                flow.flowId(),
                flow.number(),
                person,
                run,
                key.get(),
                entry.get().id(),
                situation.now(),
                since,
                since,
                Optional.empty(),
                0,
                Map.of(entry.get().id(), 1),
                Map.of(),
                snapshot,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                RunState.Memory.NONE);
        RunCursor cursor = new RunCursor(flow, state, situation, since);
        if (situation.heldOut()) {
            cursor.holdOut(entry.get(), ExitReason.EVERYWHERE);
        } else if (isHeldOut(person)) {
            cursor.holdOut(entry.get(), "");
        } else {
            cursor.start(entry.get());
        }
        return new EntryDecision.Entered(cursor.decision());
    }

    /**
     * Decides what an input means for a run of this version. An ended run, a timer that was replaced or cancelled, and an
     * input that does not concern the run leave the state as it is and have no effects.
     */
    public Decision decide(RunState state, Input input, Situation situation) {
        if (!state.flow().equals(flow.flowId()) || state.version() != flow.number()) {
            throw new IllegalArgumentException("the run belongs to version " + state.version() + " of flow "
                    + state.flow() + ", not to version " + flow.number() + " of " + flow.flowId());
        }
        if (!state.active()) {
            return new Decision(state, List.of());
        }
        RunCursor cursor = new RunCursor(flow, state, situation, timeOf(input, situation.now()));
        switch (input) {
            case Input.EventArrived arrived -> cursor.onEvent(arrived);
            case Input.TimerFired fired -> cursor.onTimer(fired);
            case Input.SegmentEntered entered -> cursor.onMembership(entered);
            case Input.SegmentLeft left -> cursor.onMembership(left);
            case Input.ListJoined _, Input.LookedAt _ -> cursor.onLook();
            case Input.StartedByApi _, Input.StartedByFlow _, Input.CameUp _ -> {}
            case Input.Answered answered -> cursor.onAnswer(answered);
            case Input.Admitted admitted -> cursor.onAdmission(admitted);
            case Input.CouponGiven given -> cursor.onCoupon(given);
            case Input.Resumed _ -> cursor.onResume();
            case Input.Removed removed -> cursor.exit(new ExitReason(ExitReason.Kind.REMOVED, removed.why()));
        }
        return cursor.decision();
    }

    /**
     * Moves a person of another version of the same flow into this one.
     *
     * @param steps which step here takes the persons of a step there; steps not named keep their id
     * @param retime whether a wait takes this version's length, counted from when the person came to the step;
     *     otherwise it ends when it would have
     * @throws IllegalArgumentException when this version lacks the step
     */
    public Decision transfer(RunState state, Map<String, String> steps, boolean retime, Situation situation) {
        if (!state.active()) {
            return new Decision(state, List.of());
        }
        String target = steps.getOrDefault(state.step(), state.step());
        Step step = flow.step(target);
        Map<String, Integer> visits = renamed(state.visits(), steps);
        Map<String, Integer> matched = renamed(state.matched(), steps);
        if (step instanceof Step.WaitUntilEvent wait && wait.since() == Step.Since.STEP) {
            // What counted there on an earlier visit of the person does not count for this one.
            matched.put(target, state.matchedAt(state.step()));
        }
        RunState moved = state.inVersion(flow.number(), target, visits, matched);
        RunCursor cursor = new RunCursor(flow, moved, situation, state.stepEventsCountFrom());
        cursor.settle(state.step(), step, retime);
        return cursor.decision();
    }

    private static Map<String, Integer> renamed(Map<String, Integer> counts, Map<String, String> steps) {
        Map<String, Integer> renamed = new HashMap<>();
        // The highest count wins when two steps become one, so that no occurrence number is ever used twice.
        new TreeMap<>(counts).forEach((step, count) -> renamed.merge(steps.getOrDefault(step, step), count, Math::max));
        return renamed;
    }

    private boolean isHeldOut(String person) {
        int holdout = flow.definition().holdout();
        return holdout > 0 && StableHash.bucket(Step.WHOLE, flow.flowId(), "holdout", person) < holdout;
    }

    private static boolean starts(Step.Entry entry, Input input) {
        return switch (input) {
            case Input.EventArrived arrived ->
                entry.on() instanceof Trigger.OnEvent on && on.match().matches(arrived.event());
            case Input.SegmentEntered entered ->
                entry.on() instanceof Trigger.OnSegmentEntered on
                        && on.segment().equals(entered.segment());
            case Input.SegmentLeft left ->
                entry.on() instanceof Trigger.OnSegmentLeft on && on.segment().equals(left.segment());
            case Input.ListJoined joined ->
                entry.on() instanceof Trigger.OnListJoined on && on.list().equals(joined.list());
            case Input.StartedByApi call ->
                entry.on() instanceof Trigger.OnApi
                        && (call.entry().isEmpty() || call.entry().equals(entry.id()));
            case Input.CameUp came ->
                entry.id().equals(came.entry())
                        && (entry.on() instanceof Trigger.OnSchedule || entry.on() instanceof Trigger.OnTraitDate);
            case Input.StartedByFlow _ -> true;
            case Input.TimerFired _,
                    Input.Resumed _,
                    Input.LookedAt _,
                    Input.Removed _,
                    Input.Answered _,
                    Input.Admitted _,
                    Input.CouponGiven _ -> false;
        };
    }

    private Optional<String> key(Optional<FlowEvent> snapshot) {
        return flow.definition().keyProperty().isEmpty() ? Optional.of("") : snapshot.flatMap(flow::keyOf);
    }

    private static Optional<FlowEvent> snapshot(Input input) {
        return switch (input) {
            case Input.EventArrived arrived -> Optional.of(arrived.event());
            case Input.StartedByApi call ->
                Optional.of(new FlowEvent(call.request(), "api", call.at(), call.properties()));
            case Input.StartedByFlow call ->
                Optional.of(new FlowEvent(call.request(), "flow", call.at(), call.properties()));
            case Input.SegmentEntered _,
                    Input.SegmentLeft _,
                    Input.ListJoined _,
                    Input.CameUp _,
                    Input.TimerFired _,
                    Input.Resumed _,
                    Input.LookedAt _,
                    Input.Answered _,
                    Input.Admitted _,
                    Input.CouponGiven _,
                    Input.Removed _ -> Optional.empty();
        };
    }

    private static Instant timeOf(Input input, Instant now) {
        return switch (input) {
            case Input.EventArrived arrived -> earlier(arrived.event().at(), now);
            case Input.SegmentEntered entered -> earlier(entered.at(), now);
            case Input.SegmentLeft left -> earlier(left.at(), now);
            case Input.ListJoined joined -> earlier(joined.at(), now);
            case Input.StartedByApi call -> earlier(call.at(), now);
            case Input.StartedByFlow call -> earlier(call.at(), now);
            case Input.CameUp came -> earlier(came.at(), now);
            case Input.TimerFired _,
                    Input.Resumed _,
                    Input.LookedAt _,
                    Input.Answered _,
                    Input.Admitted _,
                    Input.CouponGiven _,
                    Input.Removed _ -> now;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
