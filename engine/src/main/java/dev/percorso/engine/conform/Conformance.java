package dev.percorso.engine.conform;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Checks a log against a map: one alignment per variant, weighted by its cases.
 *
 * <p>Fitness after A. Adriansyah, <i>Aligning Observed and Modeled Behavior</i> (2014), ch. 5; precision by escaping
 * edges after J. Muñoz-Gama and J. Carmona, <i>A Fresh Look at Precision in Process Conformance</i> (2010), on the
 * prefixes of aligned runs, with the end of a run as one more edge.
 */
public final class Conformance {

    private static final int VARIANTS_PER_PART = 4096;
    private static final int MOST_PARTS = 8;

    private Conformance() {}

    /** The report; variants are aligned on all cores of the common pool, with the same result on any number. */
    public static ConformanceReport check(MapModel model, TraceLog log) {
        return check(model, log, Set.of());
    }

    /**
     * The report with an allow-list: alignments are the same, but the moves of an allowed deviation cost nothing. It is
     * still among the deviations; precision and coverage do not change.
     */
    public static ConformanceReport check(MapModel model, TraceLog log, Set<Deviation> allowed) {
        Automaton automaton = new Automaton(model);
        int largest = Math.max(
                log.largestSymbol(),
                model.steps().stream().mapToInt(MapStep::symbol).max().orElseThrow());
        int parts = Math.min(MOST_PARTS, Math.ceilDiv(log.variants(), VARIANTS_PER_PART));
        int each = parts == 0 ? 0 : Math.ceilDiv(log.variants(), parts);
        int[] costs = new int[log.variants()];
        List<Part> done = IntStream.range(0, parts)
                .parallel()
                .mapToObj(part -> new Part(automaton, largest, allowed)
                        .align(
                                log,
                                costs,
                                Math.min(log.variants(), part * each),
                                Math.min(log.variants(), (part + 1) * each)))
                .toList();
        Part whole = new Part(automaton, largest, allowed);
        done.forEach(whole::merge);
        RunList[] runs = done.stream().map(part -> part.runs).toArray(RunList[]::new);
        return whole.report(log, costs, RunList.precision(runs, automaton));
    }

    private static final class Part {
        private final Automaton automaton;
        private final DeviationTally tally;
        private final RunList runs = new RunList();
        private final long[] casesByStep;

        Part(Automaton automaton, int largestSymbol, Set<Deviation> allowed) {
            this.automaton = automaton;
            this.tally = new DeviationTally(automaton, largestSymbol, allowed);
            this.casesByStep = new long[automaton.steps];
        }

        Part align(TraceLog log, int[] costs, int from, int to) {
            Aligner aligner = new Aligner(automaton);
            int[] lastSeen = new int[automaton.steps];
            Arrays.fill(lastSeen, -1);
            for (int variant = from; variant < to; variant++) {
                int cases = log.cases(variant);
                aligner.align(log.symbols, log.offsets[variant], log.length(variant));
                costs[variant] = aligner.cost();
                runs.add(aligner, cases);
                if (aligner.cost() > 0) {
                    costs[variant] -= tally.add(aligner, log.symbols, log.offsets[variant], variant, cases);
                }
                countSteps(aligner, lastSeen, variant, cases);
            }
            runs.sort(automaton);
            return this;
        }

        private void countSteps(Aligner aligner, int[] lastSeen, int variant, int cases) {
            for (int move = 0; move < aligner.moves(); move++) {
                if (!aligner.isMissing(move) && !aligner.isAdHoc(move) && lastSeen[aligner.step(move)] != variant) {
                    lastSeen[aligner.step(move)] = variant;
                    casesByStep[aligner.step(move)] += cases;
                }
            }
        }

        void merge(Part later) {
            tally.merge(later.tally);
            for (int step = 0; step < casesByStep.length; step++) {
                casesByStep[step] += later.casesByStep[step];
            }
        }

        ConformanceReport report(TraceLog log, int[] costs, double precision) {
            int shortest = automaton.shortestRun();
            double cost = 0;
            double worst = 0;
            double fitness = 0;
            long perfect = 0;
            for (int variant = 0; variant < costs.length; variant++) {
                double cases = log.cases(variant);
                int worstHere = log.length(variant) + shortest;
                cost += cases * costs[variant];
                worst += cases * worstHere;
                fitness += worstHere == 0 ? cases : cases * (1 - (double) costs[variant] / worstHere);
                perfect += costs[variant] == 0 ? log.cases(variant) : 0;
            }
            double all = log.cases();
            ConformanceReport.Measures measures = new ConformanceReport.Measures(
                    worst == 0 ? 1 : 1 - cost / worst,
                    all == 0 ? 1 : fitness / all,
                    all == 0 ? 1 : perfect / all,
                    precision,
                    coverage(log));
            return new ConformanceReport(log, measures, costs, shortest, casesByStep, tally.counts());
        }

        private Coverage coverage(TraceLog log) {
            boolean[] observed = new boolean[automaton.steps];
            for (int symbol : log.symbols) {
                for (int step : automaton.stepsOf(symbol)) {
                    observed[step] = true;
                }
            }
            int steps = (int) IntStream.range(0, observed.length)
                    .filter(step -> observed[step])
                    .count();
            return new Coverage(log.boundEvents(), log.events(), steps, automaton.steps);
        }
    }
}
