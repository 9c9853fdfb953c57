package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Durations kept for their quantiles in 4 bytes each: milliseconds up to 24 days, whole seconds above, at most 68
 * years.
 */
public final class TimeSample {

    private static final int[] NO_TIMES = {};

    private int[] encoded = NO_TIMES;
    private int size;
    /** Samples added as a whole: copied only when a quantile is asked for. */
    private final List<TimeSample> others = new ArrayList<>(0);

    public void add(long millis) {
        if (size == encoded.length) {
            encoded = Arrays.copyOf(encoded, Math.max(4, size * 2));
        }
        encoded[size++] = millis <= Integer.MAX_VALUE
                ? (int) millis
                : (int) -Math.min(Integer.MAX_VALUE, Math.round(millis / 1000.0));
    }

    /** Adds another sample, which must not change any more. */
    public void addAll(TimeSample other) {
        others.add(other);
    }

    /** Milliseconds; {@code NaN} without any. */
    public double quantile(double share) {
        long[] millis = new long[count()];
        int filled = decode(millis, 0);
        return Quantiles.quantile(millis, filled, share);
    }

    private int count() {
        int count = size;
        for (TimeSample other : others) {
            count = Math.addExact(count, other.count());
        }
        return count;
    }

    private int decode(long[] millis, int from) {
        int at = from;
        for (int i = 0; i < size; i++) {
            millis[at++] = encoded[i] >= 0 ? encoded[i] : encoded[i] * -1000L;
        }
        for (TimeSample other : others) {
            at = other.decode(millis, at);
        }
        return at;
    }
}
