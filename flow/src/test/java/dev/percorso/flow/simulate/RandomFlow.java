package dev.percorso.flow.simulate;

import static dev.percorso.flow.FlowFixture.START;
import static dev.percorso.flow.FlowFixture.email;
import static dev.percorso.flow.FlowFixture.event;
import static dev.percorso.flow.FlowFixture.on;

import dev.percorso.flow.Condition;
import dev.percorso.flow.Delay;
import dev.percorso.flow.EventMatch;
import dev.percorso.flow.ExitRule;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.Goal;
import dev.percorso.flow.Pace;
import dev.percorso.flow.PointsAmount;
import dev.percorso.flow.PropertyCondition;
import dev.percorso.flow.ReEntry;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Random flows that pass the check, and random lives to play against them. */
final class RandomFlow {
    static final List<String> NAMES = List.of("a", "b", "c", "d");
    private final RandomGenerator random;
    private final boolean simple;

    /** @param simple only what the naive interpreter knows */
    RandomFlow(RandomGenerator random, boolean simple) {
        this.random = random;
        this.simple = simple;
    }

    FlowDefinition definition() {
        int count = 1 + random.nextInt(8);
        Map<String, Step> steps = new LinkedHashMap<>();
        Trigger start = simple || random.nextInt(4) > 0 ? on("a") : new Trigger.OnListJoined("l0");
        steps.put("entry", new Step.Entry("entry", start, "s0"));
        for (int index = 0; index < count; index++) {
            steps.put("s" + index, step(index, count));
        }
        steps.put("exit", new Step.Exit("exit", ""));
        return new FlowDefinition("flow", "Flow", reachable(steps), goal(), exitRules(), reEntry(), Optional.empty());
    }

