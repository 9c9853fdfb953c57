package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Many samples of durations, told apart by number, in one pool: adding to whichever of them costs the processor's cache
 * two lines, not an object and an array of its own. Durations are kept as {@link TimeSample} does.
 */
public final class TimeSamples {
    /** A block holds values of one sample; its first place tells the block before it. */
    private static final int BLOCK = 32;

    private static final int PAGE_BITS = 16;
    private static final int PAGE = 1 << PAGE_BITS;

    private int[][] pages = new int[0][];
    /** By sample: where its next value goes; a multiple of the block's length when its last block is full, 0 for none. */
    private final int[] tails;

    private final int[] blocks;
    /** First place of the next block. Block 0 stays empty. */
    private int next = BLOCK;

    /** Samples added as a whole: read only when a quantile is asked for. */
    private final List<TimeSamples> others = new ArrayList<>(0);

    /** @param samples how many there are; their numbers begin at 0 */
    public TimeSamples(int samples) {
        tails = new int[samples];
        blocks = new int[samples];
    }

    public void add(int sample, long millis) {
        addEncoded(sample, EncodedTimes.encode(millis));
    }

    void addEncoded(int sample, int encoded) {
        int at = tails[sample];
        if ((at & (BLOCK - 1)) == 0) {
            at = beginBlock(at);
            blocks[sample]++;
        }
        pages[at >>> PAGE_BITS][at & (PAGE - 1)] = encoded;
        tails[sample] = at + 1;
    }

    private int beginBlock(int end) {
        int start = next;
        if (start == 0) {
            throw new IllegalStateException("more than four thousand million durations");
        }
        next += BLOCK;
        int page = start >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, page + 1);
            pages[page] = new int[PAGE];
        }
        pages[page][start & (PAGE - 1)] = end == 0 ? 0 : end - BLOCK;
        return start + 1;
    }

    /** Adds the samples of another object to those of the same number. The other must not change any more. */
    public void addAll(TimeSamples other) {
        others.add(other);
    }

    /** How many durations the sample has. */
    public long count(int sample) {
        int end = tails[sample];
        long count = end == 0 ? 0 : (blocks[sample] - 1L) * (BLOCK - 1) + (end - 1 & BLOCK - 1);
        for (TimeSamples other : others) {
            count += other.count(sample);
        }
        return count;
    }

    /** Milliseconds; {@code NaN} without any. */
    public double quantile(int sample, double share) {
        return EncodedTimes.quantile(reader -> show(sample, reader), share);
    }

    /** The duration in milliseconds at a rank from 0 to one below the count, interpolated between two. */
    double atRank(int sample, double rank) {
        return EncodedTimes.atRank(reader -> show(sample, reader), count(sample), rank);
    }

    /** The bootstrap interval of the median in milliseconds; empty for too few. */
    public Optional<Interval> medianInterval(int sample, double confidence) {
        return EncodedTimes.medianInterval(reader -> show(sample, reader), confidence);
    }

    private void show(int sample, EncodedTimes.Reader reader) {
        int end = tails[sample];
        while (end != 0) {
            int start = end - 1 & -BLOCK;
            int[] page = pages[start >>> PAGE_BITS];
            int first = start & (PAGE - 1);
            reader.read(page, first + 1, first + end - start);
            int before = page[first];
            end = before == 0 ? 0 : before + BLOCK;
        }
        others.forEach(other -> other.show(sample, reader));
    }
}
