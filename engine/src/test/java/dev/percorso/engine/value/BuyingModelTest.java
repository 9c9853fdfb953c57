package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

/** The models against their definitions, integrated numerically over people. */
class BuyingModelTest {

    /** Double-exponential quadrature on 0…1; good at ends where the integrand is infinite. */
    private static double integral(Integrand integrand) {
        double step = 1.0 / 128;
        double sum = 0;
        for (int i = -128 * 6; i <= 128 * 6; i++) {
            double s = i * step;
            double u = Math.PI * Math.sinh(s);
            double low = 1 / (1 + Math.exp(-u));
            double high = 1 / (1 + Math.exp(u));
            double weight = Math.PI * Math.cosh(s) * low * high;
            if (weight > 1e-300 && low > 0 && high > 0) {
                sum += weight * integrand.at(low, high);
            }
        }
        return sum * step;
    }

    private interface Integrand {
        /** The value at p, with 1 − p given too, as it is not exact near 1. */
        double at(double p, double rest);
    }

    private static double halfLine(DoubleUnaryOperator function, double scale) {
        return integral((p, rest) -> {
            double value = function.applyAsDouble(scale * p / rest);
            return value > 0 ? value * scale / rest / rest : 0;
        });
    }

    private static double gammaDensity(double value, double shape, double rate) {
        return Math.exp(shape * Math.log(rate) + (shape - 1) * Math.log(value) - rate * value - Gamma.logGamma(shape));
    }

