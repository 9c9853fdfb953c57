package dev.percorso.flow.simulate;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.definition;
import static dev.percorso.flow.FlowFixture.entry;
import static dev.percorso.flow.FlowFixture.event;
import static dev.percorso.flow.FlowFixture.minutes;
import static dev.percorso.flow.FlowFixture.version;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.flow.Condition;
import dev.percorso.flow.Effect;
import dev.percorso.flow.Facts;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.FlowVersion;
import dev.percorso.flow.Input;
import dev.percorso.flow.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PersonReplayTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final Instant UNTIL = START.plus(Duration.ofHours(40));

    /** The runner of scenarios keeps everything and sees everybody at once; it is checked against the naive one. */
    @Property(tries = 500)
    void shouldDoWhatTheScenarioOfThePersonDoes(@ForAll long seed) {
        RandomFlow source = new RandomFlow(new Random(seed), false);
        FlowVersion flow = version(source.definition());
        List<Moment> life = source.life(1, 60).stream()
                .filter(moment -> moment instanceof Moment.Arrives
                        || moment instanceof Moment.FactChanges
                        || moment instanceof Moment.TraitChanges)
                .toList();
        List<String> expected = ScenarioRunner.run(flow, life, UNTIL, ROME).entries().stream()
                .map(each -> each.at() + " " + each.effect())
                .toList();

        List<String> played = new ArrayList<>();
        KnownFacts known = new KnownFacts(new HashSet<>(), new HashMap<>());
        PersonReplay replay = new PersonReplay(
                new FlowMachine(flow), "p0", _ -> known, false, (at, _, _, effect) -> played.add(at + " " + effect));
        for (Moment moment : life) {
            replay.advanceTo(moment.at());
            switch (moment) {
                case Moment.Arrives arrives -> replay.offer(arrives.at(), new Input.EventArrived(arrives.event()));
                case Moment.FactChanges change -> known.change(change.expression(), change.holds());
                case Moment.TraitChanges change -> known.traits().put(change.trait(), change.value());
                default -> throw new AssertionError(moment);
            }
        }
        replay.advanceTo(UNTIL);

        assertEquals(expected, played);
    }

    private record KnownFacts(Set<String> held, Map<String, Object> traits) implements Facts {
        void change(String expression, boolean holds) {
            if (holds) {
                held.add(expression);
            } else {
                held.remove(expression);
            }
        }

        @Override
        public boolean holds(String expression) {
            return held.contains(expression);
        }

        @Override
        public ZoneId zone() {
            return ROME;
        }

        @Override
        public Optional<Object> trait(String name) {
            return Optional.ofNullable(traits.get(name));
        }
    }

    @Test
    void shouldLetWebhooksAnswerWhenTold() {
        FlowVersion flow = version(definition(
                entry("a", "hook"),
                new Step.WebhookWithAnswer("hook", "https://example.com", "", Duration.ofMinutes(5), "good", "bad"),
                new Step.Exit("good", ""),
                new Step.Exit("bad", "")));

        assertEquals("good", exitOf(flow, true));
        assertEquals("bad", exitOf(flow, false));
    }

    @Test
    void shouldComeToAnEndWhereAnswersGoRoundInACircle() {
        FlowVersion flow = version(definition(
                entry("a", "hook"),
                new Step.WebhookWithAnswer("hook", "https://example.com", "", Duration.ofMinutes(5), "again", "exit"),
                new Step.Branch("again", new Condition.Not(new Condition.Fact("enough")), "hook", "exit"),
                new Step.Exit("exit", "")));

        assertEquals("exit", exitOf(flow, true));
    }

    private static String exitOf(FlowVersion flow, boolean hooksAnswer) {
        List<String> exits = new ArrayList<>();
        PersonReplay replay = new PersonReplay(
                new FlowMachine(flow), "p", _ -> new KnownFacts(Set.of(), Map.of()), hooksAnswer, (_, _, _, effect) -> {
                    if (effect instanceof Effect.ExitedRun over) {
                        exits.add(over.step());
                    }
                });
        replay.offer(START, new Input.EventArrived(event("e", "a", START)));
        replay.advanceTo(minutes(10));
        return String.join(",", exits);
    }
}
