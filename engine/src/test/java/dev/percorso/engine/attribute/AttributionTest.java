package dev.percorso.engine.attribute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

/** Figures that are known, and paths made for a point. */
class AttributionTest {
    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final EventMatch ORDER = EventMatch.of("Order");

    private final List<IndexedEvent> events = new ArrayList<>();
    private int persons;

    @Test
    void shouldReproduceTheKnownRemovalEffects() {
        // given
        path("C1 C2 C3 Order");
        path("C1");
        path("C2 C3");

        // when
        AttributionReport report = report(12);

        // then
        assertEquals(Map.of("C1", 0.2, "C2", 0.4, "C3", 0.4), rounded(report, AttributionModel.MARKOV));
        assertEquals(2, report.pathsWithout());
    }

    @Test
    void shouldSolveTheKnownChain() {
        // given
        long[] steps = {0, 1, 0, 1, 0, 0, 2, 0, 0, 0, 0, 2, 2, 1, 0, 0};

        // when
        MarkovChain chain = new MarkovChain(3, steps, new double[] {0, 0, 1});

        // then
        assertEquals(1.0 / 3, chain.expected(), 1e-12);
        assertArrayEquals(new double[] {0.5, 1, 1}, chain.removalEffects(), 1e-12);
    }

    @Test
    void shouldReproduceTheKnownShapleyValues() {
        // given
        repeat(4, "a Order");
        repeat(6, "a b Order");

        // then
        assertEquals(Map.of("a", 7.0, "b", 3.0), rounded(report(12), AttributionModel.SHAPLEY));
    }

    @Test
    void shouldShareOutOnePathByEachSimpleModel() {
        // given
        path("email search search direct Order");

        // when
        AttributionReport report = report(12);

        // then
        assertEquals(Map.of("email", 1.0), rounded(report, AttributionModel.FIRST));
        assertEquals(Map.of("direct", 1.0), rounded(report, AttributionModel.LAST));
        assertEquals(Map.of("search", 1.0), rounded(report, AttributionModel.LAST_NON_DIRECT));
        assertEquals(Map.of("email", 0.25, "search", 0.5, "direct", 0.25), rounded(report, AttributionModel.LINEAR));
        assertEquals(Map.of("email", 0.4, "search", 0.2, "direct", 0.4), rounded(report, AttributionModel.POSITION));
        double sum = 1 + Math.pow(2, -1.0 / 7) + Math.pow(2, -2.0 / 7) + Math.pow(2, -3.0 / 7);
        assertEquals(
                Math.pow(2, -3.0 / 7) / sum,
                rounded(report, AttributionModel.TIME_DECAY).getOrDefault("email", 0.0),
                1e-6);
    }

    @Test
    void shouldKeepConversionsWithoutTouchpointApart() {
        // given
        path("Order");
        path("email Order Order");

        // when
        AttributionReport report = report(12);

        // then
        assertEquals(3, report.all().conversions());
        assertEquals(2, report.shared().conversions());
        assertEquals(Map.of("email", 2.0), rounded(report, AttributionModel.LAST));
        assertEquals(1, report.channels().getFirst().persons());
    }

    @Test
    void shouldPutLabelsBeyondTheLimitTogether() {
        // given
        repeat(3, "a Order");
        repeat(2, "b Order");
        path("c d Order");

        // when
        AttributionReport report = report(2);

        // then
        assertEquals(Map.of("a", 3.0, "b", 2.0, Attribution.OTHER, 1.0), rounded(report, AttributionModel.LINEAR));
        assertEquals(Set.of("c", "d"), report.grouped());
        assertEquals(Attribution.OTHER, report.channels().getLast().label());
    }

    @Test
    void shouldComputeOnlyTheModelsAskedFor() {
        // given
        path("a Order");

        // when
        AttributionReport report = report(12, Set.of(AttributionModel.FIRST));

        // then
        assertEquals(
                Set.of(AttributionModel.FIRST),
                report.channels().getFirst().credits().keySet());
        assertThrows(
                IllegalArgumentException.class,
                () -> report.channels().getFirst().credit(AttributionModel.LAST));
    }

