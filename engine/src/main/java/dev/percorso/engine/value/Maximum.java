package dev.percorso.engine.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;

/**
 * Finds the positive parameters with the highest likelihood: BFGS with a backtracking line search on their logarithms,
 * so that they stay positive and their scales do not matter, from the most promising of several starts.
 *
 * <p>Source: J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed., algorithm 6.1.
 */
final class Maximum {

    /** A mean log-likelihood and its gradient by the parameters themselves. */
    interface Likelihood {
        /** Fills the gradient and returns the value; a value that is not finite means "not here". */
        double at(double[] parameters, double[] gradient);
    }

    /**
     * Where a parameter may lie. Where the likelihood has no maximum it rises ever more slowly towards infinity or 0; a
     * mild pull outside of the limits makes the search end there.
     *
     * @param low smallest sensible value
     * @param high largest sensible value
     * @param mayBeHigh whether a parameter at its high limit still makes a sound model: that of people who do not differ
     */
    record Limit(double low, double high, boolean mayBeHigh) {
        /** The shape of a distribution over people: the higher, the more alike they are. */
        static final Limit SHAPE = new Limit(1e-3, 1e3, true);

        /** A scale around a known magnitude. */
        static Limit scale(double magnitude) {
            return new Limit(magnitude * 1e-5, magnitude * 1e5, false);
        }

        /** How far a logarithm lies outside; negative below. */
        private double outside(double logarithm) {
            double above = logarithm - Math.log(high);
            return above > 0 ? above : Math.min(0, logarithm - Math.log(low));
        }
    }

    /** How many of the starts are followed to their end. */
    private static final int FOLLOWED = 2;

    private static final int MOST_STEPS = 500;
    private static final double STEEPNESS = 1e-9;
    private static final double NEARLY_FLAT = 1e-7;
    private static final double SUFFICIENT = 1e-4;
    /** A gain of that part of the cost is lost in rounding. */
    private static final double ROUNDING = 1e-16;

    private static final double PULL = 1e-2;
    /** A parameter whose logarithm is less certain than this could be anything. */
    private static final double LARGEST_ERROR = 4;

    private static final double HESSIAN_STEP = 1e-4;

    /**
     * The highest point.
     *
     * @param relativeErrors infinite for a parameter at its high limit
     * @param inverse of the curvature of the mean by the logarithms of the parameters
     */
    record Point(double[] parameters, double mean, double[] relativeErrors, double[][] inverse, int evaluations) {}

    private final Likelihood likelihood;
    private final List<Limit> limits;
    private final int size;
    private int evaluations;

    /** @param limits of each parameter */
    Maximum(Likelihood likelihood, Limit... limits) {
        this.likelihood = likelihood;
        this.limits = List.of(limits);
        this.size = limits.length;
    }

    /**
     * @param persons how many the mean is taken over
     * @return empty when the likelihood has no maximum within the limits, or none that is sharp enough
     */
    Optional<Point> from(List<double[]> starts, long persons) {
        List<Place> places = new ArrayList<>();
        for (double[] start : starts) {
            places.add(evaluate(Arrays.stream(start).map(Math::log).toArray()));
        }
        places.sort(Comparator.comparingDouble(place -> place.cost));
        Optional<Place> best = places.stream()
                .limit(FOLLOWED)
                .map(place -> descend(place, identity(), true))
                .flatMap(Optional::stream)
                .min(Comparator.comparingDouble(place -> place.cost));
        return best.flatMap(place -> certain(place, persons));
    }

    /** The highest point near one of a similar likelihood, whose curvature shortens the way. */
    Optional<Point> near(Point point, long persons) {
        Place start = evaluate(Arrays.stream(point.parameters()).map(Math::log).toArray());
        return descend(start, point.inverse(), false).flatMap(place -> certain(place, persons));
    }

    /** A point in the space of logarithms; the cost is the negative mean log-likelihood. */
    private record Place(double[] logs, double cost, double[] gradient) {
        double steepness() {
            return Arrays.stream(gradient).map(Math::abs).max().orElse(0);
        }
    }

    private Place evaluate(double[] logs) {
        evaluations++;
        double[] parameters = Arrays.stream(logs).map(Math::exp).toArray();
        double[] gradient = new double[size];
        double value = likelihood.at(parameters, gradient);
        double cost = -value;
        for (int i = 0; i < size; i++) {
            double outside = limits.get(i).outside(logs[i]);
            cost += PULL * outside * outside;
            gradient[i] = 2 * PULL * outside - gradient[i] * parameters[i];
        }
        boolean usable = Double.isFinite(cost) && Arrays.stream(gradient).allMatch(Double::isFinite);
        return new Place(logs, usable ? cost : Double.POSITIVE_INFINITY, gradient);
    }

