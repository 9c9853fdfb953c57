package dev.percorso.engine.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.segment.ConditionOracle;
import dev.percorso.engine.segment.CountRange;
import dev.percorso.engine.segment.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class StagePropertyTest {

    private static final List<String> NAMES = List.of("Page Viewed", "Search", "Add", "Order", "Page Engaged");

    private static final List<Duration> LENGTHS = List.of(
            Duration.ZERO,
            Duration.ofMillis(9_999),
            Duration.ofMinutes(30),
            Duration.ofHours(10),
            Duration.ofDays(1),
            Duration.ofDays(9));

    private static final long GAP = Duration.ofMinutes(30).toMillis();
    private static final long LONGEST = Duration.ofHours(24).toMillis();

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldMovePersonsAsTheRulesSay(@ForAll long seed) {
        World world = World.random(seed);
        StageModel model = model(new Random(seed ^ 0x5eed), world.start);
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

    static StageModel model(Random random, Instant start) {
        List<Stage> stages = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            List<StageRule> rules = new ArrayList<>();
            for (int rule = random.nextInt(4); rule > 0; rule--) {
                rules.add(new StageRule(
                        List.of(RuleKind.values()).get(random.nextInt(3)),
                        random.nextInt(3) == 0 ? EventMatch.any() : match(random),
                        random.nextInt(3) == 0 ? new Condition.All(List.of()) : condition(random, start, 2)));
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

    private static EventMatch match(Random random) {
        return EventMatch.of(NAMES.get(random.nextInt(NAMES.size())));
    }

    private static Condition condition(Random random, Instant start, int depth) {
        Duration length = LENGTHS.get(random.nextInt(LENGTHS.size()));
        Period period = switch (random.nextInt(3)) {
            case 0 -> new Period.Ever();
            case 1 -> new Period.Within(length);
            default ->
                new Period.Between(new TimeRange(
                        start.plus(Duration.ofDays(1)).toEpochMilli(),
                        start.plus(Duration.ofDays(5)).toEpochMilli()));
        };
        CountRange count = new CountRange(random.nextInt(3), 2 + random.nextInt(3));
        return switch (random.nextInt(depth > 0 ? 10 : 7)) {
            case 0, 1 -> new Condition.Performed(match(random), count, period);
            case 2 -> new Condition.LastPerformed(match(random), Duration.ofMillis(1), length.plusMillis(1));
            case 3 -> new Condition.InSequence(match(random), match(random), length, period);
            case 4 -> new Condition.InOrder(List.of(match(random), match(random), match(random)), length);
            case 5 -> new Condition.SessionCount(count, period);
            case 6 -> new Condition.FirstSeen(period);
            case 7 ->
                new Condition.All(List.of(condition(random, start, depth - 1), condition(random, start, depth - 1)));
            case 8 ->
                new Condition.Any(List.of(condition(random, start, depth - 1), condition(random, start, depth - 1)));
            default -> new Condition.Not(condition(random, start, depth - 1));
        };
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
        return model.stages().get(place).rules().stream()
                .anyMatch(rule -> rule.kind() == kind
                        && (rule.on().equals(EventMatch.any()) || rule.on().equals(EventMatch.of(last.name())))
                        && new ConditionOracle(
                                        soFar, Map.of(), Set.of(), Instant.ofEpochMilli(last.time()), GAP, LONGEST)
                                .holds(rule.when()));
    }
}
