package dev.percorso.server.map;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.EventMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A drawn journey: stages × lanes with cards, and a curve of emotions.
 *
 * @param persona id of the persona whose journey it is; everyone without one
 * @param goal the event at which the journey has reached its aim; the workspace's conversion event without one
 * @param caseGapDays a journey is cut into cases by inactivity this long
 * @param cards in order inside their cell
 */
public record JourneyMapContent(
        String name,
        Optional<String> description,
        Optional<Kind> kind,
        Optional<String> persona,
        Optional<EventMatch> goal,
        Optional<Integer> caseGapDays,
        List<MapStage> stages,
        List<MapLane> lanes,
        List<MapCard> cards,
        List<EmotionPoint> emotions) {
    private static final int DEFAULT_GAP_DAYS = 90;
    private static final int MOST_CARDS = 2_000;
    private static final double STRONGEST_EMOTION = 2;

    /** Whether the map shows how it is or how it should be. */
    public enum Kind {
        AS_IS,
        TO_BE
    }

    /** What stands in a row of the map. */
    public enum LaneKind {
        GOALS,
        ACTIONS,
        TOUCHPOINTS,
        EMOTIONS,
        THOUGHTS,
        PAINS,
        OPPORTUNITIES,
        CONTENT,
        KPIS,
        OWNER,
        BACKSTAGE
    }

    /** What conformance asks of a card. */
    public enum Step {
        MANDATORY,
        OPTIONAL,
        REPEATABLE,
        /** Not part of the model. */
        NONE
    }

    /** A column of the map. */
    public record MapStage(String id, String name, StageHue hue) {}

    /** A row of the map. */
    public record MapLane(String id, LaneKind kind, Optional<String> name) {}

    /**
     * A card.
     *
     * @param touchpoint id of a touchpoint, whose binding holds unless the card has its own
     * @param failure the event that tells that an attempt failed
     * @param severity of a pain point, 1 to 5
     */
    public record MapCard(
            String id,
            String stage,
            String lane,
            String title,
            Optional<String> text,
            Optional<String> touchpoint,
            Optional<EventMatch> binding,
            Optional<EventMatch> failure,
            Optional<Step> step,
            Optional<Integer> severity) {
        Step stepOrOptional() {
            return step.orElse(Step.OPTIONAL);
        }
    }

    /**
     * A point of the curve.
     *
     * @param position 0 to 1 across the stage
     * @param value −2 to +2
     */
    public record EmotionPoint(String id, String stage, double position, double value, Optional<String> note) {}

    public JourneyMapContent {
        require(DisplayName.isValid(name), "a map needs a name " + DisplayName.RULE);
        stages = stages == null ? List.of() : List.copyOf(stages);
        lanes = lanes == null ? List.of() : List.copyOf(lanes);
        cards = cards == null ? List.of() : List.copyOf(cards);
        emotions = emotions == null ? List.of() : List.copyOf(emotions);
        require(cards.size() <= MOST_CARDS, "a map has at most %d cards".formatted(MOST_CARDS));
        Set<String> stageIds = unique(stages.stream().map(MapStage::id).toList(), "stages");
        Set<String> laneIds = unique(lanes.stream().map(MapLane::id).toList(), "lanes");
        unique(cards.stream().map(MapCard::id).toList(), "cards");
        unique(emotions.stream().map(EmotionPoint::id).toList(), "points of the emotion curve");
        for (MapCard card : cards) {
            require(
                    stageIds.contains(card.stage()),
                    "the card '%s' stands in the stage '%s', which the map does not have"
                            .formatted(card.title(), card.stage()));
            require(
                    laneIds.contains(card.lane()),
                    "the card '%s' stands in the lane '%s', which the map does not have"
                            .formatted(card.title(), card.lane()));
        }
        for (EmotionPoint point : emotions) {
            require(
                    stageIds.contains(point.stage()),
                    "an emotion stands in the stage '%s', which the map does not have".formatted(point.stage()));
            require(
                    Math.abs(point.value()) <= STRONGEST_EMOTION && point.position() >= 0 && point.position() <= 1,
                    "an emotion has a value from -2 to 2 and a position from 0 to 1");
        }
    }

    private static Set<String> unique(List<String> ids, String what) {
        Set<String> seen = new HashSet<>();
        for (String id : ids) {
            require(id != null && !id.isBlank(), "each of the %s needs an id".formatted(what));
            require(seen.add(id), "two %s have the id '%s'; each needs its own".formatted(what, id));
        }
        return seen;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    int gapDays() {
        return caseGapDays.orElse(DEFAULT_GAP_DAYS);
    }

    int stageIndex(String id) {
        return stages.stream().map(MapStage::id).toList().indexOf(id);
    }

    /** The cards by stage, inside a stage in their order. */
    List<MapCard> cardsInOrder() {
        return stages.stream()
                .flatMap(stage -> cards.stream().filter(card -> card.stage().equals(stage.id())))
                .collect(Collectors.toList());
    }
}
