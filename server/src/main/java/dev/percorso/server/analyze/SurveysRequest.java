package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.requirePresent;

import java.util.Optional;

/**
 * Asks how satisfied people say they are.
 *
 * @param kind whose figures are shown over time and by group; the one with most answers without it
 * @param survey only answers of this survey
 * @param touchpoint only answers about this touchpoint; an empty one is none
 * @param stage only answers of people who were in this stage; an empty one is none
 */
public record SurveysRequest(
        Scope scope,
        Interval interval,
        Optional<SurveyKind> kind,
        Optional<String> survey,
        Optional<String> touchpoint,
        Optional<String> stage) {
    public SurveysRequest {
        requirePresent(scope, "scope");
        interval = interval == null ? Interval.WEEK : interval;
        kind = kind == null ? Optional.empty() : kind;
        survey = survey == null ? Optional.empty() : survey;
        touchpoint = touchpoint == null ? Optional.empty() : touchpoint;
        stage = stage == null ? Optional.empty() : stage;
    }

    boolean takes(SurveyAnswer answer) {
        return survey.map(answer.survey()::equals).orElse(true)
                && touchpoint.map(answer.touchpoint()::equals).orElse(true)
                && stage.map(answer.stage()::equals).orElse(true);
    }
}
