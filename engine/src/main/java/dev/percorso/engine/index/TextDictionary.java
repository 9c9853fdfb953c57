package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one property or trait, each with a code that never changes: the older ones mapped from the base, the
 * newer ones on the heap until the next compaction writes them.
 */
final class TextDictionary {
    private static final int CACHE = 512;

    private volatile MappedTexts base = MappedTexts.EMPTY;
    private final Map<String, Integer> newCodes = new HashMap<>();
    private final List<String> newTexts = new ArrayList<>();
    private final @Nullable String[] cachedTexts = new @Nullable String[CACHE];
    private final int[] cachedCodes = new int[CACHE];
    private @Nullable BitSet used;
    /** Codes written as dropped: a text that comes back gets another code. */
    private BitSet dropped = new BitSet();

    synchronized int count() {
        return base.count() + newTexts.size();
    }

    /** The code of the text, new if need be. */
    synchronized int codeFor(String text) {
        int slot = text.hashCode() & (CACHE - 1);
        int code;
        if (text.equals(cachedTexts[slot])) {
            code = cachedCodes[slot];
        } else {
            code = find(text);
            if (code < 0) {
                code = base.count() + newTexts.size();
                newCodes.put(text, code);
                newTexts.add(text);
            }
            cachedTexts[slot] = text;
            cachedCodes[slot] = code;
        }
        if (used != null) {
            used.set(code);
        }
        return code;
    }

    /** The code of the text, or -1. */
    synchronized int find(String text) {
        Integer known = newCodes.get(text);
        int code = known != null ? known : base.find(text);
        return code >= 0 && dropped.get(code) ? -1 : code;
    }

    /** The text of a code. */
    String text(int code) {
        MappedTexts mapped = base;
        if (code < mapped.count()) {
            return mapped.text(code);
        }
        synchronized (this) {
            int firstNew = base.count();
            return code < firstNew ? base.text(code) : newTexts.get(code - firstNew);
        }
    }

    /** Starts noting which codes are used, so that texts nobody refers to any more can be dropped. */
    synchronized void beginNotingUse() {
        used = new BitSet();
    }

    synchronized void stopNotingUse() {
        used = null;
    }

    synchronized void noteUse(BitSet codes) {
        if (used != null) {
            used.or(codes);
        }
    }

    synchronized void noteUse(int code) {
        if (used != null) {
            used.set(code);
        }
    }

    /**
     * Writes the dictionary as it is. When use was noted, texts not in use are written as dropped: their codes stay taken,
     * their content is gone.
     */
    synchronized void write(SectionWriter writer, int id) throws IOException {
        int count = count();
        if (used != null) {
            dropped = new BitSet(count);
            dropped.set(0, count);
            dropped.andNot(used);
            Arrays.fill(cachedTexts, null);
        }
        byte[][] newBytes = new byte[newTexts.size()][];
        for (int index = 0; index < newBytes.length; index++) {
            newBytes[index] = newTexts.get(index).getBytes(StandardCharsets.UTF_8);
        }
        int baseCount = base.count();
        MappedTexts.write(
                writer,
                id,
                count,
                code -> dropped.get(code)
                        ? MappedTexts.dropped()
                        : code < baseCount ? base.bytes(code) : newBytes[code - baseCount]);
    }

    /** Takes the written texts as the new base; texts added since stay on the heap. */
    synchronized void rebase(MappedTexts written) {
        if (written.count() < base.count()) {
            return;
        }
        int moved = Math.min(written.count() - base.count(), newTexts.size());
        for (int index = 0; index < moved; index++) {
            newCodes.remove(newTexts.get(index), base.count() + index);
        }
        newTexts.subList(0, moved).clear();
        Arrays.fill(cachedTexts, null);
        base = written;
    }
}
