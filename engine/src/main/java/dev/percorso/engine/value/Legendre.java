package dev.percorso.engine.value;

/**
 * A Gauss–Legendre rule on 0…1.
 *
 * <p>Nodes are the roots of the Legendre polynomial by Newton's method, weights follow from its derivative: M. Abramowitz, I.
 * Stegun, Handbook of Mathematical Functions, 25.4.29 and 22.7.10. A library's rule of arbitrary precision takes hundreds
 * of milliseconds to begin with, which the first report after a start would wait for.
 */
record Legendre(double[] nodes, double[] weights) {

    static final Legendre TEN = of(10);

    private static final int MOST_STEPS = 20;

    static Legendre of(int points) {
        double[] nodes = new double[points];
        double[] weights = new double[points];
        for (int i = 0; i < points; i++) {
            double x = -Math.cos(Math.PI * (i + 0.75) / (points + 0.5));
            double slope = 0;
            for (int step = 0; step < MOST_STEPS; step++) {
                double before = 1;
                double value = x;
                for (int degree = 2; degree <= points; degree++) {
                    double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
                    before = value;
                    value = next;
                }
                slope = points * (x * value - before) / (x * x - 1);
                double moved = value / slope;
                x -= moved;
                if (Math.abs(moved) < Math.ulp(1.0)) {
                    break;
                }
            }
            nodes[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - x * x) * slope * slope);
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
