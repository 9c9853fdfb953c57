package dev.percorso.server.analyze;

import dev.percorso.engine.stat.Lift;
import dev.percorso.engine.together.Together;
import dev.percorso.server.analyze.TogetherResult.Pair;
import dev.percorso.server.analyze.TogetherResult.Value;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Values of a property that the same people have: articles bought together, pages seen by the same visitors. */
final class TogetherReport {
    private static final int PAIRS = 50;
    private static final double CONFIDENCE = 0.95;

    private final View view;

    TogetherReport(View view) {
        this.view = view;
    }

    TogetherResult run(TogetherRequest request) {
        Together.Report found = together(request).report(request.pairs().orElse(PAIRS));
        Map<String, Long> persons = new HashMap<>();
        found.values().forEach(value -> persons.put(value.label(), value.persons()));
        return new TogetherResult(
                found.persons(),
                found.values().stream()
                        .map(value -> new Value(value.label(), value.persons()))
                        .toList(),
                found.valuesLeftOut(),
                found.pairs().stream()
                        .map(pair -> pair(
                                pair,
                                persons.getOrDefault(pair.one(), 0L),
                                persons.getOrDefault(pair.other(), 0L),
                                found.persons()))
                        .toList());
    }

    private static Pair pair(Together.Pair pair, long one, long other, long all) {
        var lift = Lift.interval(pair.persons(), one, other, all, CONFIDENCE);
        return new Pair(
                pair.one(),
                pair.other(),
                pair.persons(),
                Rate.of(pair.persons(), all),
                Rate.of(pair.persons(), one),
                Rate.of(pair.persons(), other),
                pair.lift(),
                lift.low(),
                lift.high(),
                pair.logLikelihood());
    }

    /** The people who have both values. */
    BitSet persons(TogetherRequest request, String one, String other) {
        return together(request).persons(one, other);
    }

    private Together together(TogetherRequest request) {
        return new Together(view.snapshot(), view.persons(request.scope()), request.query(view));
    }
}
