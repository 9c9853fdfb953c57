package dev.percorso.server.analyze;

import dev.percorso.engine.together.Together;
import java.util.BitSet;

/** Which values the same people have. */
final class TogetherReport {
    private final View view;

    TogetherReport(View view) {
        this.view = view;
    }

    Together.Report run(TogetherRequest request) {
        return together(request).report(request.pairs().orElse(50));
    }

    /** The people who have both values. */
    BitSet persons(TogetherRequest request, String one, String other) {
        return together(request).persons(one, other);
    }

    private Together together(TogetherRequest request) {
        return new Together(view.snapshot(), view.persons(request.scope()), request.query(view));
    }
}
