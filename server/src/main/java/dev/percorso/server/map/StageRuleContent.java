package dev.percorso.server.map;

import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.stage.RuleKind;
import dev.percorso.engine.stage.StageRule;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What brings a person into a stage: an event, a condition that holds when an event comes, or both.
 *
 * @param on the events at which the rule is looked at; all without it
 * @param condition as in segments, but without stages
 */
public record StageRuleContent(Kind kind, Optional<EventMatch> on, Optional<JsonNode> condition) {

    /** From where the rule brings people in. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        /** From no stage and from earlier ones, and from later ones where the model lets people go back. */
        ENTER,
        /** From earlier stages only. */
        ADVANCE,
        /** From later stages only. */
        REGRESS
    }

    public StageRuleContent {
        kind = kind == null ? Kind.ENTER : kind;
        on = on == null ? Optional.empty() : on;
        condition = condition == null ? Optional.empty() : condition.filter(given -> !given.isNull());
        if (on.isEmpty() && condition.isEmpty()) {
            throw new IllegalArgumentException(
                    "a rule of a stage needs an event 'on' which it acts, a 'condition', or both");
        }
    }

    static StageRuleContent enter(EventMatch on) {
        return new StageRuleContent(Kind.ENTER, Optional.of(on), Optional.empty());
    }

    StageRule forEngine(Function<JsonNode, Condition> translate) {
        return new StageRule(
                switch (kind) {
                    case ENTER -> RuleKind.ENTER;
                    case ADVANCE -> RuleKind.ADVANCE;
                    case REGRESS -> RuleKind.REGRESS;
                },
                on.map(Matches::of).orElseGet(dev.percorso.engine.match.EventMatch::any),
                condition.map(translate).orElseGet(() -> new Condition.All(List.of())));
    }
}
