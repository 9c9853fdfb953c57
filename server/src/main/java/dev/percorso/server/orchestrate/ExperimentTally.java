package dev.percorso.server.orchestrate;

import dev.percorso.engine.stat.BetaBinomial;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import dev.percorso.engine.stat.SampleRatio;
import dev.percorso.engine.stat.TwoProportions;
import dev.percorso.engine.stat.Wilson;
import dev.percorso.flow.Step;
import dev.percorso.server.orchestrate.ExperimentResult.Comparison;
import dev.percorso.server.orchestrate.ExperimentResult.GuardState;
import dev.percorso.server.orchestrate.ExperimentResult.Holding;
import dev.percorso.server.orchestrate.ExperimentResult.Variant;
import dev.percorso.server.orchestrate.ExperimentResult.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts of an experiment by way, and what follows from them. */
final class ExperimentTally {
    private static final double CONFIDENCE = 0.95;
    private static final double MISMATCH = 0.001;

    private final Step.Experiment experiment;
    private final long[] exposed;
    private final double[] expected;
    private final long[] people;
    private final long[] converted;
    private final long[][] guarded;
    private long tooRecent;

    ExperimentTally(Step.Experiment experiment) {
        int variants = experiment.shares().size();
        this.experiment = experiment;
        this.exposed = new long[variants];
        this.expected = new double[variants];
        this.people = new long[variants];
        this.converted = new long[variants];
        this.guarded = new long[experiment.guards().size()][variants];
    }

    /** The number of a way, or -1. */
    int place(String variant) {
        for (int place = 0; place < exposed.length; place++) {
            if (experiment.shares().get(place).label().equals(variant)) {
                return place;
            }
        }
        return -1;
    }

    /** @param shares those of the version on which the person came */
    void expose(int variant, double[] shares) {
        exposed[variant]++;
        for (int place = 0; place < shares.length; place++) {
            expected[place] += shares[place];
        }
    }

    void tooRecent() {
        tooRecent++;
    }

    void measure(int variant, boolean success, boolean[] guards) {
        people[variant]++;
        converted[variant] += success ? 1 : 0;
        for (int guard = 0; guard < guards.length; guard++) {
            guarded[guard][variant] += guards[guard] ? 1 : 0;
        }
    }

    ExperimentResult result(Optional<ExperimentResult.Decision> decision) {
        Optional<Integer> leading = leading();
        Optional<Double> ratio = Arrays.stream(exposed).sum() == 0
                ? Optional.empty()
                : Optional.of(SampleRatio.probability(exposed, expected));
        List<GuardState> guards = leading.filter(place -> place > 0 && people[0] > 0)
                .map(this::guards)
                .orElse(List.of());
        return new ExperimentResult(
                experiment.within().toMinutes() / (24.0 * 60),
                experiment.minimum(),
                experiment.takesWinner(),
                variants(),
                tooRecent,
                ratio,
                leading.map(this::name),
                guards,
                verdict(leading, ratio, guards),
                decision);
    }

    private String name(int place) {
        return experiment.shares().get(place).label();
    }

    private List<Variant> variants() {
        double[] best = BetaBinomial.best(converted, people);
        List<Variant> variants = new ArrayList<>();
        for (int place = 0; place < people.length; place++) {
            boolean compared = place > 0 && people[place] > 0 && people[0] > 0;
            variants.add(new Variant(
                    name(place),
                    exposed[place],
                    people[place],
                    converted[place],
                    Wilson.interval(converted[place], people[place], CONFIDENCE),
                    best[place],
                    compared ? Optional.of(compared(place)) : Optional.empty()));
        }
        return variants;
    }

    private Comparison compared(int place) {
        return new Comparison(
                TwoProportions.zTest(converted[place], people[place], converted[0], people[0])
                        .p(),
                sequential(place, 0, CONFIDENCE));
    }

    private Interval sequential(int one, int other, double confidence) {
        return TwoProportions.sequential(
                converted[one], people[one], converted[other], people[other], experiment.minimum(), confidence);
    }

    private Optional<Integer> leading() {
        Optional<Integer> leading = Optional.empty();
        for (int place = 0; place < people.length; place++) {
            if (people[place] > 0 && (leading.isEmpty() || share(place) > share(leading.get()))) {
                leading = Optional.of(place);
            }
        }
        return leading;
    }

    private double share(int place) {
        return (double) converted[place] / people[place];
    }

    private List<GuardState> guards(int leading) {
        List<GuardState> states = new ArrayList<>();
        for (int guard = 0; guard < guarded.length; guard++) {
            long[] happened = guarded[guard];
            double margin = experiment.guards().get(guard).margin() / (double) Step.WHOLE;
            Interval rise = Newcombe.difference(happened[leading], people[leading], happened[0], people[0], CONFIDENCE);
            Holding holding =
                    rise.high() <= margin ? Holding.HOLDS : rise.low() > margin ? Holding.BROKEN : Holding.OPEN;
            states.add(new GuardState(
                    guard,
                    margin,
                    Wilson.interval(happened[0], people[0], CONFIDENCE),
                    Wilson.interval(happened[leading], people[leading], CONFIDENCE),
                    rise,
                    holding));
        }
        return states;
    }

    private Verdict verdict(Optional<Integer> leading, Optional<Double> ratio, List<GuardState> guards) {
        boolean tooFew = Arrays.stream(people).anyMatch(count -> count < experiment.minimum());
        if (leading.isEmpty() || tooFew) {
            return Verdict.COLLECTING;
        }
        if (ratio.filter(probability -> probability < MISMATCH).isPresent()) {
            return Verdict.SAMPLE_RATIO;
        }
        if (!beatsAll(leading.get())) {
            return Verdict.UNCLEAR;
        }
        return guards.stream().allMatch(state -> state.holding() == Holding.HOLDS) ? Verdict.WINNER : Verdict.GUARDED;
    }

    /** At any look, with the chance of error shared among all pairs, since any way may come to lead. */
    private boolean beatsAll(int leading) {
        int pairs = people.length * (people.length - 1) / 2;
        double confidence = 1 - (1 - CONFIDENCE) / pairs;
        for (int other = 0; other < people.length; other++) {
            if (other != leading && sequential(leading, other, confidence).low() <= 0) {
                return false;
            }
        }
        return true;
    }
}
