package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** {@link TimeSamples} and {@link TimeSample} against selection from plain lists. */
class TimeSamplesTest {
    @Property(tries = 300)
    void shouldGiveTheQuantilesOfEachSample(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        // given
        Random random = new Random(seed);
        int count = 1 + random.nextInt(3);
        List<List<Long>> expected = new ArrayList<>();
        TimeSamples first = new TimeSamples(count);
        TimeSamples second = new TimeSamples(count);
        List<TimeSample> single = new ArrayList<>();
        for (int sample = 0; sample < count; sample++) {
            expected.add(new ArrayList<>());
            single.add(new TimeSample());
        }
        int values = random.nextInt(random.nextBoolean() ? 10 : 2_000);
        for (int added = 0; added < values; added++) {
            int sample = random.nextInt(count);
            // Every magnitude up to 34 years; what is kept in seconds is made of whole ones.
            long millis = random.nextLong() >>> (24 + random.nextInt(40));
            millis = millis > Integer.MAX_VALUE ? Math.round(millis / 1000.0) * 1000 : millis;
            expected.get(sample).add(millis);
            (random.nextBoolean() ? first : second).add(sample, millis);
            single.get(sample).add(millis);
        }

        // when
        first.addAll(second);

        // then
        for (int sample = 0; sample < count; sample++) {
            long[] sorted =
                    expected.get(sample).stream().mapToLong(Long::longValue).toArray();
            double quantile = Quantiles.quantile(sorted, sorted.length, share);
            assertEquals(sorted.length, first.count(sample));
            assertEquals(quantile, first.quantile(sample, share));
            assertEquals(quantile, single.get(sample).quantile(share));
            Optional<Interval> interval = Bootstrap.quantile(sorted, sorted.length, 0.5, 0.95);
            assertEquals(interval, first.medianInterval(sample, 0.95));
            assertEquals(interval, single.get(sample).medianInterval(0.95));
        }
    }

    @Test
    void shouldKeepSampleOfManyPagesTogether() {
        // given more than one page of the pool holds
        TimeSamples samples = new TimeSamples(2);
        for (int value = 0; value < 300_001; value++) {
            samples.add(value % 3 == 0 ? 0 : 1, value);
        }

        // then
        assertEquals(100_001, samples.count(0));
        assertEquals(150_000, samples.quantile(0, 0.5));
        assertEquals(200_000, samples.count(1));
        assertEquals(150_000, samples.quantile(1, 0.5));
    }
}
