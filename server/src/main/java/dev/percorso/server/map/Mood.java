package dev.percorso.server.map;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.analyze.SurveyScale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Answers of surveys as feelings from −2 to +2, as the curve of a map has them, on the scale that the event names; without
 * one NPS goes from 0 to 10, CES from 1 to 7 (7 is easy), all others from 1 to 5. Scores beyond their scale count as its
 * end.
 */
final class Mood {
    private static final double MILLIONTHS = 1e6;
    private static final double STRONGEST = 2;
    private static final SurveyScale RECOMMENDATION = new SurveyScale(0, 10);
    private static final SurveyScale EFFORT = new SurveyScale(1, 7);
    private static final SurveyScale STARS = new SurveyScale(1, 5);

    private final Property scale;
    private final Property survey;
    private final int nps;
    private final int ces;

    Mood(Snapshot snapshot) {
        scale = snapshot.property(SurveyScale.PROPERTY);
        survey = snapshot.property("survey");
        nps = survey.codeOf("NPS");
        ces = survey.codeOf("CES");
    }

    /** The feeling in whole millionths, so that sums do not depend on their order. */
    long millionths(Journey journey, int event, Property score) {
        double feeling = scaleOf(journey, event).satisfaction(journey.number(event, score));
        return Math.round(Math.clamp(feeling, -STRONGEST, STRONGEST) * MILLIONTHS);
    }

    private SurveyScale scaleOf(Journey journey, int event) {
        Optional<SurveyScale> named =
                journey.value(event, scale) instanceof String text ? SurveyScale.of(text) : Optional.empty();
        return named.orElseGet(() -> usualScale(journey.text(event, survey)));
    }

    private SurveyScale usualScale(int kind) {
        if (kind == Property.NO_TEXT) {
            return STARS;
        }
        return kind == nps ? RECOMMENDATION : kind == ces ? EFFORT : STARS;
    }

    static OptionalDouble mean(long millionths, long answers) {
        return answers == 0 ? OptionalDouble.empty() : OptionalDouble.of(millionths / MILLIONTHS / answers);
    }
}
