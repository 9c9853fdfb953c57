package dev.percorso.liquid;

/** The integers from {@code from} to {@code to}, both included; none when {@code to} is lower. */
record Range(long from, long to) {
    long size() {
        if (to < from) {
            return 0;
        }
        long size = to - from + 1;
        return size > 0 ? size : Long.MAX_VALUE;
    }

    boolean contains(long value) {
        return from <= value && value <= to;
    }
}