    private static double betaDensity(double p, double rest, double a, double b) {
        return Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log(rest) - Beta.logBeta(a, b));
    }

    private static double between(double low, double high, double where) {
        return low * Math.pow(high / low, where);
    }

    private static Pattern pattern(int repeats, double recency, double age) {
        return new Pattern(repeats, repeats == 0 ? 0 : recency * age, age);
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldIntegrateTheBetaGeometricModelsOverPeople(
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double two,
            @ForAll @DoubleRange(min = 0, max = 1) double three,
            @ForAll @DoubleRange(min = 0, max = 1) double recency,
            @ForAll @IntRange(max = 20) int repeats,
            @ForAll boolean alike,
            @ForAll boolean early) {
        // given
        double r = between(0.1, 8, one);
        double alpha = between(0.5, 50, two);
        double a = between(0.2, alike ? 1_500 : 5, three);
        double b = between(0.3, alike ? 1_500 : 9, 1 - one);
        BuyingModel model = early ? new MbgNbd(r, alpha, a, b) : new BgNbd(r, alpha, a, b);
        Pattern past = pattern(repeats, recency, between(1, 200, three));
        double horizon = between(0.1, 300, two);

        // when: by definition, over all rates and all probabilities to leave
        int x = repeats;
        int chances = early ? x + 1 : x;
        double scale = (r + x) / (alpha + past.age());
        double byAge = halfLine(
                rate -> gammaDensity(rate, r, alpha) * Math.pow(rate, x) * Math.exp(-rate * past.age()), scale);
        double byRecency = halfLine(
                rate -> gammaDensity(rate, r, alpha) * Math.pow(rate, x) * Math.exp(-rate * past.recency()), scale);
        double stays = integral((p, rest) -> betaDensity(p, rest, a, b) * Math.pow(rest, chances));
        double leaves =
                chances == 0 ? 0 : integral((p, rest) -> betaDensity(p, rest, a, b) * p * Math.pow(rest, chances - 1));
        double likelihood = stays * byAge + leaves * byRecency;
        double alive = stays * byAge / likelihood;
        double later = integral((p, rest) -> betaDensity(p, rest, a, b + chances)
                * -Math.expm1(-(r + x) * Math.log1p(p * horizon / (alpha + past.age())))
                / p);

        // then
        assertEquals(Math.log(likelihood), model.logLikelihood(past), 1e-8);
        assertEquals(alive, model.alive(past), 1e-8);
        assertEquals(alive * later, model.expectedPurchases(past, horizon), 1e-7 * (1 + alive * later));
        double staying = early ? integral((p, rest) -> betaDensity(p, rest, a, b) * rest) : 1;
        double fresh = staying
                * integral((p, rest) -> betaDensity(p, rest, a, b + (early ? 1 : 0))
                        * -Math.expm1(-r * Math.log1p(p * horizon / alpha))
                        / p);
        assertEquals(fresh, model.expectedPurchases(horizon), 1e-7 * (1 + fresh));
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldIntegrateTheParetoNbdOverPeople(
            @ForAll @DoubleRange(min = 0, max = 1) double one,
            @ForAll @DoubleRange(min = 0, max = 1) double two,
            @ForAll @DoubleRange(min = 0, max = 1) double three,
            @ForAll @DoubleRange(min = 0, max = 1) double recency,
            @ForAll @IntRange(max = 20) int repeats) {
        // given
        ParetoNbd model = new ParetoNbd(
                between(0.1, 8, one), between(0.5, 50, two), between(0.2, 5, three), between(0.5, 90, 1 - one));
        Pattern past = pattern(repeats, recency, between(1, 200, 1 - three));
        double horizon = between(0.1, 300, two);

        // when: by the published closed form's ingredients, each integrated over its own gamma
        DoubleUnaryOperator buying = time -> Math.exp(Gamma.logGamma(model.r() + repeats)
                - Gamma.logGamma(model.r())
                + model.r() * Math.log(model.alpha())
                - (model.r() + repeats) * Math.log(model.alpha() + time));
        DoubleUnaryOperator lasting = time -> halfLine(
                rate -> gammaDensity(rate, model.s(), model.beta()) * Math.exp(-rate * time),
                model.s() / (model.beta() + time));
        DoubleUnaryOperator ending =
                time -> model.s() / model.beta() * Math.exp(-(model.s() + 1) * Math.log1p(time / model.beta()));
        double stays = buying.applyAsDouble(past.age()) * lasting.applyAsDouble(past.age());
        double span = past.age() - past.recency();
        double left = span
                * integral((p, rest) -> buying.applyAsDouble(past.recency() + span * p)
                        * ending.applyAsDouble(past.recency() + span * p));
        double alive = stays / (stays + left);
        double memory = model.beta() + past.age();
        double later = (model.r() + repeats)
                / (model.alpha() + past.age())
                * horizon
                * integral((p, rest) -> Math.exp(-model.s() * Math.log1p(p * horizon / memory)));

        // then
        assertEquals(Math.log(stays + left), model.logLikelihood(past), 1e-8);
        assertEquals(alive, model.alive(past), 1e-8);
        assertEquals(alive * later, model.expectedPurchases(past, horizon), 1e-7 * (1 + alive * later));
    }

    /** Gauss's series, as the papers write the likelihood; good where it converges fast and nothing cancels. */
    private static double hypergeometric(double a, double b, double c, double z) {
        double term = 1;
        double sum = 1;
        for (int k = 1; k < 5_000 && Math.abs(term) > 1e-18 * sum; k++) {
            term *= (a + k - 1) * (b + k - 1) / (c + k - 1) * z / k;
            sum += term;
        }
        return sum;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldAgreeWithTheHypergeometricFormOfTheParetoNbd(
            @ForAll @DoubleRange(min = 0.2, max = 4) double r,
            @ForAll @DoubleRange(min = 5, max = 20) double alpha,
            @ForAll @DoubleRange(min = 0.2, max = 4) double s,
            @ForAll @DoubleRange(min = 5, max = 20) double beta,
            @ForAll @IntRange(max = 12) int x,
            @ForAll @DoubleRange(min = 0, max = 0.6) double recency) {
        // given
        ParetoNbd model = new ParetoNbd(r, alpha, s, beta);
        Pattern past = pattern(x, recency, 40);

        // when
        double sum = r + s + x;
        double other = alpha >= beta ? s + 1 : r + x;
        double larger = Math.max(alpha, beta);
        double gap = Math.abs(alpha - beta);
        DoubleUnaryOperator part =
                time -> hypergeometric(sum, other, sum + 1, gap / (larger + time)) / Math.pow(larger + time, sum);
        double likelihood = Math.exp(Gamma.logGamma(r + x) - Gamma.logGamma(r))
                * Math.pow(alpha, r)
                * Math.pow(beta, s)
                * (1 / (Math.pow(alpha + 40, r + x) * Math.pow(beta + 40, s))
                        + s / sum * (part.applyAsDouble(past.recency()) - part.applyAsDouble(40)));

        // then
        assertEquals(Math.log(likelihood), model.logLikelihood(past), 1e-9);
    }

    @Test
    void shouldStaySoundWhereTheHypergeometricFormDoesNot() {
        for (double alpha : new double[] {1e-4, 1, 1e5}) {
            for (double beta : new double[] {1e-4, 1, 1e5}) {
                for (int repeats : new int[] {0, 1, 2_000}) {
                    // given: bought at the very end, or nearly so
                    ParetoNbd model = new ParetoNbd(0.4, alpha, 0.7, beta);
                    Pattern past = pattern(repeats, 1 - 1e-12, 700);

                    // then
                    assertTrue(Double.isFinite(model.logLikelihood(past)), model + " " + past);
                    double alive = model.alive(past);
                    assertTrue(alive >= 0 && alive <= 1, model + " " + past);
                    assertTrue(repeats == 0 || alive > 1 - 1e-6, model + " " + past + " " + alive);
                }
            }
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldPointUphill(
            @ForAll @DoubleRange(min = -2, max = 2) double one,
            @ForAll @DoubleRange(min = -2, max = 3) double two,
            @ForAll @DoubleRange(min = -2, max = 2) double three,
            @ForAll @DoubleRange(min = -2, max = 3) double four,
            @ForAll long seed) {
        // given
        Random random = new Random(seed);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 5; person++) {
            people.add(pattern(random.nextInt(6), random.nextDouble(), 1 + random.nextInt(90)));
        }
        BuyingPatterns patterns = BuyingPatterns.of(people);
        double[] point = {Math.exp(one), Math.exp(two), Math.exp(three), Math.exp(four)};
        GammaGamma.Spending spending =
                GammaGamma.Spending.of(new int[] {1, 4, 2}, new double[] {3, 50, 1 + random.nextInt(99)});

        // then
        compareGradient((at, gradient) -> BetaGeometric.mean(patterns, at, gradient, BgNbd.EARLY), point);
        compareGradient((at, gradient) -> BetaGeometric.mean(patterns, at, gradient, MbgNbd.EARLY), point);
        compareGradient((at, gradient) -> ParetoNbd.mean(patterns, at, gradient), point);
        compareGradient(spending::logLikelihood, new double[] {point[0], point[2], point[1]});
    }

    private static void compareGradient(Maximum.Likelihood likelihood, double[] point) {
        double[] gradient = new double[point.length];
        likelihood.at(point, gradient);
        for (int i = 0; i < point.length; i++) {
            double step = 1e-5 * point[i];
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += step;
            down[i] -= step;
            double slope = (likelihood.at(up, new double[point.length]) - likelihood.at(down, new double[point.length]))
                    / (2 * step);
            assertEquals(slope, gradient[i], 1e-5 * (1 / point[i] + Math.abs(slope)), "parameter " + i);
        }
    }

    @Property(tries = 15, shrinking = ShrinkingMode.OFF)
    void shouldCountPurchasesOfLaterLess(
            @ForAll @DoubleRange(min = 0, max = 0.05) double rate, @ForAll @IntRange(max = 9) int repeats) {
        // given
        Pattern past = pattern(repeats, 0.8, 30);
        List<BuyingModel> models =
                List.of(new BgNbd(0.3, 4, 0.8, 2.4), new MbgNbd(0.5, 6, 0.9, 1.6), new ParetoNbd(0.5, 10, 0.6, 12));

        for (BuyingModel model : models) {
            // when: week by week
            double weekly = 0;
            int steps = 2_000;
            double length = 100.0 / steps;
            for (int step = 0; step < steps; step++) {
                weekly += Math.exp(-rate * (step + 0.5) * length)
                        * (model.expectedPurchases(past, (step + 1) * length)
                                - model.expectedPurchases(past, step * length));
            }

            // then
            assertEquals(weekly, model.discountedPurchases(past, 100, rate), 1e-4 * (1 + weekly));
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldRecoverTheBgNbdThatMadeTheData(@ForAll long seed) {
        // given
        Simulation simulation = new Simulation(seed);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 20_000; person++) {
            people.add(simulation.bgNbd(0.6, 6, 0.8, 2.5, 20 + person % 60));
        }

        // when
        Fit.Found<BgNbd> fit = found(BgNbd.fit(BuyingPatterns.of(people)));

        // then
        BgNbd model = fit.model();
        shouldLieWithin(fit, List.of(0.6, 6.0, 0.8, 2.5), List.of(model.r(), model.alpha(), model.a(), model.b()));
    }

    @Property(tries = 3, shrinking = ShrinkingMode.OFF)
    void shouldRecoverTheMbgNbdThatMadeTheData(@ForAll long seed) {
        // given
        Simulation simulation = new Simulation(seed);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 20_000; person++) {
            people.add(simulation.mbgNbd(0.9, 6, 0.8, 2.5, 20 + person % 60));
        }
        BuyingPatterns patterns = BuyingPatterns.of(people);

        // when
        Fit.Found<MbgNbd> fit = found(MbgNbd.fit(patterns));

        // then
        MbgNbd model = fit.model();
        shouldLieWithin(fit, List.of(0.9, 6.0, 0.8, 2.5), List.of(model.r(), model.alpha(), model.a(), model.b()));
        assertTrue(fit.logLikelihood() > found(BgNbd.fit(patterns)).logLikelihood());
        assertTrue(model.alive(new Pattern(0, 0, 70)) < 0.9, fit.toString());
    }

    @Test
    void shouldRecoverAModelFromManyDifferentPatterns() {
        // given: so many that a sample of them is looked at first
        Simulation simulation = new Simulation(11);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 6_000; person++) {
            people.add(simulation.bgNbd(0.9, 5, 0.7, 2.2, 20 + 0.01 * person % 60));
        }
        BuyingPatterns patterns = BuyingPatterns.of(people);
        assertTrue(patterns.size() > 2_000);

        // when
        Fit.Found<BgNbd> fit = found(BgNbd.fit(patterns));

        // then
        BgNbd model = fit.model();
        shouldLieWithin(fit, List.of(0.9, 5.0, 0.7, 2.2), List.of(model.r(), model.alpha(), model.a(), model.b()));
        assertEquals(6_000, fit.persons());
        double[] slope = new double[4];
        BetaGeometric.mean(patterns, new double[] {model.r(), model.alpha(), model.a(), model.b()}, slope, BgNbd.EARLY);
        for (double part : slope) {
            assertEquals(0, part, 1e-7, "a maximum of everybody's likelihood, not of the sample's");
        }
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldRecoverTheParetoNbdThatMadeTheData(@ForAll long seed) {
        // given
        Simulation simulation = new Simulation(seed);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 20_000; person++) {
            people.add(simulation.paretoNbd(0.8, 7, 0.7, 15, 30 + person % 60));
        }

        // when
        Fit.Found<ParetoNbd> fit = found(ParetoNbd.fit(BuyingPatterns.of(people)));

        // then
        ParetoNbd model = fit.model();
        shouldLieWithin(fit, List.of(0.8, 7.0, 0.7, 15.0), List.of(model.r(), model.alpha(), model.s(), model.beta()));
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void shouldRecoverTheGammaGammaThatMadeTheData(@ForAll long seed) {
        // given
        Simulation simulation = new Simulation(seed);
        int[] purchases = new int[10_000];
        double[] means = new double[purchases.length];
        for (int person = 0; person < purchases.length; person++) {
            purchases[person] = 1 + person % 5;
            double scale = simulation.gamma(3.7) / 15;
            means[person] = simulation.gamma(6.2 * purchases[person]) / scale / purchases[person];
        }

        // when
        Fit.Found<GammaGamma> fit = found(GammaGamma.fit(purchases, means));

        // then
        GammaGamma model = fit.model();
        shouldLieWithin(fit, List.of(6.2, 3.7, 15.0), List.of(model.p(), model.q(), model.v()));
    }

    private static <M> Fit.Found<M> found(Fit<M> fit) {
        assertInstanceOf(Fit.Found.class, fit, fit::toString);
        return (Fit.Found<M>) fit;
    }

    private static void shouldLieWithin(Fit.Found<?> fit, List<Double> truth, List<Double> estimates) {
        for (int i = 0; i < truth.size(); i++) {
            double error = fit.relativeErrors().get(i);
            assertTrue(error > 0 && error < 0.5, fit.toString());
            assertEquals(Math.log(truth.get(i)), Math.log(estimates.get(i)), 5 * error, fit.toString());
        }
    }

    @Test
    void shouldSayWhyThereIsNoModel() {
        // given
        List<Pattern> few = new ArrayList<>(Collections.nCopies(500, new Pattern(0, 0, 30)));
        few.addAll(Collections.nCopies(19, new Pattern(2, 9, 30)));
        List<Pattern> alike = Collections.nCopies(500, new Pattern(3, 30, 30));

        // when
        Fit<BgNbd> tooFew = BgNbd.fit(BuyingPatterns.of(few));
        Fit<ParetoNbd> flat = ParetoNbd.fit(BuyingPatterns.of(alike));
        Fit<GammaGamma> nothing = GammaGamma.fit(new int[0], new double[0]);

        // then
        Fit.NotFound<?> said = assertInstanceOf(Fit.NotFound.class, tooFew);
        assertEquals(Fit.Reason.TOO_FEW_REPEATS, said.reason());
        assertEquals(19, said.repeats());
        assertTrue(said.explanation().contains("only 19 persons"), said.explanation());
        assertEquals(
                Fit.Reason.NOT_IDENTIFIED,
                assertInstanceOf(Fit.NotFound.class, flat).reason());
        assertEquals(
                Fit.Reason.TOO_FEW_REPEATS,
                assertInstanceOf(Fit.NotFound.class, nothing).reason());
    }

    @Test
    void shouldTakePeopleWhoDoNotDifferAsTheLimit() {
        // given: everybody leaves at the same rate, which is s / β for ever larger s and β
        Simulation simulation = new Simulation(7);
        List<Pattern> people = new ArrayList<>();
        for (int person = 0; person < 5_000; person++) {
            people.add(simulation.paretoNbd(0.9, 3.6, 1e6, 2e7, 10 + person % 16));
        }

        // when
        Fit.Found<ParetoNbd> fit = found(ParetoNbd.fit(BuyingPatterns.of(people)));

        // then
        ParetoNbd model = fit.model();
        assertEquals(0.9, model.r(), 0.15);
        assertEquals(0.05, model.s() / model.beta(), 0.015, fit.toString());
        assertTrue(model.s() > 2, fit.toString());
        assertTrue(Double.isFinite(fit.relativeErrors().getFirst()), fit.toString());
    }

    @Test
    void shouldExpectSomethingOfEveryParameter() {
        for (double r : new double[] {1e-3, 0.3, 1e3}) {
            for (double a : new double[] {1e-3, 0.999999999, 1, 1.9, 2.1, 1e3}) {
                for (double b : new double[] {1e-3, 2, 1e3}) {
                    for (int repeats : new int[] {0, 1, 300}) {
                        // given
                        BgNbd model = new BgNbd(r, 9, a, b);
                        Pattern past = pattern(repeats, 0.9, 20);

                        // when
                        double month = model.expectedPurchases(past, 4);
                        double year = model.expectedPurchases(past, 52);

                        // then
                        assertTrue(
                                month >= 0 && month <= year && Double.isFinite(year), model + " " + past + " " + year);
                        assertTrue(year <= 52 * (r + repeats) / (9 + 20) * (1 + 1e-9), model + " " + past + " " + year);
                    }
                }
            }
        }
    }

    @Test
    void shouldCountPersonsOfOnePatternTogether() {
        // when
        BuyingPatterns patterns = BuyingPatterns.of(
                List.of(new Pattern(1, 2, 9), new Pattern(0, 0, 9), new Pattern(1, 2, 9), new Pattern(1, 3, 9)));

        // then
        assertEquals(3, patterns.size());
        assertEquals(new Pattern(0, 0, 9), patterns.pattern(0));
        assertEquals(2, patterns.persons(patterns.patternOf(2)));
        assertEquals(new Pattern(1, 3, 9), patterns.pattern(patterns.patternOf(3)));
        assertThrows(IllegalArgumentException.class, () -> new Pattern(1, 10, 9));
        assertThrows(IllegalArgumentException.class, () -> new Pattern(0, 1, 9));
    }

    @Test
    void shouldExpectTheMeanOfPeopleFromThoseNotSeen() {
        GammaGamma model = new GammaGamma(6.25, 3.74, 15.44);
        assertEquals(6.25 * 15.44 / 2.74, model.expectedValue(0, Double.NaN), 1e-9);
        assertEquals(80, model.expectedValue(1_000_000, 80), 1e-3);
        assertEquals(Double.POSITIVE_INFINITY, new GammaGamma(1, 0.9, 1).expectedValue(0, 0));
    }
}
