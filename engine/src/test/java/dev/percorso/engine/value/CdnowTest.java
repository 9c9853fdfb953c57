package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;

/** The figures that the papers print for the CDNOW data, calibrated over 39 weeks. */
class CdnowTest {

    private static <M> Fit.Found<M> found(Fit<M> fit) {
        assertInstanceOf(Fit.Found.class, fit, fit::toString);
        return (Fit.Found<M>) fit;
    }

    @Test
    void shouldFindThePublishedBgNbd() throws IOException {
        // when
        BuyingPatterns patterns = BuyingPatterns.of(Cdnow.patterns());
        Fit.Found<BgNbd> fit = found(BgNbd.fit(patterns));

        // then
        assertEquals(2_357, patterns.total());
        assertEquals(946, patterns.repeaters());
        BgNbd model = fit.model();
        assertEquals(0.243, model.r(), 5e-4);
        assertEquals(4.414, model.alpha(), 1e-3);
        assertEquals(0.793, model.a(), 5e-4);
        assertEquals(2.426, model.b(), 1e-3);
        assertEquals(-9582.4, fit.logLikelihood(), 0.05);
    }

    @Test
    void shouldFindThePublishedMbgNbd() throws IOException {
        // when
        BuyingPatterns patterns = BuyingPatterns.of(Cdnow.patterns());
        Fit.Found<MbgNbd> fit = found(MbgNbd.fit(patterns));

        // then: Batislam, Denizel, Filiztekin, 2007
        MbgNbd model = fit.model();
        assertEquals(0.525, model.r(), 1e-3);
        assertEquals(6.183, model.alpha(), 2e-3);
        assertEquals(0.891, model.a(), 1e-3);
        assertEquals(1.614, model.b(), 2e-3);
        assertTrue(fit.logLikelihood() > found(BgNbd.fit(patterns)).logLikelihood(), fit::toString);
    }

    @Test
    void shouldExpectWhatThePaperExpects() {
        // given: the parameters and the customer of Fader, Hardie and Lee
        BgNbd model = new BgNbd(0.243, 4.414, 0.793, 2.426);

        // then
        assertEquals(1.226, model.expectedPurchases(new Pattern(2, 30.43, 38.86), 39), 5e-4);
    }

    @Test
    void shouldFindThePublishedParetoNbd() throws IOException {
        // when
        Fit.Found<ParetoNbd> fit = found(ParetoNbd.fit(BuyingPatterns.of(Cdnow.patterns())));

        // then
        ParetoNbd model = fit.model();
        assertEquals(0.553, model.r(), 5e-4);
        assertEquals(10.578, model.alpha(), 2e-3);
        assertEquals(0.606, model.s(), 5e-4);
        assertEquals(11.669, model.beta(), 5e-3);
        assertEquals(-9595.0, fit.logLikelihood(), 0.05);
    }

    @Test
    void shouldFindThePublishedGammaGamma() throws IOException {
        // given: the repeat purchases of those who bought again
        List<NavigableMap<LocalDate, Double>> repeaters = Cdnow.calibration().values().stream()
                .filter(days -> days.size() > 1)
                .toList();
        int[] purchases = repeaters.stream().mapToInt(days -> days.size() - 1).toArray();
        double[] means = repeaters.stream()
                .mapToDouble(days ->
                        (days.values().stream().mapToDouble(Double::doubleValue).sum()
                                        - days.firstEntry().getValue())
                                / (days.size() - 1))
                .toArray();

        // when
        Fit.Found<GammaGamma> fit = found(GammaGamma.fit(purchases, means));

        // then
        assertEquals(946, fit.persons());
        GammaGamma model = fit.model();
        assertEquals(6.25, model.p(), 5e-3);
        assertEquals(3.74, model.q(), 5e-3);
        assertEquals(15.44, model.v(), 1e-2);
        assertTrue(model.hasMean());
    }

    @Test
    void shouldPredictTheNextNineMonths() throws IOException {
        // given
        BuyingPatterns patterns = BuyingPatterns.of(Cdnow.patterns());
        BgNbd model = found(BgNbd.fit(patterns)).model();
        long held = Cdnow.orders().stream()
                .filter(order -> order.day().isAfter(Cdnow.END_OF_CALIBRATION))
                .map(order -> List.of(order.person(), order.day()))
                .distinct()
                .count();

        // when
        double expected = 0;
        for (int number = 0; number < patterns.size(); number++) {
            expected += patterns.persons(number) * model.expectedPurchases(patterns.pattern(number), 39);
        }

        // then: the models are known to come within some per cent of the whole
        assertEquals((double) held, expected, 0.15 * held);
    }
}
