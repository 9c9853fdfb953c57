package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.junit.jupiter.api.Test;

class LegendreTest {

    @Test
    void shouldBeTheRuleOfALibraryWithFortyDigits() {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(10, 0, 1);

        for (int i = 0; i < 10; i++) {
            assertEquals(rule.getPoint(i), Legendre.TEN.node(i), 4e-16);
            assertEquals(rule.getWeight(i), Legendre.TEN.weight(i), 4e-16);
        }
    }

    @Test
    void shouldIntegratePolynomialsExactly() {
        for (int degree = 0; degree < 20; degree++) {
            double sum = 0;
            for (int i = 0; i < Legendre.TEN.size(); i++) {
                sum += Legendre.TEN.weight(i) * Math.pow(Legendre.TEN.node(i), degree);
            }
            assertEquals(1.0 / (degree + 1), sum, 1e-15);
        }
    }
}
