package dev.percorso.server.goal;

import java.util.List;
import java.util.Optional;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * The straight line through readings, by least squares, and where it leads.
 *
 * <p>The interval is the prediction interval of one further reading (Montgomery, Peck and Vining, Introduction to Linear
 * Regression Analysis, section 2.5): it knows the scatter around the line and how far the line is drawn out, not that
 * things may change.
 */
record Trend(double intercept, double slope, double scatter, int readings, double meanDay, double spread) {
    /** A line through fewer says nothing about its own error. */
    static final int LEAST = 4;

    private static final double CONFIDENCE = 0.8;

    /** A reading on a day, counted from the goal's first one. */
    record Reading(double day, double value) {}

    /** What is expected on a day, with its 80 % interval. */
    record Expected(double value, double low, double high) {}

    /** The line, unless there are too few readings or all are of one day. */
    static Optional<Trend> through(List<Reading> readings) {
        int n = readings.size();
        double meanDay = readings.stream().mapToDouble(Reading::day).average().orElse(0);
        double mean = readings.stream().mapToDouble(Reading::value).average().orElse(0);
        double spread = readings.stream()
                .mapToDouble(reading -> (reading.day() - meanDay) * (reading.day() - meanDay))
                .sum();
        if (n < LEAST || spread == 0) {
            return Optional.empty();
        }
        double slope = readings.stream()
                        .mapToDouble(reading -> (reading.day() - meanDay) * (reading.value() - mean))
                        .sum()
                / spread;
        double intercept = mean - slope * meanDay;
        double squares = readings.stream()
                .mapToDouble(reading -> Math.pow(reading.value() - intercept - slope * reading.day(), 2))
                .sum();
        return Optional.of(new Trend(intercept, slope, Math.sqrt(squares / (n - 2)), n, meanDay, spread));
    }

    Expected on(double day) {
        double value = intercept + slope * day;
        double error = scatter * Math.sqrt(1 + 1.0 / readings + (day - meanDay) * (day - meanDay) / spread);
        double half = new TDistribution(readings - 2.0).inverseCumulativeProbability((1 + CONFIDENCE) / 2) * error;
        return new Expected(value, value - half, value + half);
    }
}
