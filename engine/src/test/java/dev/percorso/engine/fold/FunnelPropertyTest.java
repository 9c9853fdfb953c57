package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Funnels against {@link FunnelOracle}. */
class FunnelPropertyTest {
    @Property(tries = 1000)
    void shouldCountWhatTheDefinitionSays(
            @ForAll("funnels") Funnel funnel, @ForAll("journeys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(events);

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            assertEquals(ExpectedFunnel.of(funnel, events), ExpectedFunnel.of(result));
        }
    }

    @Property(tries = 300)
    void shouldCountTheSameWithAndWithoutTheFastPath(
            @ForAll("funnels") Funnel any, @ForAll("journeys") List<IndexedEvent> events) {
        // given an exclusion that never happens, which only turns the fast path off
        Funnel plain = Funnel.of(
                any.steps().stream()
                        .map(step -> new FunnelStep(step.alternatives(), false))
                        .toList(),
                any.window());
        Funnel general =
                plain.exclusions(new FunnelExclusion(EventMatch.of("never"), 1, 2, FunnelExclusion.Effect.ATTEMPT));
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(events);

            // when
            FunnelResult fast = FunnelFold.run(plain, index.snapshot());
            FunnelResult slow = FunnelFold.run(general, index.snapshot());

            // then
            assertEquals(ExpectedFunnel.of(slow), ExpectedFunnel.of(fast));
        }
    }

    @Property(tries = 60)
    void shouldSayTheSameInEveryShapeOfIndexAndWithoutTimes(@ForAll long seed) {
        // given
        World world = World.random(seed);
        Funnel funnel = Funnel.of(
                List.of(FunnelStep.of("Page Viewed"), FunnelStep.of("Add"), FunnelStep.of("Order")),
                Duration.ofHours(30));
        List<Long> counts = new ArrayList<>(List.of(0L, 0L, 0L));
        List<Long> converted = new ArrayList<>();
        for (List<IndexedEvent> journey : world.journeys().values()) {
            for (FunnelOracle.Attempt attempt :
                    new FunnelOracle(funnel, journey).attempts().orElseThrow()) {
                for (int step = 0; step < attempt.reach(); step++) {
                    counts.set(step, counts.get(step) + 1);
                }
                if (attempt.reach() == 3) {
                    converted.add(attempt.steps().lastEntry().getValue().time()
                            - attempt.steps().firstEntry().getValue().time());
                }
            }
        }
        List<Long> times = List.of(
                (long) converted.size(),
                Math.round(
                        converted.stream().mapToLong(Long::longValue).average().orElse(0)));

        // when, then
        world.shouldAllSay(List.of(counts, times, counts), snapshot -> {
            FunnelResult timed = FunnelFold.run(funnel, snapshot);
            FunnelResult counted = FunnelFold.run(funnel.withoutTimes(), snapshot);
            Durations durations = timed.converted();
            return List.of(
                    counts(timed), List.of((long) durations.count(), Math.round(durations.mean())), counts(counted));
        });
    }

    private static List<Long> counts(FunnelResult result) {
        return result.steps().stream().map(FunnelResult.Step::count).toList();
    }

    @Property(tries = 300)
    void shouldCountTheAttemptsOfOneValueAlone(
            @ForAll("funnels") Funnel funnel, @ForAll("journeys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(events);
            for (FunnelResult.Group group :
                    FunnelFold.run(funnel, index.snapshot()).groups()) {

                // when
                FunnelResult alone = FunnelFold.run(
                        funnel, index.snapshot(), FoldScope.everyone(), value -> Objects.equals(value, group.value()));

                // then
                assertEquals(
                        group.counts(),
                        alone.steps().stream().map(FunnelResult.Step::count).toList());
            }
        }
    }

    @Provide
    Arbitrary<Funnel> funnels() {
        return FunnelCases.funnels();
    }

    @Provide
    Arbitrary<List<IndexedEvent>> journeys() {
        return FunnelCases.journeys();
    }
}
