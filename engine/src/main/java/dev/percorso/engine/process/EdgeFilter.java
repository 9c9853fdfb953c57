package dev.percorso.engine.process;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Leaves rare edges out of a map without taking it apart. From the start, and against the arrows from the end, the map
 * is grown by the most frequent edge that reaches something new (Prim's way to a spanning tree); these edges stay, so
 * that every activity can be reached and reaches an end. The others are taken by falling frequency up to the share.
 */
final class EdgeFilter {
    private final int activities;
    private final long[] counts;
    private final long[] starts;
    private final long[] ends;

    /** @param counts of edges, by row (from) and column (to) */
    EdgeFilter(int activities, long[] counts, long[] starts, long[] ends) {
        this.activities = activities;
        this.counts = counts;
        this.starts = starts;
        this.ends = ends;
    }

    /** The edges kept, as places in the counts, by falling count, then place. */
    List<Integer> keep(double share) {
        List<Integer> all = IntStream.range(0, counts.length)
                .filter(edge -> counts[edge] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(edge -> -counts[edge]).thenComparingInt(edge -> edge))
                .toList();
        BitSet kept = new BitSet();
        grow(starts, false, kept);
        grow(ends, true, kept);
        long wanted = Math.round(share * all.size());
        all.stream().limit(wanted).forEach(kept::set);
        return all.stream().filter(kept::get).toList();
    }

    /** Marks the edges by which everything is reached from the roots. */
    private void grow(long[] roots, boolean backwards, BitSet kept) {
        BitSet reached = new BitSet();
        for (int activity = 0; activity < activities; activity++) {
            if (roots[activity] > 0) {
                reached.set(activity);
            }
        }
        while (true) {
            int best = -1;
            for (int edge = 0; edge < counts.length; edge++) {
                int from = backwards ? edge % activities : edge / activities;
                int to = backwards ? edge / activities : edge % activities;
                boolean isNew = counts[edge] > 0 && reached.get(from) && !reached.get(to);
                if (isNew && (best < 0 || counts[edge] > counts[best])) {
                    best = edge;
                }
            }
            if (best < 0) {
                return;
            }
            kept.set(best);
            reached.set(backwards ? best / activities : best % activities);
        }
    }
}
