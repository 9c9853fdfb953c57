package dev.percorso.engine.segment;

import org.jspecify.annotations.Nullable;

/** The resolved condition tree in three values: what needs the journey is open until the journey was read. */
final class Verdict {
    static final byte FALSE = 0;
    static final byte TRUE = 1;
    static final byte OPEN = 2;

    private Verdict() {}

    /** A resolved condition. */
    sealed interface Node {
        /**
         * @param evidence what the probes saw, or null when the journey was not read yet
         * @param firstSeen time of the first event, {@link Long#MAX_VALUE} for none
         */
        byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen);
    }

    static final class AllOf implements Node {
        private final Node[] children;

        AllOf(Node[] children) {
            this.children = children;
        }

        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            byte result = TRUE;
            for (Node child : children) {
                byte value = child.value(person, evidence, firstSeen);
                if (value == FALSE) {
                    return FALSE;
                }
                result = value == OPEN ? OPEN : result;
            }
            return result;
        }
    }

    static final class AnyOf implements Node {
        private final Node[] children;

        AnyOf(Node[] children) {
            this.children = children;
        }

        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            byte result = FALSE;
            for (Node child : children) {
                byte value = child.value(person, evidence, firstSeen);
                if (value == TRUE) {
                    return TRUE;
                }
                result = value == OPEN ? OPEN : result;
            }
            return result;
        }
    }

    record NotOf(Node child) implements Node {
        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            byte value = child.value(person, evidence, firstSeen);
            return value == OPEN ? OPEN : (byte) (TRUE - value);
        }
    }

    /** A condition that needs no events. */
    non-sealed interface Leaf extends Node {
        boolean holds(int person);

        @Override
        default byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            return of(holds(person));
        }
    }

    /** A probe's count lies in a range. */
    record Counted(int probe, CountRange count) implements Node {
        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            return evidence == null ? OPEN : of(count.contains(evidence[probe].count));
        }
    }

    /** A probe saw something, and the last of it not after an instant. */
    record LastNotAfter(int probe, long latest) implements Node {
        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            return evidence == null ? OPEN : of(evidence[probe].count > 0 && evidence[probe].time <= latest);
        }
    }

    /** The first event lies between two instants. */
    record FirstBetween(long first, long last) implements Node {
        @Override
        public byte value(int person, EventProbe.Evidence @Nullable [] evidence, long firstSeen) {
            return evidence == null ? OPEN : of(firstSeen >= first && firstSeen <= last);
        }
    }

    private static byte of(boolean holds) {
        return holds ? TRUE : FALSE;
    }
}
