package dev.percorso.engine.conform;

import java.util.Arrays;

/** Prefixes of aligned model runs with the number of cases that went through each; measures precision. */
final class RunTree {

    private static final int ROOT = 0;
    private static final long EMPTY = -1;

    private int[] parent = new int[64];
    private int[] step = new int[64];
    private long[] visits = new long[64];
    private long[] ends = new long[64];
    private int nodes = 1;

    /** Open addressing: node by its parent and step. */
    private long[] keys = emptyKeys(256);

    private int[] values = new int[256];

    RunTree() {
        step[ROOT] = -1;
    }

    void add(Aligner alignment, long cases) {
        int node = ROOT;
        visits[node] += cases;
        for (int move = 0; move < alignment.moves(); move++) {
            if (!alignment.isAdHoc(move)) {
                node = child(node, alignment.step(move));
                visits[node] += cases;
            }
        }
        ends[node] += cases;
    }

    void merge(RunTree other) {
        int[] here = new int[other.nodes];
        for (int node = 0; node < other.nodes; node++) {
            // A node is made after its parent, so the parent's counterpart is known.
            here[node] = node == ROOT ? ROOT : child(here[other.parent[node]], other.step[node]);
            visits[here[node]] += other.visits[node];
            ends[here[node]] += other.ends[node];
        }
    }

    /**
     * Share of what the map would have allowed after the observed prefixes that was observed to follow them, to end
     * there counting as one choice; prefixes weighted by visits. 1 for no cases.
     */
    double precision(Automaton automaton) {
        int[] observed = new int[nodes];
        for (int node = 1; node < nodes; node++) {
            observed[parent[node]]++;
        }
        double followed = 0;
        double enabled = 0;
        for (int node = 0; node < nodes; node++) {
            int state = step[node] + 1;
            int choices = automaton.next[state].length + (automaton.accepting[state] ? 1 : 0);
            followed += (double) visits[node] * (observed[node] + (ends[node] > 0 ? 1 : 0));
            enabled += (double) visits[node] * choices;
        }
        return enabled == 0 ? 1 : followed / enabled;
    }

    private int child(int node, int ofStep) {
        long key = (long) node << 32 | ofStep;
        int slot = slot(key);
        while (keys[slot] != EMPTY) {
            if (keys[slot] == key) {
                return values[slot];
            }
            slot = (slot + 1) & (keys.length - 1);
        }
        if (nodes == parent.length) {
            grow();
        }
        parent[nodes] = node;
        step[nodes] = ofStep;
        keys[slot] = key;
        values[slot] = nodes;
        if (++nodes * 2 > keys.length) {
            rehash();
        }
        return nodes - 1;
    }

    private void grow() {
        parent = Arrays.copyOf(parent, nodes * 2);
        step = Arrays.copyOf(step, nodes * 2);
        visits = Arrays.copyOf(visits, nodes * 2);
        ends = Arrays.copyOf(ends, nodes * 2);
    }

    private void rehash() {
        keys = emptyKeys(keys.length * 2);
        values = new int[keys.length];
        for (int node = 1; node < nodes; node++) {
            long key = (long) parent[node] << 32 | step[node];
            int slot = slot(key);
            while (keys[slot] != EMPTY) {
                slot = (slot + 1) & (keys.length - 1);
            }
            keys[slot] = key;
            values[slot] = node;
        }
    }

    private int slot(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32) & (keys.length - 1);
    }

    private static long[] emptyKeys(int size) {
        long[] keys = new long[size];
        Arrays.fill(keys, EMPTY);
        return keys;
    }
}
