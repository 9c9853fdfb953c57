package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.stat.Interval;
import dev.percorso.server.sentiment.Sentiment;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SurveyTallyTest {
    private static SurveyAnswer answer(SurveyKind kind, int person, int score) {
        return new SurveyAnswer(person, person, 0, kind, OptionalDouble.of(score), kind.scale(), "", "", "", "");
    }

    @Property(tries = 300)
    void shouldCountNetPromotersAsTheirDefinitionSays(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 10) Integer> scores,
            @ForAll @IntRange(min = 0, max = 60) int cut) {
        SurveyTally left = new SurveyTally(SurveyKind.NPS);
        SurveyTally right = new SurveyTally(SurveyKind.NPS);
        double points = 0;
        for (int at = 0; at < scores.size(); at++) {
            int score = scores.get(at);
            (at < cut ? left : right).add(answer(SurveyKind.NPS, at % 7, score), Sentiment.NEUTRAL);
            points += score >= 9 ? 1 : score <= 6 ? -1 : 0;
        }
        SurveyScore score = left.merge(right).score();
        assertEquals(100 * points / scores.size(), score.value(), 1e-9);
        assertEquals(
                scores.stream().mapToInt(one -> one).average().orElseThrow() * 0.4 - 2, score.satisfaction(), 1e-9);
        assertEquals(Math.min(7, scores.size()), score.persons());
        assertTrue(score.low() <= score.value() && score.value() <= score.high());
        assertEquals(
                scores.size(),
                score.distribution().stream()
                        .mapToLong(SurveyScore.ScoreCount::answers)
                        .sum());
    }

    /** Worked by hand: adjusted shares 45.75/103 and 20.75/103, standard error 0.0732. */
    @Test
    void shouldGiveTheAdjustedIntervalOfANetPromoterScore() {
        Interval interval = SurveyTally.netPromoterScore(45, 20, 100);
        assertEquals(25, interval.estimate(), 1e-9);
        double p = 45.75 / 103;
        double d = 20.75 / 103;
        double error = Math.sqrt((p + d - Math.pow(p - d, 2)) / 103);
        assertEquals(100 * (p - d - 1.959964 * error), interval.low(), 1e-3);
        assertEquals(100 * (p - d + 1.959964 * error), interval.high(), 1e-3);
    }

    /** t of 4 degrees of freedom at 97.5 % is 2.776445; scores 3, 4, 5, 6, 7 have mean 5 and variance 2.5. */
    @Test
    void shouldGiveStudentsIntervalOfAMean() {
        Interval interval = SurveyTally.mean(5, 25, 135, SurveyKind.CES.scale());
        assertEquals(5, interval.estimate(), 1e-9);
        assertEquals(5 - 2.776445 * Math.sqrt(0.5), interval.low(), 1e-5);
    }

    @Test
    void shouldMapEveryScaleFromWorstToBest() {
        for (SurveyKind kind : List.of(SurveyKind.NPS, SurveyKind.CSAT, SurveyKind.CES, SurveyKind.RATING)) {
            assertEquals(-2, kind.scale().satisfaction(kind.scale().low()));
            assertEquals(2, kind.scale().satisfaction(kind.scale().high()));
            assertEquals(kind.scale(), SurveyScale.of(kind.scale().toString()).orElseThrow());
        }
        assertTrue(SurveyScale.of("5-1").isEmpty() && SurveyScale.of("good").isEmpty());
    }
}
