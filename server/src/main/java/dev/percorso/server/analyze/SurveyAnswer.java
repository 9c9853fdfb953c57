package dev.percorso.server.analyze;

import java.util.OptionalDouble;

/**
 * One answered question, or a review.
 *
 * @param event arrival number
 * @param score empty where there are only words
 * @param survey name of the survey, empty without one
 * @param touchpoint empty without one
 * @param stage in which the person was when answering, empty for none
 * @param text empty without words
 */
record SurveyAnswer(
        long event,
        int person,
        long time,
        SurveyKind kind,
        OptionalDouble score,
        SurveyScale scale,
        String survey,
        String touchpoint,
        String stage,
        String text) {}
