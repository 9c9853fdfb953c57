package dev.percorso.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Carries one run through one decision. Mutable, used once, never shared. */
final class RunCursor {
    /** A checked version has no loop without a wait, so more steps than this in one decision is a defect of ours. */
    private static final int MAXIMUM_HOPS = 10_000;
    /** Held instead of a way out: what the step itself does is still to be done. */
    private static final String ARRIVAL = "";

    private final FlowVersion flow;
    private final Situation situation;
    private final Instant causeTime;
    private final List<Effect> effects = new ArrayList<>();
    private final PersonNow person;
    private RunState state;

    RunCursor(FlowVersion flow, RunState state, Situation situation, Instant causeTime) {
        this.flow = flow;
        this.state = state;
        this.situation = situation;
        this.person = new PersonNow(situation.facts());
        this.causeTime = causeTime;
    }

    Decision decision() {
        return new Decision(state, effects);
    }

    void start(Step.Entry entry) {
        effects.add(new Effect.StartedRun(entry.id()));
        armGoal();
        applyExitRules(RunCursor::concernsNoInput);
        if (state.active()) {
            advance(entry, Step.NEXT);
        }
    }

    /** The run ends where it begins, and is measured. */
    void holdOut(Step.Entry entry, String from) {
        effects.add(new Effect.StartedRun(entry.id()));
        exit(new ExitReason(ExitReason.Kind.HELD_OUT, from));
    }

    void onEvent(Input.EventArrived arrived) {
        FlowEvent event = arrived.event();
        boolean startedThisRun =
                state.entry().filter(entry -> entry.id().equals(event.id())).isPresent();
        boolean ofAnotherKey =
                flow.keyOf(event).filter(key -> !key.equals(state.key())).isPresent();
        if (startedThisRun || ofAnotherKey) {
            return;
        }
        if (event.at().isBefore(state.eventsCountFrom())) {
            // A late event of before does not count, but what is known about the person may have changed with it.
            onLook();
            return;
        }
        applyRules(
                trigger -> trigger instanceof Trigger.OnEvent on && on.match().matches(event));
        if (!state.active()) {
            return;
        }
        for (Step.WaitUntilEvent wait : flow.countingSinceEntry()) {
            countIfMatching(wait, event);
        }
        if (flow.step(state.step()) instanceof Step.WaitUntilEvent wait) {
            onEventAtWait(wait, event);
        }
        lookAtCondition();
    }

    /** Lets the person go on whose awaited condition holds now. */
    private void lookAtCondition() {
        if (state.active()
                && state.timer().isPresent()
                && flow.step(state.step()) instanceof Step.WaitUntilCondition wait
                && holds(wait.condition())) {
            leaveWait(wait, Step.NEXT);
        }
    }

    private boolean holds(Condition condition) {
        return condition.holds(person.facts(), state.entry(), state.memory().answers());
    }

    private void onEventAtWait(Step.WaitUntilEvent wait, FlowEvent event) {
        if (wait.since() == Step.Since.STEP && !event.at().isBefore(state.stepEventsCountFrom())) {
            countIfMatching(wait, event);
        }
        if (state.matchedAt(wait.id()) >= wait.times() && !timedOutBefore(event)) {
            leaveWait(wait, Step.NEXT);
        }
    }

    private void countIfMatching(Step.WaitUntilEvent wait, FlowEvent event) {
        if (state.matchedAt(wait.id()) < wait.times() && wait.match().matches(event)) {
            state = state.withMatched(wait.id(), state.matchedAt(wait.id()) + 1);
        }
    }

    /** The time-out had passed when the event happened; its timer is merely late, after a restart for instance. */
    private boolean timedOutBefore(FlowEvent event) {
        return state.timer()
                .filter(timer -> !timer.due().isAfter(situation.now()))
                .filter(timer -> timer.due().isBefore(event.at()))
                .isPresent();
    }

    void onTimer(Input.TimerFired fired) {
        boolean current = state.timer()
                .filter(running -> running.number() == fired.number())
                .filter(running -> !running.due().isAfter(situation.now()))
                .isPresent();
        if (!current) {
            return;
        }
        state = state.withTimer(Optional.empty());
        applyRules(RunCursor::concernsNoInput);
        if (!state.active()) {
            return;
        }
        Step step = flow.step(state.step());
        leaveWait(step, outletAfterTimer(step));
    }

