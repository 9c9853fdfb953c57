package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.stage.Stage;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.segment.EventMatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The phases of the relationship with a customer and what brings a person into each.
 *
 * @param regress whether an earlier stage may follow a later one; yes unless set
 */
public record StageModelContent(List<StageContent> stages, Optional<Boolean> regress) {
    private static final int FEWEST = 2;
    private static final int MOST = 12;
    private static final int MOST_RULES = 50;

    /**
     * One phase.
     *
     * @param rules any of these brings a person in
     * @param enter the older way to say so: events of rules that enter; it is read, and becomes rules
     * @param exitAfterDays without an event for so long a person is in no stage
     */
    public record StageContent(
            String id,
            String name,
            StageHue hue,
            List<StageRuleContent> rules,

            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY)
            List<EventMatch> enter,

            Optional<Integer> exitAfterDays) {
        public StageContent {
            require(id != null && !id.isBlank(), "a stage needs an 'id'");
            require(DisplayName.isValid(name), "the stage '%s' needs a name %s".formatted(id, DisplayName.RULE));
            require(hue != null, "the stage '%s' needs a 'hue', e.g. purchase".formatted(name));
            List<EventMatch> older = enter == null ? List.of() : enter;
            rules = Stream.concat(
                            rules == null ? Stream.empty() : rules.stream(),
                            older.stream().map(StageRuleContent::enter))
                    .toList();
            enter = List.of();
            require(
                    rules.size() <= MOST_RULES,
                    "the stage '%s' has %d rules; at most %d can be kept apart"
                            .formatted(name, rules.size(), MOST_RULES));
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
        List<StageRuleContent> rules = Stream.of(events)
                .map(EventMatch::of)
                .map(StageRuleContent::enter)
                .toList();
        return new StageContent(id, name, hue, rules, List.of(), Optional.empty());
    }

    /** Every condition with a pointer to it. */
    Map<String, JsonNode> conditions() {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (int stage = 0; stage < stages.size(); stage++) {
            List<StageRuleContent> rules = stages.get(stage).rules();
            for (int rule = 0; rule < rules.size(); rule++) {
                String pointer = "/stages/%d/rules/%d/condition".formatted(stage, rule);
                rules.get(rule).condition().ifPresent(condition -> found.put(pointer, condition));
            }
        }
        return found;
    }

    /**
     * The model as the engine replays it.
     *
     * @param translate turns a condition into the engine's
     */
    StageModel forEngine(Function<JsonNode, Condition> translate) {
        List<Stage> engineStages = stages.stream()
                .map(stage -> new Stage(
                        stage.id(),
                        stage.rules().stream()
                                .map(rule -> rule.forEngine(translate))
                                .toList(),
                        stage.exitAfterDays().map(Duration::ofDays)))
                .toList();
        return new StageModel(engineStages, regress.orElse(true));
    }
}
