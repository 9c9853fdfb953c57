package dev.percorso.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class StagePropertyTest {

    private static final List<String> NAMES = List.of("Page Viewed", "Search", "Add", "Order", "Page Engaged");

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void shouldMovePersonsAsTheRulesSay(@ForAll long seed) {
        World world = World.random(seed);
        StageModel model = model(new Random(seed ^ 0x5eed));
        Instant now = world.day(8);
        Map<Integer, StageHistory> expected = new TreeMap<>();
        world.journeys().forEach((person, journey) -> expected.put(person, byHand(model, journey, now.toEpochMilli())));

        world.shouldAllSay(expected, snapshot -> {
            StageReplay replay = new StageReplay(snapshot, model);
            Map<Integer, StageHistory> histories = new TreeMap<>();
            for (int person : expected.keySet()) {
                histories.put(person, replay.history(snapshot.journey(person), now));
            }
            StageOccupancy occupancy = new StageOccupancy(replay, world.day(1), now);
            checkCounts(expected, snapshot.fold(occupancy), world.day(1).toEpochMilli(), model);
            for (int stage = StageModel.NONE; stage < model.stages().size(); stage++) {
                int place = stage;
                assertEquals(
                        expected.values().stream()
                                .filter(history -> history.current() == place)
                                .count(),
                        snapshot.fold(StageOccupancy.persons(replay, place, now))
                                .cardinality());
            }
            return histories;
        });
    }

    private static void checkCounts(
            Map<Integer, StageHistory> expected, StageOccupancy.Tally tally, long from, StageModel model) {
        int stages = model.stages().size();
        for (int left = StageModel.NONE; left < stages; left++) {
            int origin = left;
            assertEquals(
                    expected.values().stream()
                            .filter(history -> history.current() == origin)
                            .count(),
                    tally.persons(origin));
            for (int entered = StageModel.NONE; entered < stages; entered++) {
                int target = entered;
                List<Long> perPerson = expected.values().stream()
                        .map(history -> history.moves().stream()
                                .filter(move ->
                                        move.from() == origin && move.to() == target && move.timeMillis() >= from)
                                .count())
                        .toList();
                assertEquals(perPerson.stream().mapToLong(Long::longValue).sum(), tally.moves(origin, target));
                assertEquals(perPerson.stream().filter(count -> count > 0).count(), tally.movers(origin, target));
            }
        }
    }

    static StageModel model(Random random) {
        List<Stage> stages = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            List<StageRule> rules = new ArrayList<>();
            for (int rule = random.nextInt(4); rule > 0; rule--) {
                rules.add(new StageRule(
                        List.of(RuleKind.values()).get(random.nextInt(3)),
                        EventMatch.of(NAMES.get(random.nextInt(NAMES.size()))),
                        1 + random.nextInt(3),
                        random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofSeconds(10))));
            }
            stages.add(new Stage(
                    "stage " + i,
                    rules,
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(Duration.ofMinutes(30L * (1 + random.nextInt(2))))));
        }
        return new StageModel(stages, random.nextBoolean());
    }

    /** The three rules of {@link StageModel}, word by word. */
    static StageHistory byHand(StageModel model, List<IndexedEvent> journey, long now) {
        List<StageMove> moves = new ArrayList<>();
        int stage = StageModel.NONE;
        for (int i = 0; i <= journey.size(); i++) {
            boolean over = i == journey.size() || journey.get(i).time() > now;
            long time = over ? now : journey.get(i).time();
            if (stage != StageModel.NONE) {
                long last = journey.get(i - 1).time();
                long pause = model.stages()
                        .get(stage)
                        .pausesAfter()
                        .map(Duration::toMillis)
                        .orElse(Long.MAX_VALUE / 2);
                if (time > last + pause) {
                    moves.add(new StageMove(last + pause, stage, StageModel.NONE));
                    stage = StageModel.NONE;
                }
            }
            if (over) {
                break;
            }
            int next = next(model, journey.subList(0, i + 1), stage);
            if (next != stage) {
                moves.add(new StageMove(time, stage, next));
                stage = next;
            }
        }
        return new StageHistory(moves);
    }

    private static int next(StageModel model, List<IndexedEvent> soFar, int stage) {
        int[] higher = IntStream.range(stage + 1, model.stages().size())
                .filter(place -> fulfilled(model, place, RuleKind.ENTER, soFar)
                        || (stage != StageModel.NONE && fulfilled(model, place, RuleKind.ADVANCE, soFar)))
                .toArray();
        if (higher.length > 0) {
            return higher[higher.length - 1];
        }
        if (stage == StageModel.NONE || fulfilled(model, stage, RuleKind.ENTER, soFar)) {
            return stage;
        }
        return IntStream.range(0, stage)
                .filter(place -> fulfilled(model, place, RuleKind.REGRESS, soFar)
                        || (model.regress() && fulfilled(model, place, RuleKind.ENTER, soFar)))
                .max()
                .orElse(stage);
    }

    private static boolean fulfilled(StageModel model, int place, RuleKind kind, List<IndexedEvent> soFar) {
        IndexedEvent last = soFar.getLast();
        for (StageRule rule : model.stages().get(place).rules()) {
            long earliest =
                    rule.within().map(within -> last.time() - within.toMillis()).orElse(Long.MIN_VALUE);
            long matches = soFar.stream()
                    .filter(event -> EventMatch.of(event.name()).equals(rule.match()) && event.time() >= earliest)
                    .count();
            if (rule.kind() == kind && EventMatch.of(last.name()).equals(rule.match()) && matches >= rule.times()) {
                return true;
            }
        }
        return false;
    }
}