    private String outletAfterTimer(Step step) {
        return switch (step) {
            case Step.WaitUntilEvent _ -> Step.TIMEOUT;
            case Step.WaitUntilCondition wait -> holds(wait.condition()) ? Step.NEXT : Step.TIMEOUT;
            case Step.WebhookWithAnswer _ -> Step.OTHERWISE;
            default -> Step.NEXT;
        };
    }

    void onAnswer(Input.Answered answered) {
        if (!(flow.step(state.step()) instanceof Step.WebhookWithAnswer hook)
                || !hook.id().equals(answered.step())
                || state.visitsOf(hook.id()) != answered.occurrence()
                || state.timer().isEmpty()) {
            return;
        }
        state = state.withMemory(state.memory().withAnswer(hook.id(), answered.answer()));
        applyRules(RunCursor::concernsNoInput);
        if (state.active()) {
            leaveWait(hook, answered.isGood() ? Step.NEXT : Step.OTHERWISE);
        }
    }

    void onAdmission(Input.Admitted admitted) {
        if (!(flow.step(state.step()) instanceof Step.Throttle throttle)
                || !throttle.id().equals(admitted.step())
                || state.visitsOf(throttle.id()) != admitted.occurrence()
                || !standsInLine()) {
            return;
        }
        applyRules(RunCursor::concernsNoInput);
        if (state.active()) {
            leaveWait(throttle, Step.NEXT);
        }
    }

    void onCoupon(Input.CouponGiven given) {
        if (!(flow.step(state.step()) instanceof Step.IssueCoupon issue)
                || !issue.id().equals(given.step())
                || state.visitsOf(issue.id()) != given.occurrence()
                || !standsInLine()) {
            return;
        }
        boolean isGiven = !given.coupon().isEmpty();
        if (isGiven) {
            state = state.withMemory(state.memory().withCoupon(given.coupon()));
        }
        applyRules(RunCursor::concernsNoInput);
        if (state.active()) {
            leaveWait(issue, isGiven ? Step.NEXT : Step.OTHERWISE);
        }
    }

    /** At a throttle or where a code is asked for: nothing but the answer moves the run. */
    private boolean standsInLine() {
        return state.timer().isEmpty() && state.heldOutlet().isEmpty();
    }

    void onMembership(Input.SegmentEntered entered) {
        applyRules(trigger ->
                trigger instanceof Trigger.OnSegmentEntered on && on.segment().equals(entered.segment()));
        lookAtCondition();
    }

    void onMembership(Input.SegmentLeft left) {
        applyRules(trigger ->
                trigger instanceof Trigger.OnSegmentLeft on && on.segment().equals(left.segment()));
        lookAtCondition();
    }

    /** Something that rules and conditions ask about may have changed. */
    void onLook() {
        applyRules(RunCursor::concernsNoInput);
        lookAtCondition();
    }

    void onResume() {
        if (situation.paused()) {
            return;
        }
        applyRules(RunCursor::concernsNoInput);
        Optional<String> held = state.heldOutlet();
        if (state.active() && held.isPresent()) {
            state = state.withHeldOutlet(Optional.empty());
            Step step = flow.step(state.step());
            if (held.get().equals(ARRIVAL)) {
                comeTo(step);
            } else {
                advance(step, held.get());
            }
        }
    }

    void exit(ExitReason reason) {
        cancelTimer();
        state = state.ended(reason);
        effects.add(new Effect.ExitedRun(state.step(), reason));
    }

    /** Makes the run wait, or go on, at the step of another version it was moved to. */
    void settle(String from, Step step, boolean retime) {
        if (!from.equals(step.id())) {
            effects.add(new Effect.MovedTo(from, "", step.id()));
        }
        if (Waiting.isForCaller(step) && from.equals(step.id()) && standsInLine()) {
            return;
        }
        boolean waitsForAnswer = step instanceof Step.WebhookWithAnswer && from.equals(step.id());
        boolean waits = Waiting.isAt(step) || waitsForAnswer;
        boolean heldFits = state.heldOutlet()
                .filter(outlet ->
                        step.paths().stream().anyMatch(path -> path.outlet().equals(outlet)))
                .isPresent();
        boolean keepsTimer = state.timer().isPresent() && !Waiting.isForCaller(step) && (!retime || waitsForAnswer);
        if (waits && (heldFits || keepsTimer)) {
            leaveIfSatisfied(step);
            return;
        }
        cancelTimer();
        state = state.withHeldOutlet(Optional.empty());
        switch (step) {
            case Step.Wait wait -> schedule(end(wait.delay(), wait.delay().countedFrom(causeTime, situation.now())));
            case Step.WaitUntilEvent wait -> schedule(causeTime.plus(wait.timeout()));
            case Step.WaitUntilCondition wait -> schedule(causeTime.plus(wait.timeout()));
            default -> comeTo(step);
        }
        leaveIfSatisfied(step);
    }

