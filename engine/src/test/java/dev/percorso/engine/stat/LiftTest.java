package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LiftTest {

    /** The derivatives of ln(n·c/(a·b)) by the four shares, taken numerically and put through the multinomial covariance. */
    @Test
    void shouldHaveTheVarianceOfTheDeltaMethod() {
        double[] shares = {0.03, 0.07, 0.12, 0.78};
        int people = 10_000;
        double[] slopes = new double[shares.length];
        for (int cell = 0; cell < shares.length; cell++) {
            double[] up = shares.clone();
            double[] down = shares.clone();
            up[cell] += 1e-6;
            down[cell] -= 1e-6;
            slopes[cell] = (logLift(up) - logLift(down)) / 2e-6;
        }
        double variance = 0;
        for (int cell = 0; cell < shares.length; cell++) {
            for (int other = 0; other < shares.length; other++) {
                double covariance = (cell == other ? shares[cell] : 0) - shares[cell] * shares[other];
                variance += slopes[cell] * slopes[other] * covariance / people;
            }
        }

        Interval interval = Lift.interval(300, 1_000, 1_500, people, 0.95);

        assertEquals(2, interval.estimate(), 1e-12);
        assertEquals(1.959964 * Math.sqrt(variance), Math.log(interval.high() / 2), 1e-5);
        assertEquals(1.959964 * Math.sqrt(variance), Math.log(2 / interval.low()), 1e-5);
    }

    private static double logLift(double[] shares) {
        return Math.log(shares[0]) - Math.log(shares[0] + shares[1]) - Math.log(shares[0] + shares[2]);
    }

    @Test
    void shouldHoldTheTruthAsOftenAsItSays() {
        Random random = new Random(20260101);
        int held = 0;
        int worlds = 1_000;
        for (int world = 0; world < worlds; world++) {
            int both = 0;
            int one = 0;
            int other = 0;
            for (int person = 0; person < 1_000; person++) {
                boolean hasOne = random.nextDouble() < 0.2;
                boolean hasOther = random.nextDouble() < (hasOne ? 0.45 : 0.1125);
                both += hasOne && hasOther ? 1 : 0;
                one += hasOne ? 1 : 0;
                other += hasOther ? 1 : 0;
            }
            Interval interval = Lift.interval(both, one, other, 1_000, 0.95);
            held += interval.low() <= 2.5 && 2.5 <= interval.high() ? 1 : 0;
        }

        assertTrue(held > 930 && held < 970, held + " of " + worlds);
    }

    @Test
    void shouldRefuseCountsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> Lift.interval(0, 3, 3, 9, 0.95));
        assertThrows(IllegalArgumentException.class, () -> Lift.interval(4, 3, 9, 9, 0.95));
        assertThrows(IllegalArgumentException.class, () -> Lift.interval(1, 6, 6, 9, 0.95));
    }
}
