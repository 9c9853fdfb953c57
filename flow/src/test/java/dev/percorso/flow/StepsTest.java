package dev.percorso.flow;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.definition;
import static dev.percorso.flow.FlowFixture.entry;
import static dev.percorso.flow.FlowFixture.event;
import static dev.percorso.flow.FlowFixture.version;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.flow.PropertyCondition.Comparison;
import dev.percorso.flow.simulate.Moment;
import dev.percorso.flow.simulate.ScenarioRunner;
import dev.percorso.flow.simulate.Trace;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant LATER = START.plus(Duration.ofDays(30));
    private static final Step GOOD = new Step.Exit("good", "");
    private static final Step BAD = new Step.Exit("bad", "");

    @Test
    void shouldGoOnWhenTheConditionComesTrue() {
        Step wait = new Step.WaitUntilCondition("wait", new Condition.Fact("vip"), Duration.ofDays(3), "good", "bad");
        Instant change = START.plus(Duration.ofHours(5));

        List<String> held = ends(
                wait,
                new Moment.FactChanges(change, "p", "vip", true),
                new Moment.Arrives(change, "p", event("2", "other", change)));
        List<String> noticed = ends(wait, new Moment.FactChanges(change, "p", "vip", true));
        List<String> never = ends(wait);

        assertEquals(List.of("good at " + change), held);
        assertEquals(List.of("good at " + START.plus(Duration.ofDays(3))), noticed);
        assertEquals(List.of("bad at " + START.plus(Duration.ofDays(3))), never);
    }

    @Test
    void shouldWaitForTheDayOfATrait() {
        Step wait = new Step.WaitUntilDate("wait", "departure", -2, LocalTime.of(9, 0), "good", "bad");

        List<String> before = ends(wait, new Moment.TraitChanges(Instant.EPOCH, "p", "departure", "2026-03-10"));
        List<String> over = ends(wait, new Moment.TraitChanges(Instant.EPOCH, "p", "departure", "2026-03-04"));

        assertEquals(List.of("good at 2026-03-08T08:00:00Z"), before);
        assertEquals(List.of("bad at " + START), over);
        assertEquals(List.of("bad at " + START), ends(wait));
    }

    @Test
    void shouldChooseByValue() {
        Step choice = new Step.Switch(
                "choice",
                Step.Subject.TRAIT,
                "tier",
                List.of(new Step.Way("Gold", List.of("gold", "platinum"), "good")),
                "bad");

        assertEquals(
                List.of("good at " + START),
                ends(choice, new Moment.TraitChanges(Instant.EPOCH, "p", "tier", "Platinum ")));
        assertEquals(List.of("bad at " + START), ends(choice));
    }

    @Test
    void shouldAskWhatTheWebhookAnswered() {
        Step hook = new Step.WebhookWithAnswer("hook", "https://example.com", "", Duration.ofMinutes(5), "ask", "bad");
        Step ask = new Step.Branch(
                "ask",
                new Condition.Answer("hook", new PropertyCondition("stock", Comparison.GREATER, List.of("3"))),
                "good",
                "bad");
        Instant answer = START.plusSeconds(2);

        assertEquals(
                List.of("good at " + answer),
                ends(List.of(hook, ask), new Moment.Answers(answer, "p", "hook", true, Map.of("stock", 4))));
        assertEquals(
                List.of("bad at " + answer),
                ends(List.of(hook, ask), new Moment.Answers(answer, "p", "hook", true, Map.of("stock", 3))));
        assertEquals(List.of("bad at " + START.plusSeconds(300)), ends(List.of(hook, ask)));
    }

    @Test
    void shouldHoldOutTheSameShareAlways() {
        FlowDefinition base = definition(entry("a", "mail"), FlowFixture.email("mail", "good"), GOOD);
        FlowDefinition flow = new FlowDefinition(
                base.id(),
                base.name(),
                base.steps(),
                base.goal(),
                base.exitRules(),
                base.reEntry(),
                base.keyProperty(),
                2_000);
        FlowMachine machine = new FlowMachine(version(flow));
        int heldOut = 0;
        for (int person = 0; person < 10_000; person++) {
            EntryDecision.Entered entered = (EntryDecision.Entered) machine.enter(
                    "r",
                    "p" + person,
                    new Input.EventArrived(event("1", "a", START)),
                    PersonHistory.NONE,
                    Situation.of(START, new NoFacts()));
            Decision decision = entered.decision();
            boolean mailed = decision.effects().stream().anyMatch(Effect.SendMessage.class::isInstance);
            boolean out = decision.state().exit().orElseThrow().kind() == ExitReason.Kind.HELD_OUT;
            assertEquals(!out, mailed);
            heldOut += out ? 1 : 0;
        }
        assertTrue(heldOut > 1_850 && heldOut < 2_150, heldOut + " of 10,000");
    }

    @Test
    void shouldKeepABirthdayOnItsDay() {
        LocalDate leap = LocalDate.of(2024, 2, 29);

        assertTrue(TraitDate.isToday(leap, 0, true, LocalDate.of(2026, 2, 28)));
        assertTrue(TraitDate.isToday(leap, 0, true, LocalDate.of(2028, 2, 29)));
        assertTrue(TraitDate.isToday(leap, -7, true, LocalDate.of(2027, 2, 21)));
        assertEquals(false, TraitDate.isToday(leap, 0, false, LocalDate.of(2025, 2, 28)));
        for (Object unreckonable : List.of(Long.MAX_VALUE, "+999999999-01-01T00:00:00Z", "0000-01-01")) {
            assertEquals(Optional.empty(), TraitDate.of(Optional.of(unreckonable), ROME));
        }
        assertEquals(Optional.of(LocalDate.of(2026, 6, 1)), TraitDate.of(Optional.of("2026-05-31T23:30:00Z"), ROME));
        assertEquals(Optional.empty(), TraitDate.of(Optional.of("soon"), ROME));
    }

    private static List<String> ends(Step step, Moment... moments) {
        return ends(List.of(step), moments);
    }

    /** Where and when the run of a person who enters at the start ends. */
    private static List<String> ends(List<Step> middle, Moment... moments) {
        List<Step> steps = new ArrayList<>(List.of(entry("a", middle.getFirst().id())));
        steps.addAll(middle);
        steps.addAll(List.of(GOOD, BAD));
        List<Moment> life = new ArrayList<>(List.of(moments));
        life.add(new Moment.Arrives(START, "p", event("1", "a", START)));
        Trace trace = ScenarioRunner.run(version(definition(steps.toArray(Step[]::new))), life, LATER, ROME);
        return trace.of(Effect.ExitedRun.class).stream()
                .map(exit -> ((Effect.ExitedRun) exit.effect()).step() + " at " + exit.at())
                .toList();
    }

    private record NoFacts() implements Facts {
        @Override
        public boolean holds(String expression) {
            return false;
        }

        @Override
        public ZoneId zone() {
            return ROME;
        }
    }
}
