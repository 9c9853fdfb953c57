package dev.percorso.flow.simulate;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.definition;
import static dev.percorso.flow.FlowFixture.email;
import static dev.percorso.flow.FlowFixture.entry;
import static dev.percorso.flow.FlowFixture.event;
import static dev.percorso.flow.FlowFixture.exit;
import static dev.percorso.flow.FlowFixture.keyed;
import static dev.percorso.flow.FlowFixture.minutes;
import static dev.percorso.flow.FlowFixture.on;
import static dev.percorso.flow.FlowFixture.pausing;
import static dev.percorso.flow.FlowFixture.version;
import static dev.percorso.flow.FlowFixture.waitFor;
import static dev.percorso.flow.FlowFixture.waitSinceEntry;
import static dev.percorso.flow.FlowFixture.with;
import static dev.percorso.flow.FlowFixture.withExit;
import static dev.percorso.flow.FlowFixture.withGoal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.flow.Condition;
import dev.percorso.flow.Delay;
import dev.percorso.flow.Effect;
import dev.percorso.flow.ExitReason;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.PropertyCondition;
import dev.percorso.flow.PropertyCondition.Comparison;
import dev.percorso.flow.ReEntry;
import dev.percorso.flow.References;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @Test
    void shouldSendAtOnceAndAfterTheWait() {
        FlowDefinition flow = definition(
                entry("signed up", "first"),
                email("first", "pause"),
                pausing("pause", HOUR, "second"),
                email("second", "exit"),
                exit());

        Trace trace = play(flow, arrives(0, "ann", "signed up"));

        assertEquals(List.of("first/1 at 0", "second/1 at 60"), messages(trace));
        assertEquals(
                new ExitReason(ExitReason.Kind.COMPLETED, "exit"),
                exitOf(trace.runs().getFirst()));
    }

    @Test
    void shouldEndTheRunWhenTheExitEventArrivesNotWhenTheWaitEnds() {
        FlowDefinition flow = withExit(
                definition(entry("cart", "pause"), pausing("pause", HOUR, "mail"), email("mail", "exit"), exit()),
                on("ordered"));

        Trace trace = play(flow, arrives(0, "ann", "cart"), arrives(30, "ann", "ordered"));

        assertEquals(List.of(), messages(trace));
        assertEquals(minutes(30), trace.of(Effect.ExitedRun.class).getFirst().at());
        assertEquals(1, trace.of(Effect.CancelTimer.class).size());
    }

    @Test
    void shouldReachTheGoalOnceAndGoOnWhenItDoesNotExit() {
        FlowDefinition flow = withGoal(
                definition(entry("cart", "pause"), pausing("pause", HOUR, "mail"), email("mail", "exit"), exit()),
                on("ordered"),
                false);

        Trace trace =
                play(flow, arrives(0, "ann", "cart"), arrives(10, "ann", "ordered"), arrives(20, "ann", "ordered"));

        assertEquals(1, trace.of(Effect.ReachedGoal.class).size());
        assertEquals(List.of("mail/1 at 60"), messages(trace));
    }

    @Test
    void shouldReachAConditionGoalOnlyWhenItBecomesTrueAfterEntry() {
        FlowDefinition flow = withGoal(
                definition(entry("cart", "pause"), pausing("pause", HOUR, "exit"), exit()),
                new Trigger.OnCondition(new Condition.Fact("customer")),
                true);

        Trace already = play(flow, fact(0, "ann", "customer", true), arrives(1, "ann", "cart"), arrives(2, "ann", "x"));
        Trace becomes = play(flow, arrives(1, "ann", "cart"), fact(2, "ann", "customer", true), arrives(3, "ann", "x"));

        assertEquals(List.of(), already.of(Effect.ReachedGoal.class));
        assertEquals(minutes(3), becomes.of(Effect.ReachedGoal.class).getFirst().at());
        assertEquals(ExitReason.Kind.GOAL, exitOf(becomes.runs().getFirst()).kind());
    }

    @Test
    void shouldCountEventsSinceTheStepByDefaultAndSinceTheFlowOnRequest() {
        Step sinceStep = waitFor("until", "clicked", HOUR, "came", "late");
        Step sinceFlow = waitSinceEntry("until", "clicked", HOUR, "came", "late");
        Moment[] moments = {arrives(0, "ann", "signed up"), arrives(10, "ann", "clicked")};

        Trace step = play(afterWait(sinceStep), moments);
        Trace flow = play(afterWait(sinceFlow), moments);

        assertEquals(List.of("late/1 at 120"), messages(step));
        assertEquals(List.of("came/1 at 60"), messages(flow));
    }

    @Test
    void shouldNotCountTheEventThatStartedTheRun() {
        FlowDefinition flow = definition(
                entry("clicked", "until"),
                waitSinceEntry("until", "clicked", HOUR, "came", "late"),
                email("came", "exit"),
                email("late", "exit"),
                exit());

        Trace trace = play(flow, arrives(0, "ann", "clicked"));

        assertEquals(List.of("late/1 at 60"), messages(trace));
    }

    @Test
    void shouldNotCountALateEventOfBeforeTheRun() {
        FlowDefinition flow = withExit(
                definition(entry("cart", "pause"), pausing("pause", HOUR, "mail"), email("mail", "exit"), exit()),
                on("ordered"));
        Moment lateOrder = new Moment.Arrives(minutes(10), "ann", event("old", "ordered", START.minusSeconds(60)));

        Trace trace = play(flow, arrives(0, "ann", "cart"), lateOrder);

        assertEquals(List.of("mail/1 at 60"), messages(trace));
    }

    @Test
    void shouldTakeTheTimeoutWhenTheEventHappenedAfterItAlthoughTheServerWasDown() {
        FlowDefinition flow = afterNothing(waitFor("until", "clicked", HOUR, "came", "late"));

        Trace trace = play(
                flow,
                arrives(0, "ann", "signed up"),
                new Moment.Down(minutes(30), minutes(90)),
                arrives(80, "ann", "clicked"));

        assertEquals(List.of("late/1 at 90"), messages(trace));
    }

    @Test
    void shouldFireOnceAtStartWhatWasDueWhileDown() {
        FlowDefinition flow =
                definition(entry("signed up", "pause"), pausing("pause", HOUR, "mail"), email("mail", "exit"), exit());

        Trace trace = play(flow, arrives(0, "ann", "signed up"), new Moment.Down(minutes(30), minutes(600)));

        assertEquals(List.of("mail/1 at 600"), messages(trace));
    }

    @Test
    void shouldHoldEverybodyWhilePausedAndContinueOnResume() {
        FlowDefinition flow = afterNothing(waitFor("until", "clicked", HOUR, "came", "late"));

        Trace trace = play(
                flow,
                arrives(0, "ann", "signed up"),
                arrives(0, "bob", "signed up"),
                new Moment.Pauses(minutes(5)),
                arrives(10, "ann", "clicked"),
                arrives(11, "cay", "signed up"),
                new Moment.Resumes(minutes(100)));

        assertEquals(List.of("came/1 at 100", "late/1 at 100"), messages(trace));
        assertEquals(
                List.of("ann", "bob"),
                trace.runs().stream().map(RunState::person).toList());
    }

    @Test
    void shouldExitAtOnceEvenWhilePaused() {
        FlowDefinition flow = withExit(afterNothing(waitFor("until", "clicked", HOUR, "came", "late")), on("left"));

        Trace trace =
                play(flow, arrives(0, "ann", "signed up"), new Moment.Pauses(minutes(5)), arrives(6, "ann", "left"));

        assertEquals(minutes(6), trace.of(Effect.ExitedRun.class).getFirst().at());
    }

    @Test
    void shouldFinishOnTheVersionPeopleEntered() {
        FlowDefinition flow =
                definition(entry("signed up", "pause"), pausing("pause", HOUR, "old"), email("old", "exit"), exit());
        FlowDefinition changed =
                definition(entry("signed up", "pause"), pausing("pause", HOUR, "new"), email("new", "exit"), exit());

        Trace trace = play(
                flow,
                arrives(0, "ann", "signed up"),
                new Moment.Publishes(minutes(1), FlowVersion.of(changed, 2, References.unchecked())),
                arrives(2, "bob", "signed up"));

        assertEquals(List.of("old/1 at 60", "new/1 at 62"), messages(trace));
    }

    @Test
    void shouldObeyTheReEntryPolicy() {
        FlowDefinition flow =
                definition(entry("cart", "mail"), email("mail", "pause"), pausing("pause", HOUR, "exit"), exit());
        Moment[] moments = IntStream.iterate(0, at -> at <= 240, at -> at + 30)
                .mapToObj(at -> arrives(at, "ann", "cart"))
                .toArray(Moment[]::new);

        assertEquals(List.of("mail/1 at 0"), messages(play(with(flow, new ReEntry.Never()), moments)));
        assertEquals(
                List.of("mail/1 at 0", "mail/1 at 60", "mail/1 at 120", "mail/1 at 180", "mail/1 at 240"),
                messages(play(with(flow, new ReEntry.Always()), moments)));
        assertEquals(
                List.of("mail/1 at 0", "mail/1 at 90", "mail/1 at 180"),
                messages(play(with(flow, new ReEntry.After(Duration.ofMinutes(90))), moments)));
    }

    @Test
    void shouldKeepRunsOfDifferentKeysApartUnlessOnlyAfterExit() {
        FlowDefinition flow = keyed(
                withExit(
                        definition(
                                entry("ordered", "pause"),
                                pausing("pause", HOUR, "mail"),
                                email("mail", "exit"),
                                exit()),
                        on("delivered")),
                "order_id");
        Moment[] moments = {
            order(0, "ordered", "A"), order(10, "ordered", "B"), order(11, "ordered", "A"), order(20, "delivered", "A")
        };

        Trace always = play(with(flow, new ReEntry.Always()), moments);
        Trace afterExit = play(with(flow, new ReEntry.OnlyAfterExit()), moments);

        assertEquals(List.of("mail/1 at 70"), messages(always));
        assertEquals(
                List.of("A", "B"), always.runs().stream().map(RunState::key).toList());
        assertEquals(List.of("A"), afterExit.runs().stream().map(RunState::key).toList());
    }

    @Test
    void shouldNumberTheMessagesOfALoop() {
        FlowDefinition flow = definition(
                entry("signed up", "mail"),
                email("mail", "until"),
                waitFor("until", "clicked", HOUR, "exit", "mail"),
                exit());

        Trace trace = play(flow, arrives(0, "ann", "signed up"), arrives(150, "ann", "clicked"));

        assertEquals(List.of("mail/1 at 0", "mail/2 at 60", "mail/3 at 120"), messages(trace));
        assertEquals(false, trace.runs().getFirst().active());
    }

    @Test
    void shouldWaitUntilTheLocalTimeOfThePersonAcrossTheChangeToSummerTime() {
        FlowDefinition flow = definition(
                entry("signed up", "morning"),
                new Step.Wait("morning", new Delay.Until(LocalTime.of(9, 0), Set.of(DayOfWeek.SUNDAY)), "mail"),
                email("mail", "exit"),
                exit());
        Instant saturday = Instant.parse("2026-03-28T12:00:00Z");

        Trace trace = ScenarioRunner.run(
                version(flow),
                List.of(new Moment.Arrives(saturday, "ann", event("1", "signed up", saturday))),
                saturday.plus(Duration.ofDays(2)),
                ROME);

        assertEquals(
                Instant.parse("2026-03-29T07:00:00Z"),
                trace.of(Effect.SendMessage.class).getFirst().at());
    }

    @Test
    void shouldBranchOnTheEntryEventAndOnFacts() {
        FlowDefinition flow = definition(
                entry("ordered", "branch"),
                new Step.Branch(
                        "branch",
                        new Condition.AllOf(List.of(
                                new Condition.Fact("vip"),
                                new Condition.EntryProperty(
                                        new PropertyCondition("value", Comparison.GREATER, List.of("100"))))),
                        "yes",
                        "no"),
                email("yes", "exit"),
                email("no", "exit"),
                exit());

        Trace trace = play(
                flow,
                fact(0, "ann", "vip", true),
                new Moment.Arrives(
                        minutes(1), "ann", new FlowEvent("1", "ordered", minutes(1), Map.of("value", 250.5))),
                new Moment.Arrives(minutes(2), "bob", new FlowEvent("2", "ordered", minutes(2), Map.of("value", 300))));

        assertEquals(List.of("yes/1 at 1", "no/1 at 2"), messages(trace));
    }

    @Test
    void shouldSplitEvenlyAndAlwaysTheSameWay() {
        FlowDefinition flow = with(
                definition(
                        entry("signed up", "split"),
                        new Step.Split(
                                "split", List.of(new Step.Share("A", 2500, "a"), new Step.Share("B", 7500, "exit"))),
                        email("a", "exit"),
                        exit()),
                new ReEntry.Always());
        List<Moment> moments = IntStream.range(0, 8000)
                .<Moment>mapToObj(number -> arrives(number / 4000, "person-" + number % 4000, "signed up"))
                .toList();

        Trace trace = ScenarioRunner.run(version(flow), moments, minutes(10), ZoneOffset.UTC);

        List<String> first = receivers(trace, 0);
        List<String> second = receivers(trace, 1);
        assertEquals(first, second);
        assertTrue(Math.abs(first.size() - 1000) < 100, "a quarter of 4000 is 1000, it was " + first.size());
    }

    @Test
    void shouldStartAndEndWithSegmentMembership() {
        FlowDefinition base = definition(
                new Step.Entry("entry", new Trigger.OnSegmentEntered("lost"), "pause"),
                pausing("pause", HOUR, "mail"),
                email("mail", "exit"),
                exit());
        FlowDefinition flow = withExit(base, new Trigger.OnSegmentLeft("lost"));

        Trace trace = play(
                flow,
                new Moment.Joins(minutes(0), "ann", "lost"),
                new Moment.Joins(minutes(0), "bob", "lost"),
                new Moment.Leaves(minutes(59), "ann", "lost"));

        assertEquals(List.of("mail/1 at 60"), messages(trace));
        assertEquals("bob", trace.of(Effect.SendMessage.class).getFirst().person());
    }

    @Test
    void shouldStartByApiAndRemoveOnRequest() {
        FlowDefinition flow = definition(
                new Step.Entry("entry", new Trigger.OnApi(), "pause"), pausing("pause", HOUR, "exit"), exit());

        Trace trace = play(
                flow,
                new Moment.ApiStarts(minutes(0), "ann", "call", Map.of("coupon", "X")),
                new Moment.Removes(minutes(5), "ann", "erased"));

        assertEquals(
                Map.of("coupon", "X"),
                trace.runs().getFirst().entry().orElseThrow().properties());
        assertEquals(
                new ExitReason(ExitReason.Kind.REMOVED, "erased"),
                exitOf(trace.runs().getFirst()));
    }

    private static FlowDefinition afterWait(Step until) {
        return definition(
                entry("signed up", "pause"),
                pausing("pause", HOUR, "until"),
                until,
                email("came", "exit"),
                email("late", "exit"),
                exit());
    }

    private static FlowDefinition afterNothing(Step until) {
        return definition(entry("signed up", "until"), until, email("came", "exit"), email("late", "exit"), exit());
    }

    private static Trace play(FlowDefinition flow, Moment... moments) {
        return ScenarioRunner.run(version(flow), List.of(moments), minutes(60 * 24 * 30), ZoneOffset.UTC);
    }

    private static Moment arrives(int minute, String person, String name) {
        return new Moment.Arrives(minutes(minute), person, event(person + minute + name, name, minutes(minute)));
    }

    private static Moment order(int minute, String name, String id) {
        return new Moment.Arrives(
                minutes(minute), "ann", new FlowEvent("e" + minute, name, minutes(minute), Map.of("order_id", id)));
    }

    private static Moment fact(int minute, String person, String expression, boolean holds) {
        return new Moment.FactChanges(minutes(minute), person, expression, holds);
    }

    private static List<String> messages(Trace trace) {
        return trace.entries().stream()
                .filter(entry -> entry.effect() instanceof Effect.SendMessage)
                .map(ScenarioTest::describe)
                .toList();
    }

    private static String describe(Trace.Entry entry) {
        Effect.SendMessage message = (Effect.SendMessage) entry.effect();
        return message.step() + "/" + message.occurrence() + " at "
                + Duration.between(START, entry.at()).toMinutes();
    }

    private static List<String> receivers(Trace trace, int minute) {
        return trace.of(Effect.SendMessage.class).stream()
                .filter(entry -> entry.at().equals(minutes(minute)))
                .map(Trace.Entry::person)
                .toList();
    }

    private static ExitReason exitOf(RunState run) {
        return run.exit().orElseThrow();
    }
}
