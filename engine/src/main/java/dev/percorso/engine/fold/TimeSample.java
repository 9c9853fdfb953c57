package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Durations kept for their quantiles in 4 bytes each: milliseconds up to 24 days, whole seconds above, at most 68
 * years. {@link TimeSamples} keeps many of them at once.
 */
public final class TimeSample {

    private static final int[] NO_TIMES = {};

    private int[] encoded = NO_TIMES;
    private int size;
    /** Samples added as a whole: read only when a quantile is asked for. */
    private final List<TimeSample> others = new ArrayList<>(0);

    public void add(long millis) {
        if (size == encoded.length) {
            encoded = Arrays.copyOf(encoded, Math.max(4, size * 2));
        }
        encoded[size++] = EncodedTimes.encode(millis);
    }

    /** Adds another sample, which must not change any more. */
    public void addAll(TimeSample other) {
        others.add(other);
    }

    /** Milliseconds; {@code NaN} without any. */
    public double quantile(double share) {
        return EncodedTimes.quantile(this::show, share);
    }

    /** The bootstrap interval of the median in milliseconds; empty for too few. */
    public Optional<Interval> medianInterval(double confidence) {
        return EncodedTimes.medianInterval(this::show, confidence);
    }

    private void show(EncodedTimes.Reader reader) {
        reader.read(encoded, 0, size);
        others.forEach(other -> other.show(reader));
    }
}