    /** What the wait of this version is for may have come already. */
    private void leaveIfSatisfied(Step step) {
        if (step instanceof Step.WaitUntilEvent wait
                && state.timer().isPresent()
                && state.matchedAt(wait.id()) >= wait.times()) {
            leaveWait(wait, Step.NEXT);
            return;
        }
        lookAtCondition();
    }

    /** Does what the step does, once nothing holds the person. */
    private void comeTo(Step step) {
        if (situation.paused()) {
            state = state.withHeldOutlet(Optional.of(ARRIVAL));
            return;
        }
        state = state.movedTo(step.id(), causeTime);
        arrive(step).ifPresent(outlet -> advance(step, outlet));
    }

    private void applyRules(Predicate<Trigger> happened) {
        applyExitRules(happened);
        if (state.active()) {
            applyGoal(happened);
        }
    }

    private void applyExitRules(Predicate<Trigger> happened) {
        for (ExitRule rule : flow.definition().exitRules()) {
            if (happened.test(rule.on()) || conditionHolds(rule.on())) {
                exit(new ExitReason(ExitReason.Kind.EXIT_RULE, rule.id()));
                return;
            }
        }
    }

    private void applyGoal(Predicate<Trigger> happened) {
        Optional<Goal> goal = flow.definition().goal();
        if (goal.isEmpty() || state.goalReached()) {
            return;
        }
        Trigger trigger = goal.get().on();
        boolean reached = happened.test(trigger) || (state.goalArmed() && conditionHolds(trigger));
        if (!reached) {
            armGoal();
            return;
        }
        state = state.withGoal(true, state.goalArmed());
        effects.add(new Effect.ReachedGoal(state.step()));
        if (goal.get().exits()) {
            exit(new ExitReason(ExitReason.Kind.GOAL, ""));
        }
    }

    private void armGoal() {
        boolean seenFalse = flow.definition()
                .goal()
                .filter(goal -> goal.on() instanceof Trigger.OnCondition && !conditionHolds(goal.on()))
                .isPresent();
        if (seenFalse && !state.goalArmed()) {
            state = state.withGoal(state.goalReached(), true);
        }
    }

    private boolean conditionHolds(Trigger trigger) {
        return trigger instanceof Trigger.OnCondition on && holds(on.condition());
    }

    private static boolean concernsNoInput(Trigger trigger) {
        return false;
    }

    private void leaveWait(Step step, String outlet) {
        cancelTimer();
        if (situation.paused()) {
            if (state.heldOutlet().isEmpty()) {
                state = state.withHeldOutlet(Optional.of(outlet));
            }
            return;
        }
        // Held by a pause that has ended meanwhile: what came first decides.
        String first = state.heldOutlet().orElse(outlet);
        state = state.withHeldOutlet(Optional.empty());
        advance(step, first);
    }

    private void advance(Step from, String outlet) {
        Step at = from;
        Optional<String> way = Optional.of(outlet);
        for (int hops = 0; way.isPresent(); hops++) {
            if (hops > MAXIMUM_HOPS) {
                throw new IllegalStateException("flow " + flow.flowId() + " never comes to rest at " + at.id());
            }
            Step next = flow.step(WayChoice.target(at, way.get()));
            effects.add(new Effect.MovedTo(at.id(), way.get(), next.id()));
            state = state.movedTo(next.id(), causeTime);
            way = arrive(next);
            at = next;
        }
    }

