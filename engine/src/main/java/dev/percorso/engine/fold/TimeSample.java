package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Quantiles;
import java.util.Arrays;

/**
 * Durations kept for their quantiles in 4 bytes each: milliseconds up to 24 days, whole seconds above, at most 68
 * years.
 */
public final class TimeSample {

    private static final int[] NO_TIMES = {};

    private int[] encoded = NO_TIMES;
    private int size;

    public void add(long millis) {
        if (size == encoded.length) {
            encoded = Arrays.copyOf(encoded, Math.max(4, size + (size >> 1)));
        }
        encoded[size++] = millis <= Integer.MAX_VALUE
                ? (int) millis
                : (int) -Math.min(Integer.MAX_VALUE, Math.round(millis / 1000.0));
    }

    public void addAll(TimeSample other) {
        if (size + other.size > encoded.length) {
            encoded = Arrays.copyOf(encoded, size + other.size);
        }
        System.arraycopy(other.encoded, 0, encoded, size, other.size);
        size += other.size;
    }

    /** Milliseconds; {@code NaN} without any. */
    public double quantile(double share) {
        long[] millis = new long[size];
        for (int i = 0; i < size; i++) {
            millis[i] = encoded[i] >= 0 ? encoded[i] : encoded[i] * -1000L;
        }
        return Quantiles.quantile(millis, size, share);
    }
}
