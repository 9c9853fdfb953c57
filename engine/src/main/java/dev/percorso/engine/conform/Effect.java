package dev.percorso.engine.conform;

import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.MedianDifference;
import dev.percorso.engine.stat.Newcombe;
import java.util.Optional;

/**
 * Cases with a deviation compared with cases without: an association, not a cause.
 *
 * <p>Times are those of converted cases, from first event to goal; of all cases if the log has no converted one.
 *
 * @param cases cases with the deviation
 * @param converted of these, those that reached the goal
 * @param otherCases cases without the deviation
 * @param otherConverted of these, those that reached the goal
 * @param conversionDifference share converted with minus share converted without, by {@link Newcombe}; empty when
 *     either side has no cases
 * @param timeDifferenceMillis median time with minus median time without, by {@link MedianDifference}; empty when
 *     either side has too few cases
 */
public record Effect(
        long cases,
        long converted,
        long otherCases,
        long otherConverted,
        Optional<Interval> conversionDifference,
        Optional<Interval> timeDifferenceMillis) {

    static Effect of(TraceLog log, DeviationCount deviation, double confidence) {
        boolean[] with = new boolean[log.variants()];
        deviation.variants().forEach(variant -> with[variant] = true);
        long[] cases = new long[2];
        long[] converted = new long[2];
        for (int number = 0; number < log.cases(); number++) {
            int side = with[log.variant(number)] ? 0 : 1;
            cases[side]++;
            converted[side] += log.converted(number) ? 1 : 0;
        }
        boolean goals = converted[0] + converted[1] > 0;
        long[][] times = new long[2][];
        int[] sizes = new int[2];
        for (int side = 0; side < 2; side++) {
            times[side] = new long[Math.toIntExact(goals ? converted[side] : cases[side])];
        }
        for (int number = 0; number < log.cases(); number++) {
            if (!goals || log.converted(number)) {
                int side = with[log.variant(number)] ? 0 : 1;
                times[side][sizes[side]++] = log.durationMillis(number);
            }
        }
        Optional<Interval> conversion = cases[0] == 0 || cases[1] == 0
                ? Optional.empty()
                : Optional.of(Newcombe.difference(converted[0], cases[0], converted[1], cases[1], confidence));
        return new Effect(
                cases[0],
                converted[0],
                cases[1],
                converted[1],
                conversion,
                MedianDifference.interval(times[0], times[1], confidence));
    }
}
