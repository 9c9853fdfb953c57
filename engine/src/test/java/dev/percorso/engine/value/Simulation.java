package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.util.Random;

/** People who buy and leave as the models say. */
final class Simulation {

    private final Random random;

    Simulation(long seed) {
        random = new Random(seed);
    }

    /** By Marsaglia and Tsang. */
    double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double cube = Math.pow(1 + c * normal, 3);
            if (cube > 0 && Math.log(random.nextDouble()) < normal * normal / 2 + d - d * cube + d * Math.log(cube)) {
                return d * cube;
            }
        }
    }

    Pattern bgNbd(double r, double alpha, double a, double b, double age) {
        return betaGeometric(gamma(r) / alpha, leaving(a, b), age);
    }

    Pattern mbgNbd(double r, double alpha, double a, double b, double age) {
        double rate = gamma(r) / alpha;
        double leaving = leaving(a, b);
        return random.nextDouble() < leaving ? new Pattern(0, 0, age) : betaGeometric(rate, leaving, age);
    }

    private double leaving(double a, double b) {
        double first = gamma(a);
        return first / (first + gamma(b));
    }

    private Pattern betaGeometric(double rate, double leaving, double age) {
        double time = -Math.log(random.nextDouble()) / rate;
        int repeats = 0;
        double last = 0;
        while (time <= age) {
            repeats++;
            last = time;
            if (random.nextDouble() < leaving) {
                break;
            }
            time += -Math.log(random.nextDouble()) / rate;
        }
        return new Pattern(repeats, last, age);
    }

    Pattern paretoNbd(double r, double alpha, double s, double beta, double age) {
        double rate = gamma(r) / alpha;
        double end = Math.min(age, -Math.log(random.nextDouble()) / (gamma(s) / beta));
        int repeats = 0;
        double last = 0;
        double time = -Math.log(random.nextDouble()) / rate;
        while (time <= end) {
            repeats++;
            last = time;
            time += -Math.log(random.nextDouble()) / rate;
        }
        return new Pattern(repeats, last, age);
    }
}