    /**
     * Empty when it does not come to rest.
     *
     * @param known what is known of the inverse curvature
     * @param unknown whether that is nothing, so that its scale is still to be found
     */
    private Optional<Place> descend(Place start, double[][] known, boolean unknown) {
        double[][] inverse = Arrays.stream(known).map(double[]::clone).toArray(double[][]::new);
        Place here = start;
        if (!Double.isFinite(here.cost)) {
            return Optional.empty();
        }
        boolean fresh = unknown;
        for (int step = 0; step < MOST_STEPS; step++) {
            if (here.steepness() < STEEPNESS) {
                return Optional.of(here);
            }
            double[] direction = times(inverse, here.gradient, -1);
            if (dot(direction, here.gradient) >= 0) {
                inverse = identity();
                fresh = true;
                direction = times(inverse, here.gradient, -1);
            }
            Optional<Place> next = search(here, direction);
            if (next.isEmpty()) {
                // No lower point in this direction: at rest up to rounding, or the curvature was wrong.
                if (fresh || here.steepness() < NEARLY_FLAT) {
                    return here.steepness() < Math.sqrt(STEEPNESS) ? Optional.of(here) : Optional.empty();
                }
                inverse = identity();
                fresh = true;
                continue;
            }
            update(inverse, here, next.get(), fresh);
            fresh = false;
            here = next.get();
        }
        return Optional.empty();
    }

    private Optional<Place> search(Place here, double[] direction) {
        double slope = dot(direction, here.gradient);
        double longest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double length = Math.min(1, 2 / Math.max(longest, Double.MIN_NORMAL));
        while (length * -slope > ROUNDING * Math.abs(here.cost)) {
            double[] logs = new double[size];
            for (int i = 0; i < size; i++) {
                logs[i] = here.logs[i] + length * direction[i];
            }
            Place there = evaluate(logs);
            if (there.cost <= here.cost + SUFFICIENT * length * slope && there.cost < here.cost) {
                return Optional.of(there);
            }
            length *= 0.4;
        }
        return Optional.empty();
    }

    /** The BFGS update of the inverse curvature, left out where the curvature is not positive. */
    private void update(double[][] inverse, Place from, Place to, boolean first) {
        double[] moved = minus(to.logs, from.logs);
        double[] turned = minus(to.gradient, from.gradient);
        double curvature = dot(moved, turned);
        if (curvature <= 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned))) {
            return;
        }
        if (first) {
            double scale = curvature / dot(turned, turned);
            for (int i = 0; i < size; i++) {
                inverse[i][i] = scale;
            }
        }
        double[] pulled = times(inverse, turned, 1);
        double factor = (1 + dot(turned, pulled) / curvature) / curvature;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                inverse[i][j] +=
                        factor * moved[i] * moved[j] - (pulled[i] * moved[j] + moved[i] * pulled[j]) / curvature;
            }
        }
    }

    /** The point with its errors from the observed information; empty when a direction is flat. */
    private Optional<Point> certain(Place place, long persons) {
        RealMatrix hessian = new Array2DRowRealMatrix(size, size);
        for (int i = 0; i < size; i++) {
            double[] up = place.logs.clone();
            double[] down = place.logs.clone();
            up[i] += HESSIAN_STEP;
            down[i] -= HESSIAN_STEP;
            double[] difference = minus(evaluate(up).gradient, evaluate(down).gradient);
            for (int j = 0; j < size; j++) {
                hessian.addToEntry(i, j, difference[j] / (4 * HESSIAN_STEP));
                hessian.addToEntry(j, i, difference[j] / (4 * HESSIAN_STEP));
            }
        }
        EigenDecompositionSymmetric curvature = new EigenDecompositionSymmetric(hessian);
        double[][] inverse = new double[size][size];
        for (int axis = 0; axis < size; axis++) {
            double bend = curvature.getEigenvalue(axis);
            if (bend <= 0) {
                return Optional.empty();
            }
            double[] vector = curvature.getEigenvector(axis).toArray();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    inverse[i][j] += vector[i] * vector[j] / bend;
                }
            }
        }
        double[] errors = IntStream.range(0, size)
                .mapToDouble(i -> Math.sqrt(inverse[i][i] / persons))
                .toArray();
        if (!Arrays.stream(errors).allMatch(error -> error <= LARGEST_ERROR)) {
            return Optional.empty();
        }
        for (int i = 0; i < size; i++) {
            double outside = limits.get(i).outside(place.logs[i]);
            if (outside < 0 || (outside > 0 && !limits.get(i).mayBeHigh())) {
                return Optional.empty();
            }
            errors[i] = outside > 0 ? Double.POSITIVE_INFINITY : errors[i];
        }
        double[] parameters = Arrays.stream(place.logs).map(Math::exp).toArray();
        double mean = likelihood.at(parameters, new double[size]);
        return Optional.of(new Point(parameters, mean, errors, inverse, evaluations));
    }

    private double[][] identity() {
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            matrix[i][i] = 1;
        }
        return matrix;
    }

    private static double[] times(double[][] matrix, double[] vector, double sign) {
        return Arrays.stream(matrix).mapToDouble(row -> sign * dot(row, vector)).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] minus(double[] a, double[] b) {
        double[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return difference;
    }
}
