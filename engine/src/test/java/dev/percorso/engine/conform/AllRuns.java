package dev.percorso.engine.conform;

import java.util.ArrayList;
import java.util.List;

/** Oracle: every journey that fits a map, enumerated from the words of its definition, up to a length. */
final class AllRuns {

    private final MapModel model;
    private final int longest;
    private final List<List<Integer>> runs = new ArrayList<>();

    private AllRuns(MapModel model, int longest) {
        this.model = model;
        this.longest = longest;
    }

    /** Runs as sequences of steps. */
    static List<List<Integer>> of(MapModel model, int longest) {
        AllRuns all = new AllRuns(model, longest);
        all.performed(Jump.START, List.of());
        return all.runs.stream().distinct().toList();
    }

    static int cheapest(MapModel model, int[] trace) {
        int shortest =
                of(model, model.size()).stream().mapToInt(List::size).min().orElseThrow();
        int best = Integer.MAX_VALUE;
        for (List<Integer> run : of(model, 2 * trace.length + shortest)) {
            int[] symbols = run.stream()
                    .mapToInt(step -> model.steps().get(step).symbol())
                    .toArray();
            best = Math.min(best, trace.length + symbols.length - 2 * commonSubsequence(trace, symbols));
        }
        return best;
    }

    private void performed(int step, List<Integer> run) {
        if (step != Jump.START && model.steps().get(step).occurrence().repeatable()) {
            perform(step, run);
        }
        standBefore(step + 1, run);
        for (Jump jump : model.jumps()) {
            if (jump.from() == step) {
                standBefore(jump.to(), run);
            }
        }
    }

    private void standBefore(int step, List<Integer> run) {
        if (step == model.size()) {
            runs.add(run);
            return;
        }
        perform(step, run);
        if (model.steps().get(step).occurrence().omissible()) {
            standBefore(step + 1, run);
        }
    }

    private void perform(int step, List<Integer> run) {
        if (run.size() < longest) {
            List<Integer> longer = new ArrayList<>(run);
            longer.add(step);
            performed(step, longer);
        }
    }

    private static int commonSubsequence(int[] a, int[] b) {
        int[][] length = new int[a.length + 1][b.length + 1];
        for (int i = 1; i <= a.length; i++) {
            for (int j = 1; j <= b.length; j++) {
                length[i][j] =
                        a[i - 1] == b[j - 1] ? length[i - 1][j - 1] + 1 : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[a.length][b.length];
    }
}
