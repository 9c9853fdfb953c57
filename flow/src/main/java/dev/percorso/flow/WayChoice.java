package dev.percorso.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which way a person takes where a step offers several. */
final class WayChoice {
    private WayChoice() {}

    /** The step to which a way leads. */
    static String target(Step step, String outlet) {
        return step.paths().stream()
                .filter(path -> path.outlet().equals(outlet))
                .map(Step.Path::target)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("step " + step.id() + " has no way " + outlet));
    }

    /** The first way that lists the value, whatever its capitals; else the way for all others. */
    static String ofValue(Step.Switch choice, Optional<Object> value) {
        String text = value.map(PlainData::textOf).orElse("").strip();
        return choice.ways().stream()
                .filter(way ->
                        way.values().stream().anyMatch(listed -> listed.strip().equalsIgnoreCase(text)))
                .map(Step.Way::label)
                .findFirst()
                .orElse(Step.OTHERWISE);
    }

    /** By the hash of flow, step and person: the same one each time. */
    static String ofShares(String flow, String step, List<Step.Share> shares, String person) {
        int bucket = StableHash.bucket(Step.WHOLE, flow, step, person);
        int upTo = 0;
        for (Step.Share share : shares) {
            upTo += share.basisPoints();
            if (bucket < upTo) {
                return share.label();
            }
        }
        throw new IllegalStateException("the shares of " + step + " do not add up to the whole");
    }

    /**
     * A way of an experiment.
     *
     * @param isNew whether it is the first in the run
     * @param isByChance whether it is new, and not because the experiment is decided
     */
    record Variant(String label, boolean isNew, boolean isByChance) {}

    /** Who was here before in this run stays with what they got; after the decision, others get what won. */
    static Variant ofExperiment(Step.Experiment experiment, RunState state, Map<String, String> winners) {
        Optional<String> before = Optional.ofNullable(state.memory().chosen().get(experiment.id()))
                .filter(label -> isOffered(experiment, label));
        if (before.isPresent()) {
            return new Variant(before.get(), false, false);
        }
        return Optional.ofNullable(winners.get(experiment.id()))
                .filter(label -> experiment.takesWinner() && isOffered(experiment, label))
                .map(winner -> new Variant(winner, true, false))
                .orElseGet(() -> new Variant(
                        ofShares(state.flow(), experiment.id(), experiment.shares(), state.person()), true, true));
    }

    private static boolean isOffered(Step.Experiment experiment, String label) {
        return experiment.shares().stream().anyMatch(share -> share.label().equals(label));
    }
}
