package dev.percorso.engine.segment;

/**
 * How many times something must have happened.
 *
 * @param least smallest count that fits
 * @param most largest count that fits
 */
public record CountRange(int least, int most) {
    public CountRange {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("a count range goes up from 0, was " + least + " to " + most);
        }
    }

    /** This many times or more. */
    public static CountRange atLeast(int count) {
        return new CountRange(count, Integer.MAX_VALUE);
    }

    /** This many times or less, none included. */
    public static CountRange atMost(int count) {
        return new CountRange(0, count);
    }

    /** Just this many times. */
    public static CountRange exactly(int count) {
        return new CountRange(count, count);
    }

    /** Whether the count fits. */
    public boolean contains(int count) {
        return count >= least && count <= most;
    }
}