    private Optional<Goal> goal() {
        return random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new Goal(on("c"), !simple && random.nextBoolean()));
    }

    private List<ExitRule> exitRules() {
        return random.nextBoolean() ? List.of() : List.of(new ExitRule("rule", on("d")));
    }

    private ReEntry reEntry() {
        int choice = simple ? 0 : random.nextInt(4);
        return switch (choice) {
            case 1 -> new ReEntry.Always();
            case 2 -> new ReEntry.After(Duration.ofMinutes(100));
            case 3 -> new ReEntry.OnlyAfterExit();
            default -> new ReEntry.Never();
        };
    }

    /** Ways lead forward; only waits, which take time, may lead back. */
    private Step step(int index, int count) {
        String id = "s" + index;
        return switch (random.nextInt(simple ? 5 : 17)) {
            case 0 -> new Step.Wait(id, new Delay.For(minutes()), anywhere(count));
            case 1 ->
                new Step.WaitUntilEvent(
                        id, EventMatch.named(name()), 1, Step.Since.STEP, minutes(), anywhere(count), anywhere(count));
            case 2 -> new Step.Branch(id, condition(), forward(index, count), forward(index, count));
            case 3 -> email(id, forward(index, count));
            case 4 ->
                new Step.Switch(
                        id,
                        Step.Subject.ENTRY_PROPERTY,
                        "n",
                        List.of(
                                new Step.Way("low", List.of("1", "2", "3"), forward(index, count)),
                                new Step.Way("middle", List.of("3", "4", "5"), forward(index, count))),
                        forward(index, count));
            case 7 ->
                new Step.WaitUntilCondition(id, condition(), minutes(), forward(index, count), forward(index, count));
            case 8 ->
                new Step.WaitUntilDate(
                        id,
                        "day",
                        random.nextInt(3) - 1,
                        LocalTime.of(random.nextInt(24), 0),
                        forward(index, count),
                        forward(index, count));
            case 9 ->
                new Step.WebhookWithAnswer(
                        id, "https://example.com", "", minutes(), anywhere(count), forward(index, count));
            case 11 -> new Step.Throttle(id, new Pace(1 + random.nextInt(2), minutes()), forward(index, count));
            case 12 ->
                new Step.Experiment(
                        id,
                        List.of(
                                new Step.Share("A", 5000, forward(index, count)),
                                new Step.Share("B", 5000, forward(index, count))),
                        Optional.of(EventMatch.named("c")),
                        minutes().plusHours(1),
                        1,
                        List.of(),
                        random.nextBoolean());
            case 13 -> new Step.ChangeList(id, "l" + random.nextInt(2), random.nextBoolean(), forward(index, count));
            case 14 -> new Step.IssueCoupon(id, "pool", forward(index, count), forward(index, count));
            case 15 ->
                new Step.AddPoints(
                        id,
                        random.nextBoolean()
                                ? new PointsAmount.Fixed(random.nextInt(1, 100) - 150)
                                : new PointsAmount.OfProperty("n", BigDecimal.valueOf(1 + random.nextInt(40), 1)),
                        "for coming",
                        forward(index, count));
            case 10 -> email(id, forward(index, count));
            case 5 ->
                new Step.WaitUntilEvent(
                        id,
                        EventMatch.named(name()),
                        1 + random.nextInt(3),
                        random.nextBoolean() ? Step.Since.FLOW : Step.Since.STEP,
                        minutes(),
                        forward(index, count),
                        forward(index, count));
            case 6 ->
                new Step.Wait(id, new Delay.Until(LocalTime.of(random.nextInt(24), 0), Set.of()), anywhere(count));
            default ->
                new Step.Split(
                        id,
                        List.of(
                                new Step.Share("A", 3000, forward(index, count)),
                                new Step.Share("B", 7000, forward(index, count))));
        };
    }

    private Condition condition() {
        Condition entry = new Condition.EntryProperty(new PropertyCondition(
                "n", PropertyCondition.Comparison.GREATER, List.of(Integer.toString(random.nextInt(10)))));
        return simple || random.nextBoolean() ? entry : new Condition.Fact("f" + random.nextInt(2));
    }

    private Duration minutes() {
        return Duration.ofMinutes(1 + random.nextInt(120));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private String forward(int index, int count) {
        int target = index + 1 + random.nextInt(count - index);
        return target >= count ? "exit" : "s" + target;
    }

    private String anywhere(int count) {
        int target = random.nextInt(count + 2);
        return target >= count ? "exit" : "s" + target;
    }

    private static List<Step> reachable(Map<String, Step> steps) {
        Map<String, Step> reached = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("entry"));
        while (!open.isEmpty()) {
            String id = open.remove();
            Step step = steps.get(id);
            if (step != null && reached.putIfAbsent(id, step) == null) {
                step.paths().forEach(path -> open.add(path.target()));
            }
        }
        return List.copyOf(reached.values());
    }

    /** Events of a few persons on whole minutes, so that they often coincide with timers. */
    List<Moment> life(int persons, int length) {
        List<Moment> moments = new ArrayList<>();
        for (int index = 0; index < length; index++) {
            Instant at = START.plus(Duration.ofMinutes(random.nextInt(1000)));
            String person = "p" + random.nextInt(persons);
            moments.add(moment(index, at, person));
        }
        moments.sort(java.util.Comparator.comparing(Moment::at));
        return moments;
    }

    private Moment moment(int index, Instant at, String person) {
        int kind = simple ? 0 : random.nextInt(16);
        return switch (kind) {
            case 1 -> new Moment.FactChanges(at, person, "f" + random.nextInt(2), random.nextBoolean());
            case 2 -> new Moment.Pauses(at);
            case 3, 4 -> new Moment.Resumes(at);
            case 5 -> new Moment.Down(at, at.plus(minutes()));
            case 7 -> new Moment.TraitChanges(at, person, "day", "2026-03-0" + (1 + random.nextInt(4)));
            case 8 ->
                new Moment.Answers(
                        at, person, "s" + random.nextInt(8), random.nextBoolean(), Map.of("n", random.nextInt(10)));
            case 10 -> new Moment.Listed(at, person, "l" + random.nextInt(2));
            case 11 -> new Moment.Stocks(at, "pool", random.nextInt(4));
            case 9 -> new Moment.Decides(at, "s" + random.nextInt(8), random.nextBoolean() ? "A" : "B");
            case 6 ->
                new Moment.Arrives(at, person, event("e" + index, name(), at.minusSeconds(60L * random.nextInt(50))));
            default ->
                new Moment.Arrives(at, person, new FlowEvent("e" + index, name(), at, Map.of("n", random.nextInt(10))));
        };
    }
}
