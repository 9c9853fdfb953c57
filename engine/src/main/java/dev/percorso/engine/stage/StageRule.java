package dev.percorso.engine.stage;

import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.segment.CountRange;
import dev.percorso.engine.segment.Period;
import java.time.Duration;
import java.util.List;

/**
 * What must be so for an event to admit a person to a stage: the event matches, and the condition holds as of it, that is,
 * of the journey that ends with this event. Traits and sets of persons are as they are now, for they have no past.
 *
 * @param kind from where the rule admits
 * @param on the events at which the rule is looked at; {@link EventMatch#any()} for all
 * @param when the condition
 */
public record StageRule(RuleKind kind, EventMatch on, Condition when) {

    private static final Condition ALWAYS = new Condition.All(List.of());

    /** Any matching event admits from anywhere the model allows. */
    public static StageRule enter(EventMatch on) {
        return new StageRule(RuleKind.ENTER, on, ALWAYS);
    }

    /** Any matching event admits from a lower stage. */
    public static StageRule advance(EventMatch on) {
        return new StageRule(RuleKind.ADVANCE, on, ALWAYS);
    }

    /** Any matching event admits from a higher stage. */
    public static StageRule regress(EventMatch on) {
        return new StageRule(RuleKind.REGRESS, on, ALWAYS);
    }

    /** Any event admits while the condition holds. */
    public static StageRule whenever(RuleKind kind, Condition when) {
        return new StageRule(kind, EventMatch.any(), when);
    }

    /** This rule from the given number of its events on. */
    public StageRule fromTimes(int number) {
        return new StageRule(kind, on, new Condition.Performed(on, CountRange.atLeast(number), new Period.Ever()));
    }

    /** This rule from the given number of its events on, counting those of the last while only. */
    public StageRule fromTimes(int number, Duration within) {
        return new StageRule(
                kind, on, new Condition.Performed(on, CountRange.atLeast(number), new Period.Within(within)));
    }

    /** Whether the condition holds whatever happens. */
    boolean isUnconditional() {
        return when instanceof Condition.All(List<Condition> conditions) && conditions.isEmpty();
    }
}
