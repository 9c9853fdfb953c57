package dev.percorso.server.orchestrate;

import dev.percorso.engine.stat.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment says so far.
 *
 * @param within days in which a success counts
 * @param minimum people for each way before anything is decided
 * @param tooRecent people whose days are not over
 * @param sampleRatio probability that chance alone spread people so unevenly; below 0.001 nothing can be trusted
 * @param leading the way with the highest share, once there are people
 * @param decision what later people get, once it was decided
 */
record ExperimentResult(
        double within,
        int minimum,
        boolean takesWinner,
        List<Variant> variants,
        long tooRecent,
        Optional<Double> sampleRatio,
        Optional<String> leading,
        List<GuardState> guards,
        Verdict verdict,
        Optional<Decision> decision) {

    /**
     * One way.
     *
     * @param exposed everybody whom chance sent there
     * @param people of them, those whose days are over
     * @param share of successes with its 95 % interval
     * @param best probability that its share is the highest
     * @param comparison with the first way; absent for that one and without people
     */
    record Variant(
            String name,
            long exposed,
            long people,
            long converted,
            Interval share,
            double best,
            Optional<Comparison> comparison) {}

    /**
     * With the first way.
     *
     * @param p of the two-proportion z test, for one look at a time fixed before
     * @param difference of the shares, with an interval that may be looked at at any time
     */
    record Comparison(double p, Interval difference) {}

    /**
     * A guard, for the leading way against the first.
     *
     * @param guard its number, from 0
     * @param margin by how much the share may rise
     */
    record GuardState(int guard, double margin, Interval first, Interval leading, Interval rise, Holding holding) {}

    /** Whether a guard holds. */
    enum Holding {
        /** A rise above the margin can be excluded. */
        HOLDS,
        /** Not known yet. */
        OPEN,
        /** It rises by more than the margin. */
        BROKEN
    }

    /** What can be said. */
    enum Verdict {
        /** A way has fewer people than the minimum. */
        COLLECTING,
        /** People were not spread as they should have been. */
        SAMPLE_RATIO,
        /** The leading way cannot be told from another. */
        UNCLEAR,
        /** The leading way is better, but a guard does not hold. */
        GUARDED,
        /** The leading way is better than every other, and every guard holds. */
        WINNER
    }

    /** What won, when and with which figures. */
    record Decision(String winner, Instant at, List<Variant> variants) {}
}
