package dev.percorso.flow;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.definition;
import static dev.percorso.flow.FlowFixture.email;
import static dev.percorso.flow.FlowFixture.entry;
import static dev.percorso.flow.FlowFixture.event;
import static dev.percorso.flow.FlowFixture.exit;
import static dev.percorso.flow.FlowFixture.minutes;
import static dev.percorso.flow.FlowFixture.pausing;
import static dev.percorso.flow.FlowFixture.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlowMachineTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final FlowDefinition FLOW =
            definition(entry("cart", "pause"), pausing("pause", HOUR, "mail"), email("mail", "exit"), exit());

    @Test
    void shouldIgnoreATimerThatIsEarlyUnknownOrFiresTwice() {
        FlowMachine machine = new FlowMachine(version(FLOW));
        RunState waiting = entered(machine);

        Decision early = machine.decide(waiting, new Input.TimerFired(1), at(59));
        Decision unknown = machine.decide(waiting, new Input.TimerFired(2), at(60));
        Decision fired = machine.decide(waiting, new Input.TimerFired(1), at(60));
        Decision again = machine.decide(fired.state(), new Input.TimerFired(1), at(61));

        assertEquals(new Decision(waiting, List.of()), early);
        assertEquals(new Decision(waiting, List.of()), unknown);
        assertEquals(4, fired.effects().size());
        assertEquals(new Decision(fired.state(), List.of()), again);
    }

    @Test
    void shouldRefuseARunOfAnotherVersion() {
        RunState waiting = entered(new FlowMachine(version(FLOW)));
        FlowMachine second = new FlowMachine(FlowVersion.of(FLOW, 2, References.unchecked()));

        assertThrows(IllegalArgumentException.class, () -> second.decide(waiting, new Input.TimerFired(1), at(60)));
    }

    @Test
    void shouldSayWhyNobodyEnters() {
        FlowMachine machine = new FlowMachine(version(FlowFixture.keyed(FLOW, "order_id")));
        Input cart = new Input.EventArrived(event("1", "cart", START));

        assertEquals(refused(EntryDecision.Reason.KEY_MISSING), enter(machine, cart, at(0)));
        assertEquals(
                refused(EntryDecision.Reason.NO_MATCH),
                enter(machine, new Input.EventArrived(event("1", "other", START)), at(0)));
        assertEquals(
                refused(EntryDecision.Reason.PAUSED), enter(machine, cart, new Situation(START, new UtcFacts(), true)));
    }

    @Test
    void shouldShowTraitsSetOnTheWayToTheNextBranch() {
        FlowMachine machine = new FlowMachine(version(definition(
                entry("cart", "set"),
                new Step.SetTrait("set", "vip", true, "branch"),
                new Step.Branch("branch", new Condition.Fact("vip"), "mail", "exit"),
                email("mail", "exit"),
                exit())));

        EntryDecision decision = enter(machine, new Input.EventArrived(event("1", "cart", START)), at(0));

        assertEquals(
                1,
                ((EntryDecision.Entered) decision)
                        .decision().effects().stream()
                                .filter(Effect.SendMessage.class::isInstance)
                                .count());
    }

    @Test
    void shouldShowAListChangedOnTheWayToTheNextBranch() {
        FlowMachine machine = new FlowMachine(version(definition(
                entry("cart", "add"),
                new Step.ChangeList("add", "vips", true, "branch"),
                new Step.Branch("branch", new Condition.Fact("on vips"), "mail", "exit"),
                email("mail", "exit"),
                exit())));

        EntryDecision.Entered entered =
                (EntryDecision.Entered) enter(machine, new Input.EventArrived(event("1", "cart", START)), at(0));

        assertEquals(
                List.of(new Effect.ChangeList("add", 1, "vips", true)),
                entered.decision().effects().stream()
                        .filter(Effect.ChangeList.class::isInstance)
                        .toList());
        assertEquals(Map.of("mail", 1), only(entered.decision().state().visits(), "mail"));
    }

    private static Map<String, Integer> only(Map<String, Integer> visits, String step) {
        return visits.containsKey(step) ? Map.of(step, visits.getOrDefault(step, 0)) : Map.of();
    }

    @Test
    void shouldMoveSomebodyToANewVersionWithoutChangingTheWaitUnlessAsked() {
        RunState waiting = entered(new FlowMachine(version(FLOW)));
        FlowDefinition changed = definition(
                entry("cart", "longer"), pausing("longer", Duration.ofHours(3), "mail"), email("mail", "exit"), exit());
        FlowMachine second = new FlowMachine(FlowVersion.of(changed, 2, References.unchecked()));
        Map<String, String> map = Map.of("pause", "longer");

        RunState kept = second.transfer(waiting, map, false, at(30)).state();
        RunState retimed = second.transfer(waiting, map, true, at(30)).state();

        assertEquals("longer", kept.step());
        assertEquals(minutes(60), kept.timer().orElseThrow().due());
        assertEquals(minutes(180), retimed.timer().orElseThrow().due());
        assertThrows(IllegalArgumentException.class, () -> second.transfer(waiting, Map.of(), false, at(30)));
    }

    private static FlowMachine second(Step... steps) {
        return new FlowMachine(FlowVersion.of(definition(steps), 2, References.unchecked()));
    }

    @Test
    void shouldHoldSomebodyWhoIsMovedToAMessageWhileTheFlowIsPaused() {
        RunState waiting = entered(new FlowMachine(version(FLOW)));
        FlowMachine second = second(entry("cart", "mail"), email("mail", "exit"), exit());
        Situation paused = new Situation(minutes(30), new UtcFacts(), true);

        Decision held = second.transfer(waiting, Map.of("pause", "mail"), false, paused);
        Decision stillHeld = second.transfer(held.state(), Map.of(), false, paused);
        Decision resumed = second.decide(stillHeld.state(), new Input.Resumed(), at(40));

        assertEquals(List.of(), messages(held));
        assertEquals(List.of(), messages(stillHeld));
        Decision unpaused = second.transfer(waiting, Map.of("pause", "mail"), false, at(30));
        assertEquals(1, messages(resumed).size());
        assertEquals(messages(unpaused), messages(resumed));
        assertEquals(false, resumed.state().active());
    }

    private static List<String> messages(Decision decision) {
        return decision.effects().stream()
                .filter(Effect.SendMessage.class::isInstance)
                .map(Effect.SendMessage.class::cast)
                .map(message -> message.step() + " " + message.occurrence())
                .toList();
    }

    @Test
    void shouldLetSomebodyPassAWaitThatIsSatisfiedWhenTheyAreMovedToIt() {
        RunState waiting = entered(new FlowMachine(version(FLOW)));
        Duration month = Duration.ofDays(30);
        FlowMachine asking = second(
                entry("cart", "ask"),
                new Step.WaitUntilCondition("ask", new Condition.Fact("vip"), month, "mail", "exit"),
                email("mail", "exit"),
                exit());
        Situation vip = Situation.of(minutes(30), new UtcFacts(Map.of("vip", true)));

        for (boolean retime : List.of(true, false)) {
            assertEquals(List.of("mail 1"), messages(asking.transfer(waiting, Map.of("pause", "ask"), retime, vip)));
            assertEquals(
                    "ask",
                    asking.transfer(waiting, Map.of("pause", "ask"), retime, at(30))
                            .state()
                            .step());
        }
    }

    @Test
    void shouldLetSomebodyPassAnEventWaitThatNeedsFewerEventsInTheNewVersion() {
        for (Step.Since since : Step.Since.values()) {
            FlowMachine first = new FlowMachine(version(
                    definition(entry("cart", "clicks"), clicks("clicks", 3, since), email("mail", "exit"), exit())));
            FlowMachine second = second(entry("cart", "taps"), clicks("taps", 2, since), email("mail", "exit"), exit());
            RunState run = entered(first);
            for (int minute = 1; minute <= 2; minute++) {
                Input click = new Input.EventArrived(event("c" + minute, "click", minutes(minute)));
                run = first.decide(run, click, at(minute)).state();
            }

            Decision moved = second.transfer(run, Map.of("clicks", "taps"), false, at(30));
            Decision before = second.transfer(entered(first), Map.of("clicks", "taps"), false, at(30));

            assertEquals(List.of("mail 1"), messages(moved));
            assertEquals("taps", before.state().step());
        }
    }

    private static Step clicks(String id, int times, Step.Since since) {
        return new Step.WaitUntilEvent(
                id, EventMatch.named("click"), times, since, Duration.ofDays(30), "mail", "exit");
    }

    @Test
    void shouldNotEndAWaitAtATimeOfDayThatHasPassedSinceSomebodyCame() {
        RunState waiting = entered(new FlowMachine(version(FLOW)));
        FlowMachine second = second(
                entry("cart", "evening"),
                new Step.Wait("evening", new Delay.Until(LocalTime.of(10, 30), Set.of()), "mail"),
                email("mail", "exit"),
                exit());

        RunState late = second.transfer(waiting, Map.of("pause", "evening"), true, at(45))
                .state();
        RunState early = second.transfer(waiting, Map.of("pause", "evening"), true, at(15))
                .state();

        assertEquals(minutes(24 * 60 + 30), late.timer().orElseThrow().due());
        assertEquals(minutes(30), early.timer().orElseThrow().due());
    }

    private static RunState entered(FlowMachine machine) {
        Input cart = new Input.EventArrived(event("1", "cart", START));
        return ((EntryDecision.Entered) enter(machine, cart, at(0))).decision().state();
    }

    private static EntryDecision enter(FlowMachine machine, Input input, Situation situation) {
        return machine.enter("run", "ann", input, PersonHistory.NONE, situation);
    }

    private static EntryDecision refused(EntryDecision.Reason reason) {
        return new EntryDecision.Refused(reason);
    }

    private static Situation at(int minute) {
        return Situation.of(minutes(minute), new UtcFacts());
    }

    private record UtcFacts(Map<String, Object> traits) implements Facts {
        UtcFacts() {
            this(Map.of());
        }

        @Override
        public boolean holds(String expression) {
            return Boolean.TRUE.equals(traits.get(expression));
        }

        @Override
        public ZoneId zone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Facts withLists(Map<String, Boolean> lists) {
            Map<String, Object> known = new java.util.HashMap<>(traits);
            lists.forEach((list, isOn) -> known.put("on " + list, isOn));
            return new UtcFacts(known);
        }

        @Override
        public Facts withTraits(Map<String, Object> added) {
            return new UtcFacts(added);
        }
    }

    @Test
    void shouldDropNothingButNullsFromPlainData() {
        FlowEvent one = new FlowEvent("1", "x", Instant.EPOCH, Map.of("a", 1, "b", List.of(1.5f, "x")));

        assertEquals(Map.of("a", 1L, "b", List.of(1.5, "x")), one.properties());
    }
}
