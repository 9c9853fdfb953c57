package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.flow.Step;
import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.orchestrate.ExperimentResult.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExperimentTest {
    private static final int PEOPLE = 100;
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "test"}, "reentry": "never", "exits": [],
             "steps": [
              {"id": "test", "type": "experiment", "goal": {"event": "%1$s"}, "within": "P1D", "minimum": 30,
               "guards": [{"match": {"event": "Complained"}, "margin": 50}, {"margin": 15}], "takeWinner": true,
               "ways": [{"label": "A", "percent": 50, "next": "a"}, {"label": "B", "percent": 50, "next": "b"}]},
              {"id": "a", "type": "setTrait", "trait": "way%1$s", "value": "A", "next": "end"},
              {"id": "b", "type": "setTrait", "trait": "way%1$s", "value": "B", "next": "end"},
              {"id": "end", "type": "exit"}]}
            """;

    @Test
    void shouldDecideOnlyWhenTheGuardsHoldAndSendLaterPeopleOnTheWinner(@TempDir Path folder) throws Exception {
        try (FlowShop shop = new FlowShop(folder)) {
            String bought = shop.publish(FLOW.formatted("Bought"));
            String signed = shop.publish(FLOW.formatted("Signed"));
            come(shop, "p", PEOPLE);
            shop.awaitCount(bought, "exited", PEOPLE);
            shop.awaitCount(signed, "exited", PEOPLE);
            assertEquals(PEOPLE, result(shop, bought).path("tooRecent").asInt());
            assertEquals("collecting", result(shop, bought).path("verdict").asString());

            shop.later(Duration.ofMinutes(5));
            long converted = act(shop);
            shop.later(Duration.ofDays(1));
            Await.until(
                    "the better way has won",
                    () -> result(shop, bought)
                            .path("decision")
                            .path("winner")
                            .asString("")
                            .equals("B"));

            JsonNode won = result(shop, bought);
            JsonNode guarded = result(shop, signed);
            assertEquals(List.of(), OpenApi.load().faults("ExperimentResult", won));
            assertEquals("winner", won.path("verdict").asString());
            assertEquals(
                    converted, won.path("variants").get(1).path("converted").asLong());
            assertEquals("guarded", guarded.path("verdict").asString());
            assertEquals("broken", guarded.path("guards").get(0).path("holding").asString());
            assertEquals("holds", guarded.path("guards").get(1).path("holding").asString());
            assertTrue(guarded.path("decision").isMissingNode());
            assertEquals(converted, people(shop, bought, "converted"));

            shop.restart();
            Set<String> ways = new HashSet<>();
            come(shop, "later", 10);
            shop.awaitCount(bought, "exited", PEOPLE + 10);
            for (int person = 0; person < 10; person++) {
                ways.add(way(shop, "later" + person, "Bought"));
            }
            assertEquals(Set.of("B"), ways);
            assertEquals(won.path("decision"), result(shop, bought).path("decision"));
        }
    }

    private static void come(FlowShop shop, String name, int people) {
        shop.together(() -> {
            for (int person = 0; person < people; person++) {
                shop.person(name + person, true);
                shop.track(name + person, "Came", Map.of());
            }
        });
    }

    /** Everybody of B buys and signs, one in ten of A does; who is in B of the second experiment complains. */
    private static long act(FlowShop shop) throws InterruptedException {
        Set<String> bought = new HashSet<>();
        Set<String> signed = new HashSet<>();
        for (int person = 0; person < PEOPLE; person++) {
            String id = "p" + person;
            if (way(shop, id, "Bought").equals("B")) {
                bought.add(id);
            }
            if (way(shop, id, "Signed").equals("B")) {
                signed.add(id);
            }
        }
        shop.together(() -> {
            bought.forEach(id -> shop.track(id, "Bought", Map.of()));
            signed.forEach(id -> shop.track(id, "Signed", Map.of()));
            signed.forEach(id -> shop.track(id, "Complained", Map.of()));
            for (int person = 0; person < PEOPLE; person += 10) {
                shop.track("p" + person, "Bought", Map.of());
                shop.track("p" + person, "Signed", Map.of());
            }
        });
        return bought.size();
    }

    private static String way(FlowShop shop, String person, String experiment) throws InterruptedException {
        int number = shop.personNumber(person);
        Await.until(
                "the way is known",
                () -> shop.server()
                        .percorso()
                        .people()
                        .traits(FlowShop.SHOP, number)
                        .containsKey("way" + experiment));
        return String.valueOf(
                shop.server().percorso().people().traits(FlowShop.SHOP, number).get("way" + experiment));
    }

    private static JsonNode result(FlowShop shop, String flow) {
        try {
            return shop.server()
                    .get(FlowShop.API + "/flows/" + flow + "/experiments/test")
                    .json();
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static long people(FlowShop shop, String flow, String outcome) throws Exception {
        return shop.server()
                .post(
                        FlowShop.API + "/reports/people",
                        Map.of("kind", "flowStep", "flow", flow, "stepId", "test", "value", "B", "outcome", outcome))
                .json()
                .path("total")
                .asLong();
    }

    private static final Step.Experiment HALVES = new Step.Experiment(
            "test",
            List.of(new Step.Share("A", 5_000, "end"), new Step.Share("B", 5_000, "end")),
            Optional.empty(),
            Duration.ofDays(1),
            100,
            List.of(new Step.Guard(Optional.empty(), 200)),
            true);

    @Test
    void shouldTrustNothingWhenPeopleWereLostOnOneWay() {
        assertEquals(Verdict.SAMPLE_RATIO, tally(1_000, 100, 800, 300, 0).verdict());
        assertEquals(Verdict.WINNER, tally(1_000, 100, 1_000, 300, 0).verdict());
    }

    @Test
    void shouldCallNoWinnerBeforeThereAreEnoughPeopleAClearDifferenceAndTheGuards() {
        assertEquals(Verdict.COLLECTING, tally(99, 5, 99, 95, 0).verdict());
        assertEquals(Verdict.UNCLEAR, tally(1_000, 100, 1_000, 120, 0).verdict());
        assertEquals(Verdict.GUARDED, tally(1_000, 100, 1_000, 300, 20).verdict());
        assertEquals(Verdict.GUARDED, tally(1_000, 100, 1_000, 300, 60).verdict());
    }

    /** @param guarded of the second way, for whom the guard's event happened */
    private static ExperimentResult tally(int first, int firstWon, int second, int secondWon, int guarded) {
        ExperimentTally tally = new ExperimentTally(HALVES);
        for (int person = 0; person < first; person++) {
            tally.expose(0, new double[] {0.5, 0.5});
            tally.measure(0, person < firstWon, new boolean[] {false});
        }
        for (int person = 0; person < second; person++) {
            tally.expose(1, new double[] {0.5, 0.5});
            tally.measure(1, person < secondWon, new boolean[] {person < guarded});
        }
        return tally.result(Optional.empty());
    }
}