    /** Does what the step does; answers the way out, or empty when the run stays or ends here. */
    private Optional<String> arrive(Step step) {
        return switch (step) {
            case Step.Entry _ -> Optional.of(Step.NEXT);
            case Step.Wait wait -> {
                schedule(end(wait.delay(), situation.now()));
                yield Optional.empty();
            }
            case Step.WaitUntilEvent wait -> arriveAtEventWait(wait);
            case Step.Branch branch -> Optional.of(holds(branch.condition()) ? Step.YES : Step.NO);
            case Step.WaitUntilCondition wait -> {
                if (holds(wait.condition())) {
                    yield Optional.of(Step.NEXT);
                }
                schedule(situation.now().plus(wait.timeout()));
                yield Optional.empty();
            }
            case Step.WaitUntilDate wait -> {
                Optional<Instant> due = TraitDate.of(person.trait(wait.trait()), zone())
                        .map(day -> TraitDate.instant(day, wait.offsetDays(), wait.at(), zone()))
                        .filter(instant -> instant.isAfter(situation.now()));
                due.ifPresent(this::schedule);
                yield due.isPresent() ? Optional.empty() : Optional.of(Step.OTHERWISE);
            }
            case Step.Throttle _, Step.IssueCoupon _ -> {
                act(step);
                yield Optional.empty();
            }
            case Step.Switch choice -> Optional.of(way(choice));
            case Step.Split split -> Optional.of(chosen(split));
            case Step.Experiment experiment -> Optional.of(variant(experiment));
            case Step.SendEmail _,
                    Step.SendPush _,
                    Step.SendSms _,
                    Step.ShowMessage _,
                    Step.AskForPush _,
                    Step.Webhook _,
                    Step.StartFlow _,
                    Step.StopFlow _,
                    Step.AddPoints _ -> {
                act(step);
                yield Optional.of(Step.NEXT);
            }
            case Step.WebhookWithAnswer hook -> {
                act(hook);
                schedule(situation.now().plus(hook.timeout()));
                yield Optional.empty();
            }
            case Step.ChangeList change -> {
                person.changes(change);
                act(change);
                yield Optional.of(Step.NEXT);
            }
            case Step.SetTrait trait -> {
                person.sets(trait);
                act(trait);
                yield Optional.of(Step.NEXT);
            }
            case Step.Exit end -> {
                exit(new ExitReason(ExitReason.Kind.COMPLETED, end.id()));
                yield Optional.empty();
            }
        };
    }

    private void act(Step step) {
        StepEffects.of(step, state.visitsOf(step.id()), state.entry()).ifPresent(effects::add);
    }

    private Optional<String> arriveAtEventWait(Step.WaitUntilEvent wait) {
        if (wait.since() == Step.Since.STEP) {
            state = state.withMatched(wait.id(), 0);
        } else if (state.matchedAt(wait.id()) >= wait.times()) {
            return Optional.of(Step.NEXT);
        }
        schedule(situation.now().plus(wait.timeout()));
        return Optional.empty();
    }

    private String way(Step.Switch choice) {
        Optional<Object> value = switch (choice.subject()) {
            case TRAIT -> person.trait(choice.name());
            case ENTRY_PROPERTY -> state.entry().flatMap(entry -> PlainData.find(entry.properties(), choice.name()));
        };
        return WayChoice.ofValue(choice, value);
    }

    private String chosen(Step.Split split) {
        String label = WayChoice.ofShares(flow.flowId(), split.id(), split.shares(), state.person());
        if (!state.memory().chosen().containsKey(split.id())) {
            remember(split.id(), label);
        }
        return label;
    }

    private String variant(Step.Experiment experiment) {
        WayChoice.Variant variant = WayChoice.ofExperiment(experiment, state, situation.winners());
        if (variant.isNew()) {
            remember(experiment.id(), variant.label());
        }
        if (variant.isByChance()) {
            effects.add(new Effect.Exposed(experiment.id(), variant.label()));
        }
        return variant.label();
    }

    private void remember(String step, String label) {
        state = state.withMemory(state.memory().withChoice(step, label));
        effects.add(new Effect.Chose(step, label));
    }

    /** Asks for the zone, which takes the caller a look at the person, only where it matters. */
    private Instant end(Delay delay, Instant from) {
        return switch (delay) {
            case Delay.For length -> from.plus(length.duration());
            case Delay.Until until -> until.dueAfter(from, zone());
        };
    }

    private void schedule(Instant due) {
        Timer timer = new Timer(state.timersUsed() + 1, due);
        state = state.withTimer(Optional.of(timer));
        effects.add(new Effect.ScheduleTimer(timer.number(), due));
    }

    private void cancelTimer() {
        state.timer().ifPresent(timer -> {
            state = state.withTimer(Optional.empty());
            effects.add(new Effect.CancelTimer(timer.number()));
        });
    }

    private ZoneId zone() {
        return situation.facts().zone();
    }
}
