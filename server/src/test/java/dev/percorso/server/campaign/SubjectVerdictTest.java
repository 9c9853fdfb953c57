package dev.percorso.server.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.campaign.CampaignContent.Unclear;
import dev.percorso.server.campaign.SubjectVerdict.Counts;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SubjectVerdictTest {
    @Test
    void shouldCallOnlyAClearDifferenceClear() {
        SubjectVerdict clear = SubjectVerdict.of(new Counts(1000, 100), new Counts(1000, 150));
        SubjectVerdict unclear = SubjectVerdict.of(new Counts(100, 10), new Counts(100, 13));
        SubjectVerdict tie = SubjectVerdict.of(new Counts(50, 5), new Counts(50, 5));
        SubjectVerdict nothing = SubjectVerdict.of(new Counts(0, 0), new Counts(0, 0));

        assertTrue(clear.clear());
        // By hand: (0.15 - 0.10) / sqrt(0.125 * 0.875 * 2 / 1000) = 3.381, two-sided 0.00072.
        assertEquals(0.00072, clear.p(), 0.00001);
        assertEquals(2, clear.chosen(Unclear.FIRST));
        assertFalse(unclear.clear());
        assertEquals(2, unclear.chosen(Unclear.AHEAD));
        assertEquals(1, unclear.chosen(Unclear.FIRST));
        assertTrue(unclear.difference().low() < 0 && unclear.difference().high() > 0);
        assertEquals(1, tie.chosen(Unclear.AHEAD));
        assertEquals(0.5, tie.probability(), 1e-6);
        assertFalse(nothing.clear());
    }

    /** Two subjects that are equally good must seldom be told apart: that is what the level means. */
    @Test
    void shouldSeldomBeSureOfADifferenceThatThereIsNot() {
        Random random = new Random(7);
        int sure = 0;
        int trials = 400;
        for (int trial = 0; trial < trials; trial++) {
            long[] reacted = new long[2];
            for (int person = 0; person < 800; person++) {
                reacted[person % 2] += random.nextDouble() < 0.2 ? 1 : 0;
            }
            sure += SubjectVerdict.of(new Counts(400, reacted[0]), new Counts(400, reacted[1]))
                            .clear()
                    ? 1
                    : 0;
        }
        // 5 % of 400 is 20; four standard deviations above is 37.
        assertTrue(sure <= 37, "sure of nothing in " + sure + " of " + trials);
    }
}
