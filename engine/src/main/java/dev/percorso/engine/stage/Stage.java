package dev.percorso.engine.stage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One phase of the relationship; see {@link StageModel} for what the rules mean.
 *
 * @param name not blank; an id will do
 * @param rules any of these admits a person
 * @param pausesAfter without an event for longer than this, a person leaves the stage for none
 */
public record Stage(String name, List<StageRule> rules, Optional<Duration> pausesAfter) {

    public Stage {
        rules = List.copyOf(rules);
        if (name.isBlank()) {
            throw new IllegalArgumentException("a stage needs a name");
        }
        if (pausesAfter.isPresent()
                && (pausesAfter.get().isNegative() || pausesAfter.get().isZero())) {
            throw new IllegalArgumentException(
                    "stage " + name + " can only pause after a positive time, got " + pausesAfter.get());
        }
    }

    /** A stage nobody leaves by inactivity. */
    public static Stage of(String name, StageRule... rules) {
        return new Stage(name, List.of(rules), Optional.empty());
    }

    /** This stage, left after so long without an event. */
    public Stage pausingAfter(Duration inactivity) {
        return new Stage(name, rules, Optional.of(inactivity));
    }
}
