package dev.percorso.engine.value;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the fits of all models share. */
final class Fitting {

    /** Patterns of the sample on which the starts are tried where there are many more. */
    private static final int SAMPLE = 300;

    private Fitting() {}

    /** A model's mean log-likelihood of patterns and its gradient. */
    interface PatternLikelihood {
        double mean(BuyingPatterns patterns, double[] parameters, double[] gradient);
    }

    /** The highest point; where there are many patterns, a sample says where to look. */
    static Optional<Maximum.Point> maximum(
            BuyingPatterns patterns, List<double[]> starts, PatternLikelihood likelihood, Maximum.Limit... limits) {
        Maximum everyone = new Maximum((point, gradient) -> likelihood.mean(patterns, point, gradient), limits);
        if (patterns.size() > 2 * SAMPLE) {
            BuyingPatterns sample = patterns.sample(SAMPLE);
            Optional<Maximum.Point> found = new Maximum(
                            (point, gradient) -> likelihood.mean(sample, point, gradient), limits)
                    .from(starts, sample.total())
                    .flatMap(near -> everyone.near(near, patterns.total()));
            if (found.isPresent()) {
                return found;
            }
        }
        return everyone.from(starts, patterns.total());
    }

    static <M> Fit<M> tooFew(long repeaters) {
        return new Fit.NotFound<>(
                Fit.Reason.TOO_FEW_REPEATS,
                repeaters,
                "only %d persons bought again; a model needs at least %d, better hundreds"
                        .formatted(repeaters, BuyingModel.LEAST_REPEATERS));
    }

    static <M> Fit<M> result(Optional<Maximum.Point> found, long persons, long repeaters, Function<double[], M> model) {
        return found.<Fit<M>>map(point -> new Fit.Found<>(
                        model.apply(point.parameters()),
                        point.mean() * persons,
                        persons,
                        Arrays.stream(point.relativeErrors()).boxed().toList(),
                        point.evaluations()))
                .orElseGet(() -> new Fit.NotFound<>(
                        Fit.Reason.NOT_IDENTIFIED,
                        repeaters,
                        "the purchases fit very different parameters equally well, as when people hardly differ or "
                                + "nobody seems to leave; a longer time of observation or another model may help"));
    }

    /** ln(e^a + e^b) without overflow. */
    static double logSum(double a, double b) {
        double larger = Math.max(a, b);
        return larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }
}
