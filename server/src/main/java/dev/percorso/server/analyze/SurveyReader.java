package dev.percorso.server.analyze;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stage.StageHistory;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageMove;
import dev.percorso.engine.stage.StageReplay;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.PropertyCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Reads the answers out of journeys: events {@value SurveyScale#ANSWERED} with {@code survey}, {@code kind}, {@code score},
 * {@code scale}, {@code text} and {@code touchpoint}, and {@value #REVIEW} with {@code rating}, {@code title} and
 * {@code text}. A score outside of its scale is no answer.
 */
final class SurveyReader {
    static final String REVIEW = "Review Written";

    private final EventMatcher answered;
    private final EventMatcher reviewed;
    private final Property survey;
    private final Property kind;
    private final Property score;
    private final Property scale;
    private final Property text;
    private final Property title;
    private final Property rating;
    private final Property product;
    private final Property touchpoint;
    private final Optional<StageReplay> stages;
    private final Instant now;

    /** @param where only events for which all of these hold */
    SurveyReader(Snapshot snapshot, Optional<StageModel> stages, List<PropertyCondition> where, Instant now) {
        this.answered = new EventMatcher(Matches.of(EventMatch.of(SurveyScale.ANSWERED), where), snapshot);
        this.reviewed = new EventMatcher(Matches.of(EventMatch.of(REVIEW), where), snapshot);
        this.survey = snapshot.property("survey");
        this.kind = snapshot.property("kind");
        this.score = snapshot.property(SurveyScale.SCORE);
        this.scale = snapshot.property(SurveyScale.PROPERTY);
        this.text = snapshot.property("text");
        this.title = snapshot.property("title");
        this.rating = snapshot.property("rating");
        this.product = snapshot.property("product");
        this.touchpoint = snapshot.property("touchpoint");
        this.stages = stages.map(model -> new StageReplay(snapshot, model));
        this.now = now;
    }

    /** Gives every answer of a journey from an instant, included, to another, excluded. */
    void read(Journey journey, long from, long to, Consumer<SurveyAnswer> found) {
        int end = journey.indexAfter(to - 1);
        Optional<StageHistory> history = Optional.empty();
        for (int event = journey.indexAfter(from - 1); event < end; event++) {
            boolean isReview = reviewed.matches(journey, event);
            if (!isReview && !answered.matches(journey, event)) {
                continue;
            }
            if (history.isEmpty()) {
                history = Optional.of(stages.map(replay -> replay.history(journey, now))
                        .orElseGet(() -> new StageHistory(List.of())));
            }
            String stage = stageAt(history.get(), journey.time(event));
            (isReview ? review(journey, event, stage) : answer(journey, event, stage)).ifPresent(found);
        }
    }

    private Optional<SurveyAnswer> answer(Journey journey, int event, String stage) {
        String name = text(journey, event, survey);
        double given = journey.number(event, score);
        SurveyKind asked = SurveyKind.of(text(journey, event, kind))
                .or(() -> SurveyKind.of(name))
                .orElse(Double.isNaN(given) ? SurveyKind.TEXT : SurveyKind.CSAT);
        SurveyScale range = SurveyScale.of(text(journey, event, scale)).orElse(asked.scale());
        return answer(journey, event, stage, asked, given, range, name, text(journey, event, text));
    }

    private Optional<SurveyAnswer> review(Journey journey, int event, String stage) {
        String words = List.of(text(journey, event, title), text(journey, event, text)).stream()
                .filter(part -> !part.isBlank())
                .distinct()
                .reduce((first, second) -> first + ". " + second)
                .orElse("");
        return answer(
                journey,
                event,
                stage,
                SurveyKind.REVIEW,
                journey.number(event, rating),
                SurveyKind.REVIEW.scale(),
                text(journey, event, product),
                words);
    }

    private Optional<SurveyAnswer> answer(
            Journey journey,
            int event,
            String stage,
            SurveyKind asked,
            double given,
            SurveyScale range,
            String name,
            String words) {
        boolean isNumber = !Double.isNaN(given) && asked != SurveyKind.TEXT;
        if (isNumber ? !range.holds(given) : words.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new SurveyAnswer(
                journey.sequence(event),
                journey.person(),
                journey.time(event),
                asked,
                isNumber ? OptionalDouble.of(given) : OptionalDouble.empty(),
                range,
                name,
                text(journey, event, touchpoint),
                stage,
                words));
    }

    private static String text(Journey journey, int event, Property property) {
        return journey.value(event, property) instanceof String value ? value : "";
    }

    private String stageAt(StageHistory history, long time) {
        int place = StageModel.NONE;
        for (StageMove move : history.moves()) {
            if (move.timeMillis() > time) {
                break;
            }
            place = move.to();
        }
        int found = place;
        return place == StageModel.NONE
                ? ""
                : stages.map(replay -> replay.model().stages().get(found).name())
                        .orElse("");
    }
}
