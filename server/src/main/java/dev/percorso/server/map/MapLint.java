package dev.percorso.server.map;

import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapLane;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a map still lacks, and what to do next. */
final class MapLint {
    private static final int SERIOUS = 3;

    /** What is missing; the first ones keep the map from being compared with reality. */
    enum Code {
        NO_STAGE,
        TOUCHPOINT_WITHOUT_EVENT,
        STAGE_WITHOUT_TOUCHPOINT,
        STAGE_WITHOUT_EMOTION,
        STAGE_WITHOUT_CONTENT,
        STAGE_WITHOUT_KPI,
        PAIN_WITHOUT_SEVERITY,
        PAIN_WITHOUT_OPPORTUNITY,
        OPPORTUNITY_WITHOUT_SCORE,
        WAY_TO_NOWHERE,
        NO_PERSONA
    }

    /**
     * One thing to do.
     *
     * @param stage id of the stage that it is about
     * @param card id of the card that it is about
     * @param title name of that card or stage; empty for the map
     */
    record Finding(Code code, Optional<String> stage, Optional<String> card, String title) {}

    /**
     * @param findings what to do next, the most urgent first
     * @param checked how many things were looked at
     */
    record Checklist(List<Finding> findings, int checked) {}

    private final JourneyMapContent map;
    private final Set<String> boundTouchpoints;
    private final Map<String, LaneKind> kinds;
    private final List<Finding> findings = new ArrayList<>();
    private int checked;

    private MapLint(JourneyMapContent map, Set<String> boundTouchpoints) {
        this.map = map;
        this.boundTouchpoints = boundTouchpoints;
        this.kinds = map.lanes().stream().collect(Collectors.toMap(MapLane::id, MapLane::kind));
    }

    /** @param boundTouchpoints ids of the catalogue's touchpoints that events are bound to */
    static Checklist check(JourneyMapContent map, Set<String> boundTouchpoints) {
        MapLint lint = new MapLint(map, boundTouchpoints);
        lint.look(!map.stages().isEmpty(), Code.NO_STAGE, Optional.empty(), Optional.empty(), "");
        lint.look(map.persona().isPresent(), Code.NO_PERSONA, Optional.empty(), Optional.empty(), "");
        map.cards().forEach(lint::card);
        map.stages().forEach(lint::stage);
        lint.findings.sort(java.util.Comparator.comparing(Finding::code));
        return new Checklist(List.copyOf(lint.findings), lint.checked);
    }

    private void look(boolean fine, Code code, Optional<String> stage, Optional<String> card, String title) {
        checked++;
        if (!fine) {
            findings.add(new Finding(code, stage, card, title));
        }
    }

    private void about(boolean fine, Code code, MapCard card) {
        look(fine, code, Optional.of(card.stage()), Optional.of(card.id()), card.title());
    }

    private boolean is(MapCard card, LaneKind kind) {
        return kinds.get(card.lane()) == kind;
    }

    private void card(MapCard card) {
        if (is(card, LaneKind.TOUCHPOINTS)) {
            boolean bound = card.binding().isPresent()
                    || card.touchpoint().filter(boundTouchpoints::contains).isPresent();
            about(bound, Code.TOUCHPOINT_WITHOUT_EVENT, card);
        }
        if (is(card, LaneKind.PAINS)) {
            about(card.severity().isPresent(), Code.PAIN_WITHOUT_SEVERITY, card);
        }
        if (is(card, LaneKind.OPPORTUNITIES)) {
            boolean scored = card.opportunity()
                    .filter(known -> known.customerValue().isPresent()
                            && known.businessValue().isPresent()
                            && known.effort().isPresent())
                    .isPresent();
            about(scored, Code.OPPORTUNITY_WITHOUT_SCORE, card);
        }
        if (!card.next().isEmpty()) {
            boolean all = card.next().stream()
                    .allMatch(way ->
                            map.cards().stream().anyMatch(other -> other.id().equals(way.card())));
            about(all, Code.WAY_TO_NOWHERE, card);
        }
    }

    private void stage(MapStage stage) {
        look(has(stage, LaneKind.TOUCHPOINTS), Code.STAGE_WITHOUT_TOUCHPOINT, stage);
        look(has(stage, LaneKind.KPIS), Code.STAGE_WITHOUT_KPI, stage);
        look(has(stage, LaneKind.CONTENT), Code.STAGE_WITHOUT_CONTENT, stage);
        look(
                map.emotions().stream().anyMatch(point -> point.stage().equals(stage.id())),
                Code.STAGE_WITHOUT_EMOTION,
                stage);
        boolean painful = map.cards().stream()
                .anyMatch(card -> card.stage().equals(stage.id())
                        && is(card, LaneKind.PAINS)
                        && card.severity().filter(level -> level >= SERIOUS).isPresent());
        if (painful) {
            look(has(stage, LaneKind.OPPORTUNITIES), Code.PAIN_WITHOUT_OPPORTUNITY, stage);
        }
    }

    private void look(boolean fine, Code code, MapStage stage) {
        look(fine, code, Optional.of(stage.id()), Optional.empty(), stage.name());
    }

    private boolean has(MapStage stage, LaneKind kind) {
        return map.cards().stream().anyMatch(card -> card.stage().equals(stage.id()) && is(card, kind));
    }
}
