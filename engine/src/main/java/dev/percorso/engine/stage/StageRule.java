package dev.percorso.engine.stage;

import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.Optional;

/**
 * What an event must be to admit a person to a stage: the {@code times}-th match or any later one, counting only
 * matches not older than {@code within} at the event (inclusive), if that is given.
 *
 * @param kind from where the rule admits
 * @param match the events
 * @param times 1 to 10,000
 * @param within how far back matches count
 */
public record StageRule(RuleKind kind, EventMatch match, int times, Optional<Duration> within) {

    private static final int LARGEST_TIMES = 10_000;

    public StageRule {
        if (times < 1 || times > LARGEST_TIMES) {
            throw new IllegalArgumentException("a rule needs 1 to " + LARGEST_TIMES + " events, got " + times);
        }
        if (within.isPresent() && within.get().isNegative()) {
            throw new IllegalArgumentException("a rule cannot look back over " + within.get());
        }
    }

    /** Any matching event admits from anywhere the model allows. */
    public static StageRule enter(EventMatch match) {
        return new StageRule(RuleKind.ENTER, match, 1, Optional.empty());
    }

    /** Any matching event admits from a lower stage. */
    public static StageRule advance(EventMatch match) {
        return new StageRule(RuleKind.ADVANCE, match, 1, Optional.empty());
    }

    /** Any matching event admits from a higher stage. */
    public static StageRule regress(EventMatch match) {
        return new StageRule(RuleKind.REGRESS, match, 1, Optional.empty());
    }

    /** This rule from the given number of events on. */
    public StageRule fromTimes(int number) {
        return new StageRule(kind, match, number, within);
    }

    /** This rule counting only events of the last while. */
    public StageRule within(Duration period) {
        return new StageRule(kind, match, times, Optional.of(period));
    }
}