    /** Beyond twelve channels too: the closed form needs no sampling. */
    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void shouldEqualTheSumOverAllCoalitions(@ForAll long seed) {
        // given
        events.clear();
        Random random = new Random(seed);
        int channels = 8 + random.nextInt(7);
        for (int person = 0; person < 25; person++) {
            StringBuilder path = new StringBuilder();
            for (int touch = 0; touch < 1 + random.nextInt(8); touch++) {
                path.append((char) ('a' + random.nextInt(channels))).append(' ');
            }
            path(path.append(random.nextBoolean() ? "Order" : "").toString().strip());
        }
        ToDoubleFunction<AttributionOracle.Path> each = path -> 1;

        // when
        AttributionQuery query = query(50, EnumSet.allOf(AttributionModel.class));
        AttributionOracle oracle = new AttributionOracle(
                        query,
                        event -> event.name().equals("Order"),
                        event -> true,
                        journey -> journey.stream()
                                .filter(event -> event.name().equals("Touch"))
                                .toList())
                .over(journeys(), START.toEpochMilli());

        // then
        Map<String, Double> given = rounded(report(50), AttributionModel.SHAPLEY);
        oracle.shapleyBySubsets(each)
                .forEach((channel, value) -> assertEquals(value, given.getOrDefault(channel, 0.0), 1e-6));
        Map<String, Double> markov = rounded(report(50), AttributionModel.MARKOV);
        oracle.markov(each).forEach((channel, value) -> assertEquals(value, markov.getOrDefault(channel, 0.0), 1e-6));
    }

    private void repeat(int times, String path) {
        for (int i = 0; i < times; i++) {
            path(path);
        }
    }

    /** One person; a touchpoint a day, and orders directly after the one before. */
    private void path(String steps) {
        int person = persons++;
        long time = START.toEpochMilli();
        for (String step : List.of(steps.split(" ", -1))) {
            boolean isOrder = step.equals("Order");
            events.add(new IndexedEvent(
                    events.size() + 1L,
                    person,
                    isOrder ? time - DAY : time,
                    isOrder ? "Order" : "Touch",
                    isOrder ? Map.of() : Map.of("channel", step)));
            time += isOrder ? 0 : DAY;
        }
    }

    private Map<Integer, List<IndexedEvent>> journeys() {
        Map<Integer, List<IndexedEvent>> journeys = new TreeMap<>();
        events.forEach(event -> journeys.computeIfAbsent(event.person(), person -> new ArrayList<>())
                .add(event));
        return journeys;
    }

    private AttributionReport report(int channels) {
        return report(channels, EnumSet.allOf(AttributionModel.class));
    }

    private AttributionReport report(int channels, Set<AttributionModel> models) {
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            index.append(events);
            return new Attribution(index.snapshot(), FoldScope.everyone(), query(channels, models)).report(START);
        }
    }

    private static AttributionQuery query(int channels, Set<AttributionModel> models) {
        return new AttributionQuery(
                ORDER,
                Optional.empty(),
                new AttributionQuery.Touch.Events(List.of(EventMatch.of("Touch"))),
                "channel",
                channels,
                Duration.ofDays(30),
                Duration.ofDays(7),
                Set.of("direct"),
                new AttributionQuery.Stay(EventMatch.any(), Duration.ofDays(1), Duration.ofDays(90)),
                models,
                START.minus(Duration.ofDays(2)),
                START.plus(Duration.ofDays(60)));
    }

    private static Map<String, Double> rounded(AttributionReport report, AttributionModel model) {
        Map<String, Double> credits = new TreeMap<>();
        report.channels().forEach(channel -> {
            double credit = Math.round(channel.credit(model).conversions() * 1e9) / 1e9;
            if (credit > 0) {
                credits.put(channel.label(), credit);
            }
        });
        return credits;
    }
}
