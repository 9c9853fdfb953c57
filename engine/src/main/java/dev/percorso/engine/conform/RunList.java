package dev.percorso.engine.conform;

import java.util.Arrays;

/**
 * Aligned model runs with the number of cases that went through each; measures precision. Lists that were filled apart
 * are looked at together: sorted, runs that begin alike stand side by side, so no tree of prefixes is needed.
 */
final class RunList {
    private static final int BITS = Long.SIZE - 1;

    private char[] steps = new char[1024];
    private int[] offsets = new int[64];
    private long[] cases = new long[64];
    private int size;

    /** Numbers of the runs in order of their steps, and their first steps as a number that compares alike. */
    private int[] order = {};

    private long[] keys = {};

    void add(Aligner alignment, long ofCases) {
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
            cases = Arrays.copyOf(cases, cases.length * 2);
        }
        int end = offsets[size];
        if (end + alignment.moves() > steps.length) {
            steps = Arrays.copyOf(steps, Math.max(end + alignment.moves(), steps.length * 2));
        }
        for (int move = 0; move < alignment.moves(); move++) {
            if (!alignment.isAdHoc(move)) {
                steps[end++] = (char) alignment.step(move);
            }
        }
        cases[size] = ofCases;
        offsets[++size] = end;
    }

    /** Puts the runs in order; to be called once, after the last was added. */
    void sort(Automaton automaton) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(automaton.steps);
        keys = new long[size];
        order = new int[size];
        for (int run = 0; run < size; run++) {
            keys[run] = key(run, bits);
            order[run] = run;
        }
        IntSort.sort(order, 0, size, (a, b) -> compare(this, a, this, b));
    }

    private long key(int run, int bits) {
        long key = 0;
        for (int i = 0; i < BITS / bits; i++) {
            int at = offsets[run] + i;
            // One more than the step, so that a run that ends compares as less than one that goes on.
            key = key << bits | (at < offsets[run + 1] ? steps[at] + 1 : 0);
        }
        return key;
    }

    private static int compare(RunList left, int a, RunList right, int b) {
        return left.keys[a] != right.keys[b]
                ? Long.compare(left.keys[a], right.keys[b])
                : Arrays.compare(
                        left.steps,
                        left.offsets[a],
                        left.offsets[a + 1],
                        right.steps,
                        right.offsets[b],
                        right.offsets[b + 1]);
    }

    /**
     * Share of what the map would have allowed after the observed prefixes that was observed to follow them, to end
     * there counting as one choice; prefixes weighted by visits. 1 for no cases.
     *
     * @param lists each in order
     */
    static double precision(RunList[] lists, Automaton automaton) {
        Prefixes prefixes = new Prefixes(automaton);
        int[] heads = new int[lists.length];
        while (true) {
            int first = -1;
            for (int i = 0; i < lists.length; i++) {
                boolean comes = heads[i] < lists[i].size
                        && (first < 0
                                || compare(
                                                lists[i],
                                                lists[i].order[heads[i]],
                                                lists[first],
                                                lists[first].order[heads[first]])
                                        < 0);
                first = comes ? i : first;
            }
            if (first < 0) {
                return prefixes.precision();
            }
            RunList list = lists[first];
            int run = list.order[heads[first]++];
            prefixes.add(list.steps, list.offsets[run], list.offsets[run + 1], list.cases[run]);
        }
    }

    /** The prefixes of the run added last, from the empty one on, as runs are added in order. */
    private static final class Prefixes {
        private final Automaton automaton;
        private char[] run = {};
        private int length;

        /** By length of the prefix: cases through it, and different choices observed after it. */
        private long[] visits = new long[1];

        private int[] observed = new int[1];

        private long followed;
        private long enabled;

        Prefixes(Automaton automaton) {
            this.automaton = automaton;
        }

        void add(char[] steps, int from, int to, long cases) {
            int mismatch = Arrays.mismatch(run, 0, length, steps, from, to);
            boolean same = mismatch < 0 && visits[length] > 0;
            int common = mismatch < 0 ? length : mismatch;
            close(common);
            length = to - from;
            if (length >= visits.length) {
                visits = Arrays.copyOf(visits, length * 2);
                observed = Arrays.copyOf(observed, length * 2);
                run = Arrays.copyOf(run, length * 2);
            }
            System.arraycopy(steps, from, run, 0, length);
            for (int prefix = common; prefix < length; prefix++) {
                observed[prefix]++;
                observed[prefix + 1] = 0;
                visits[prefix + 1] = 0;
            }
            observed[length] += same ? 0 : 1;
            visits[length] += cases;
        }

        /** Counts the prefixes longer than the given one: no more runs begin with them. */
        private void close(int longest) {
            for (int prefix = length; prefix > longest; prefix--) {
                settle(prefix);
                visits[prefix - 1] += visits[prefix];
            }
        }

        private void settle(int prefix) {
            int state = prefix == 0 ? 0 : run[prefix - 1] + 1;
            int choices = automaton.next[state].length + (automaton.accepting[state] ? 1 : 0);
            followed += visits[prefix] * observed[prefix];
            enabled += visits[prefix] * choices;
        }

        double precision() {
            close(0);
            settle(0);
            return enabled == 0 ? 1 : (double) followed / enabled;
        }
    }
}
