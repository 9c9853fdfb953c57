package dev.percorso.engine.attribute;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.attribute.AttributionOracle.Path;
import dev.percorso.engine.attribute.AttributionReport.Amounts;
import dev.percorso.engine.attribute.AttributionReport.Channel;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.ValueTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class AttributionPropertyTest {
    private static final double CLOSE = 1e-6;
    private static final EventMatch MOBILE_ENOUGH =
            EventMatch.of(EventMatch.ANY_NAME, new PropertyCondition("seconds", new ValueTest.Less(20)));

    /** The three ways to count a path. */
    private static final Map<String, ToDoubleFunction<Path>> WORTHS =
            Map.of("conversions", path -> 1, "value", Path::value, "stayed", path -> path.stayed() ? 1 : 0);

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldGiveWhatTheDefinitionsGive(@ForAll long seed, @ForAll boolean sessions, @ForAll boolean narrowed) {
        World world = World.random(seed);
        Random random = new Random(seed);
        AttributionQuery query = query(world, random, sessions, narrowed);
        Instant now = world.day(9);
        AttributionOracle oracle = oracle(query, sessions, narrowed).over(world.journeys(), now.toEpochMilli());
        List<AttributionReport> reports = new ArrayList<>();

        world.shouldAllSay(true, snapshot -> {
            AttributionReport report = new Attribution(snapshot, FoldScope.everyone(), query).report(now);
            shouldAgree(oracle, query, report);
            shouldFindThePersons(snapshot, oracle, query, report);
            reports.add(report);
            return true;
        });

        assertEquals(1, Set.copyOf(reports).size(), "the same to the last digit, however the journeys are stored");
    }

    private static AttributionQuery query(World world, Random random, boolean sessions, boolean narrowed) {
        List<Duration> lookbacks =
                List.of(Duration.ZERO, Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofDays(30));
        return new AttributionQuery(
                EventMatch.of("Order"),
                Optional.of("total"),
                sessions
                        ? new AttributionQuery.Touch.SessionStarts(
                                narrowed ? Optional.of(MOBILE_ENOUGH) : Optional.empty())
                        : new AttributionQuery.Touch.Events(
                                List.of(EventMatch.of("Page Viewed"), EventMatch.of("Order"))),
                "channel",
                1 + random.nextInt(8),
                lookbacks.get(random.nextInt(lookbacks.size())),
                Duration.ofHours(1 + random.nextInt(100)),
                random.nextBoolean() ? Set.of("direct", "1") : Set.of(),
                new AttributionQuery.Stay(
                        random.nextBoolean() ? EventMatch.any() : EventMatch.of("Order"),
                        Duration.ofHours(random.nextInt(30)),
                        Duration.ofDays(2)),
                EnumSet.allOf(AttributionModel.class),
                world.day(0),
                world.day(6));
    }

    private static AttributionOracle oracle(AttributionQuery query, boolean sessions, boolean narrowed) {
        Function<List<IndexedEvent>, List<IndexedEvent>> starts = journey -> World.sessions(journey).stream()
                .map(List::getFirst)
                .filter(event -> !narrowed
                        || (event.properties().get("seconds") instanceof Number seconds && seconds.doubleValue() < 20))
                .toList();
        Function<List<IndexedEvent>, List<IndexedEvent>> events = journey -> journey.stream()
                .filter(event ->
                        event.name().equals("Page Viewed") || event.name().equals("Order"))
                .toList();
        String comeback = query.stay().comeback().name();
        return new AttributionOracle(
                query,
                event -> event.name().equals("Order"),
                event -> comeback.equals(EventMatch.ANY_NAME) || event.name().equals(comeback),
                sessions ? starts : events);
    }

    private static void shouldAgree(AttributionOracle oracle, AttributionQuery query, AttributionReport report) {
        List<Path> conversions = oracle.paths.stream().filter(Path::converted).toList();
        List<Path> shared =
                conversions.stream().filter(path -> !path.touches().isEmpty()).toList();
        assertEquals(oracle.undecided, report.undecided());
        assertEquals(oracle.paths.size() - conversions.size(), report.pathsWithout());
        assertEquals(oracle.grouped, report.grouped());
        WORTHS.forEach((name, worth) -> {
            assertEquals(sum(conversions, worth), amount(report.all(), name), CLOSE);
            assertEquals(sum(shared, worth), amount(report.shared(), name), CLOSE);
        });
        for (Channel channel : report.channels()) {
            List<Path> through = shared.stream()
                    .filter(path -> path.channels().contains(channel.label()))
                    .toList();
            assertEquals(through.size(), channel.conversions());
            assertEquals(through.stream().map(Path::person).distinct().count(), channel.persons());
        }
        for (AttributionModel model : query.models()) {
            WORTHS.forEach((name, worth) -> {
                shouldBeClose(oracle.credits(model, worth), report, model, name);
                double given = report.channels().stream()
                        .mapToDouble(channel -> amount(channel.credit(model), name))
                        .sum();
                assertEquals(amount(report.shared(), name), given, name.equals("value") ? 1e-9 : 0, model + " " + name);
            });
        }
    }

    /** Worth is rounded to ten-thousandths for each touchpoint, conversions much finer. */
    private static void shouldBeClose(
            Map<String, Double> expected, AttributionReport report, AttributionModel model, String target) {
        for (Channel channel : report.channels()) {
            assertEquals(
                    expected.getOrDefault(channel.label(), 0.0),
                    amount(channel.credit(model), target),
                    target.equals("value") ? 0.02 : CLOSE,
                    model + " " + target + " " + channel.label());
        }
    }

    private static double amount(Amounts amounts, String target) {
        return switch (target) {
            case "conversions" -> amounts.conversions();
            case "value" -> amounts.value();
            default -> amounts.stayed();
        };
    }

    private static double sum(List<Path> paths, ToDoubleFunction<Path> worth) {
        return paths.stream().mapToDouble(worth).sum();
    }

    private static void shouldFindThePersons(
            Snapshot snapshot, AttributionOracle oracle, AttributionQuery query, AttributionReport report) {
        Attribution attribution = new Attribution(snapshot, FoldScope.everyone(), query);
        for (Channel channel : report.channels()) {
            for (boolean onlyStayed : new boolean[] {false, true}) {
                Set<Integer> expected = oracle.paths.stream()
                        .filter(path -> path.converted()
                                && path.channels().contains(channel.label())
                                && (path.stayed() || !onlyStayed))
                        .map(Path::person)
                        .collect(Collectors.toCollection(TreeSet::new));
                assertEquals(
                        expected,
                        attribution.persons(channel.label(), onlyStayed).stream()
                                .boxed()
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }
}
