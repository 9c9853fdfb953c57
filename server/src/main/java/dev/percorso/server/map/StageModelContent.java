package dev.percorso.server.map;

import dev.percorso.engine.stage.Stage;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageRule;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The phases of the relationship with a customer and what brings a person into each.
 *
 * @param regress whether an earlier stage may follow a later one; yes unless set
 */
public record StageModelContent(List<StageContent> stages, Optional<Boolean> regress) {
    private static final int FEWEST = 2;
    private static final int MOST = 12;

    /**
     * One phase.
     *
     * @param enter any of these events brings a person in
     * @param exitAfterDays without an event for so long a person is in no stage
     */
    public record StageContent(
            String id, String name, StageHue hue, List<EventMatch> enter, Optional<Integer> exitAfterDays) {
        public StageContent {
            require(id != null && !id.isBlank(), "a stage needs an 'id'");
            require(DisplayName.isValid(name), "the stage '%s' needs a name %s".formatted(id, DisplayName.RULE));
            require(hue != null, "the stage '%s' needs a 'hue', e.g. purchase".formatted(name));
            enter = enter == null ? List.of() : List.copyOf(enter);
            exitAfterDays = exitAfterDays == null ? Optional.empty() : exitAfterDays;
            require(
                    exitAfterDays.orElse(1) >= 1,
                    "'exitAfterDays' of the stage '%s' must be 1 or more".formatted(name));
        }
    }

    public StageModelContent {
        stages = stages == null ? List.of() : List.copyOf(stages);
        regress = regress == null ? Optional.empty() : regress;
        require(
                stages.size() >= FEWEST && stages.size() <= MOST,
                "a stage model has %d to %d stages, not %d".formatted(FEWEST, MOST, stages.size()));
        Set<String> ids = new HashSet<>();
        for (StageContent stage : stages) {
            require(ids.add(stage.id()), "two stages have the id '%s'; each needs its own".formatted(stage.id()));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** What a workspace has until somebody sets its own: five stages, entered by the usual events of a web shop. */
    static StageModelContent byDefault() {
        return new StageModelContent(
                List.of(
                        stage("awareness", "Awareness", StageHue.AWARENESS, "Page Viewed"),
                        stage(
                                "consideration",
                                "Consideration",
                                StageHue.CONSIDERATION,
                                "Product Viewed",
                                "Product Added"),
                        stage("purchase", "Purchase", StageHue.PURCHASE, "Checkout Started", "Order Completed"),
                        stage("retention", "Retention", StageHue.RETENTION, "Order Repeated"),
                        stage("advocacy", "Advocacy", StageHue.ADVOCACY, "Review Written", "Referral Shared")),
                Optional.of(false));
    }

    private static StageContent stage(String id, String name, StageHue hue, String... events) {
        List<EventMatch> enter = List.of(events).stream().map(EventMatch::of).toList();
        return new StageContent(id, name, hue, enter, Optional.empty());
    }

    /** The model as the engine replays it. */
    StageModel forEngine() {
        List<Stage> engineStages = stages.stream()
                .map(stage -> new Stage(
                        stage.id(),
                        stage.enter().stream()
                                .map(match -> StageRule.enter(Matches.of(match)))
                                .toList(),
                        stage.exitAfterDays().map(Duration::ofDays)))
                .toList();
        return new StageModel(engineStages, regress.orElse(true));
    }
}
