package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.EventMatch;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A drawn journey: stages × lanes with cards, and a curve of emotions.
 *
 * @param persona id of the persona whose journey it is; everyone without one
 * @param goal the event at which the journey has reached its aim; the workspace's conversion event without one
 * @param caseGapDays a journey is cut into cases by inactivity this long
 * @param cards in order inside their cell
 * @param rules how journeys are cut and what else is in order; the order of the cards alone without them
 * @param flows steps of flows that stand for cards
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
        List<EmotionPoint> emotions,
        Optional<MapRules> rules,
        List<FlowLink> flows) {
    private static final int DEFAULT_GAP_DAYS = 90;
    private static final int MOST_CARDS = 2_000;
    private static final double STRONGEST_EMOTION = 2;
    private static final int NARROWEST = 120;
    private static final int LOWEST = 32;
    private static final int WIDEST = 1_200;
    private static final int LONGEST_LINK = 1_000;

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
        FRONTSTAGE,
        BACKSTAGE,
        /** Free text and images. */
        NOTES
    }

    /** What conformance asks of a card. */
    public enum Step {
        MANDATORY,
        OPTIONAL,
        REPEATABLE,
        /** Not part of the model. */
        NONE
    }

    /**
     * A column of the map.
     *
     * @param width in pixels of the screen, if it is not the usual one
     */
    public record MapStage(String id, String name, StageHue hue, Optional<Integer> width) {
        public MapStage {
            width = width == null ? Optional.empty() : width;
            width.ifPresent(pixels -> require(
                    pixels >= NARROWEST && pixels <= WIDEST,
                    "a column is from %d to %d pixels wide".formatted(NARROWEST, WIDEST)));
        }

        public MapStage(String id, String name, StageHue hue) {
            this(id, name, hue, Optional.empty());
        }
    }

    /**
     * A row of the map.
     *
     * @param height in pixels of the screen, if it is not the usual one
     * @param collapsed whether only its name is shown
     */
    public record MapLane(
            String id, LaneKind kind, Optional<String> name, Optional<Integer> height, Optional<Boolean> collapsed) {
        public MapLane {
            name = name == null ? Optional.empty() : name;
            height = height == null ? Optional.empty() : height;
            collapsed = collapsed == null ? Optional.empty() : collapsed;
            height.ifPresent(pixels -> require(
                    pixels >= LOWEST && pixels <= WIDEST,
                    "a lane is from %d to %d pixels high".formatted(LOWEST, WIDEST)));
        }

        public MapLane(String id, LaneKind kind, Optional<String> name) {
            this(id, kind, name, Optional.empty(), Optional.empty());
        }
    }

    /** What shows that a pain is real: an address in the web, or a page of this workspace that begins with a slash. */
    public record Evidence(String url, Optional<String> label) {
        public Evidence {
            label = label == null ? Optional.empty() : label;
            require(
                    url != null && url.length() <= LONGEST_LINK && url.matches("(https?://|/(?!/))\\S*"),
                    "evidence is a link that begins with https://, http:// or /");
        }
    }

    /** A way on from a card to another one, which may lie before it. */
    public record Next(String card, Optional<String> label) {
        public Next {
            label = label == null ? Optional.empty() : label;
        }
    }

    /** Where an opportunity stands. */
    public enum OpportunityStatus {
        IDEA,
        PLANNED,
        DOING,
        DONE,
        DROPPED
    }

    /** What an opportunity is worth to customers and to the business, and what it costs: each from 1 to 5. */
    public record Opportunity(
            Optional<Integer> customerValue,
            Optional<Integer> businessValue,
            Optional<Integer> effort,
            Optional<OpportunityStatus> status,
            Optional<String> owner) {
        public Opportunity {
            customerValue = scored("customerValue", customerValue);
            businessValue = scored("businessValue", businessValue);
            effort = scored("effort", effort);
            status = status == null ? Optional.empty() : status;
            owner = owner == null ? Optional.empty() : owner;
        }

        private static Optional<Integer> scored(String field, Optional<Integer> value) {
            Optional<Integer> score = value == null ? Optional.empty() : value;
            score.ifPresent(points -> require(points >= 1 && points <= 5, "'%s' must be from 1 to 5".formatted(field)));
            return score;
        }
    }

    /** What a content is for. */
    public enum ContentPurpose {
        EDUCATE,
        COMPARE,
        CONVERT
    }

    /**
     * A card.
     *
     * @param touchpoint id of a touchpoint, whose binding holds unless the card has its own
     * @param failure the event that tells that an attempt failed
     * @param severity of a pain point, 1 to 5
     * @param evidence of a pain point
     * @param opportunity its scores, of an opportunity
     * @param purpose of a content
     * @param next where people go from here, if it is not the next card
     * @param submap id of the map that shows this card in detail
     * @param image id of an image
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
            Optional<Integer> severity,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Evidence> evidence,
            Optional<Opportunity> opportunity,
            Optional<ContentPurpose> purpose,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Next> next,
            Optional<String> submap,
            Optional<String> image) {
        public MapCard {
            evidence = evidence == null ? List.of() : List.copyOf(evidence);
            opportunity = opportunity == null ? Optional.empty() : opportunity;
            purpose = purpose == null ? Optional.empty() : purpose;
            next = next == null ? List.of() : List.copyOf(next);
            submap = submap == null ? Optional.empty() : submap;
            image = image == null ? Optional.empty() : image;
        }

        /** A card with nothing but what it is and how it is measured. */
        public MapCard(
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
            this(
                    id,
                    stage,
                    lane,
                    title,
                    text,
                    touchpoint,
                    binding,
                    failure,
                    step,
                    severity,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }

        MapCard at(Optional<String> otherTouchpoint) {
            return new MapCard(
                    id,
                    stage,
                    lane,
                    title,
                    text,
                    otherTouchpoint,
                    binding,
                    failure,
                    step,
                    severity,
                    evidence,
                    opportunity,
                    purpose,
                    next,
                    submap,
                    image);
        }

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

    /**
     * A step of a flow that stands for a card: its counts are shown there. Flows, steps and cards may be gone.
     *
     * @param flow id of the flow
     * @param card id of the card
     * @param step id of the flow's step
     */
    public record FlowLink(String flow, String card, String step) {}

    public JourneyMapContent {
        require(DisplayName.isValid(name), "a map needs a name " + DisplayName.RULE);
        stages = stages == null ? List.of() : List.copyOf(stages);
        lanes = lanes == null ? List.of() : List.copyOf(lanes);
        cards = cards == null ? List.of() : List.copyOf(cards);
        emotions = emotions == null ? List.of() : List.copyOf(emotions);
        flows = flows == null ? List.of() : List.copyOf(flows);
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

    /** The same map with other references to its persona and touchpoints; a reference that becomes empty goes away. */
    JourneyMapContent referring(
            Function<String, Optional<String>> personaOf, Function<String, Optional<String>> touchpointOf) {
        return new JourneyMapContent(
                name,
                description,
                kind,
                persona.flatMap(personaOf),
                goal,
                caseGapDays,
                stages,
                lanes,
                cards.stream()
                        .map(card -> card.at(card.touchpoint().flatMap(touchpointOf)))
                        .toList(),
                emotions,
                rules,
                flows);
    }

    int gapDays() {
        return caseGapDays.orElse(DEFAULT_GAP_DAYS);
    }

    /** Which column a stage is; −1 for none. */
    public int stageIndex(String id) {
        return stages.stream().map(MapStage::id).toList().indexOf(id);
    }

    /** The cards by stage, inside a stage in their order. */
    List<MapCard> cardsInOrder() {
        return stages.stream()
                .flatMap(stage -> cards.stream().filter(card -> card.stage().equals(stage.id())))
                .collect(Collectors.toList());
    }
}
