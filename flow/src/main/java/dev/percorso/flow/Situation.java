package dev.percorso.flow;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * What a decision depends on besides the state and the input.
 *
 * @param now the server's clock
 * @param facts about the person of the run, with the input already taken into account
 * @param paused whether the flow holds everybody where they are
 * @param winners the ways that won experiments of the flow, by step
 * @param heldOut whether the person is among those who receive nothing from any flow that advertises
 */
public record Situation(Instant now, Facts facts, boolean paused, boolean heldOut, Map<String, String> winners) {
    public Situation {
        requireNonNull(now);
        requireNonNull(facts);
        winners = Map.copyOf(winners);
    }

    /** A situation in a flow that is not paused. */
    public static Situation of(Instant now, Facts facts) {
        return new Situation(now, facts, false);
    }

    /** The situation of somebody who is not held out. */
    public Situation(Instant now, Facts facts, boolean paused) {
        this(now, facts, paused, false, Map.of());
    }
}
