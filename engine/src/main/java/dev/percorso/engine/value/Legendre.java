package dev.percorso.engine.value;

import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/** A Gauss–Legendre rule on 0…1. */
record Legendre(double[] nodes, double[] weights) {

    static final Legendre TEN = of(10);

    static Legendre of(int points) {
        GaussIntegrator rule = new GaussIntegratorFactory().legendre(points, 0, 1);
        double[] nodes = new double[points];
        double[] weights = new double[points];
        for (int i = 0; i < points; i++) {
            nodes[i] = rule.getPoint(i);
            weights[i] = rule.getWeight(i);
        }
        return new Legendre(nodes, weights);
    }

    int size() {
        return nodes.length;
    }

    double node(int number) {
        return nodes[number];
    }

    double weight(int number) {
        return weights[number];
    }
}
