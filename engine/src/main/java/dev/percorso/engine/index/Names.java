package dev.percorso.engine.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Names with small codes; codes never change. With a limit, names beyond it share code 0, {@value #OTHER}: a source
 * that makes up a new event name each time must not blow up the dictionary.
 *
 * <p>One writer at a time; any thread may read.
 */
final class Names {
    static final String OTHER = "(other)";

    /** Stands for a name that was dropped; its code stays taken. */
    private static final String DROPPED = "";

    private static final int RECENT = 256;

    private final int limit;
    private final Map<String, Integer> codes = new ConcurrentHashMap<>();
    private volatile String[] names = new String[] {OTHER};
    private volatile int count = 1;
    /** The writer's own memory of names it saw lately: the same few come again and again. */
    private final String[] recentNames = new String[RECENT];

    private final int[] recentCodes = new int[RECENT];
    private volatile @Nullable BitSet used;

    /** @param limit highest code */
    Names(int limit) {
        this.limit = limit;
        codes.put(OTHER, 0);
        Arrays.fill(recentNames, OTHER);
    }

    /** Codes taken. */
    int count() {
        return count;
    }

    /** The code of the name, or -1. */
    int find(String name) {
        return codes.getOrDefault(name, -1);
    }

    String name(int code) {
        return names[code];
    }

    /** Names by code; those dropped are empty. */
    List<String> all() {
        int visible = count;
        return List.of(Arrays.copyOf(names, visible));
    }

    /** Names but {@value #OTHER} and those dropped. */
    List<String> known() {
        List<String> known = new ArrayList<>();
        for (int code = 1; code < count; code++) {
            if (!isDropped(code)) {
                known.add(names[code]);
            }
        }
        return List.copyOf(known);
    }

    boolean isDropped(int code) {
        return find(names[code]) != code;
    }

    /** The code of the name, new if need be. Called by the single writer. */
    int codeFor(String name) {
        int slot = name.hashCode() & (RECENT - 1);
        if (!recentNames[slot].equals(name)) {
            recentCodes[slot] = findOrAdd(name);
            recentNames[slot] = name;
        }
        int code = recentCodes[slot];
        if (used != null) {
            noteUse(code);
        }
        return code;
    }

    private int findOrAdd(String name) {
        Integer known = codes.get(name);
        if (known != null) {
            return known;
        }
        int code = count;
        if (code > limit) {
            return 0;
        }
        take(name);
        codes.put(name, code);
        return code;
    }

    private void take(String name) {
        int code = count;
        String[] current = names;
        if (code >= current.length) {
            current = Arrays.copyOf(current, code * 2);
            Arrays.fill(current, code, current.length, OTHER);
        }
        current[code] = name;
        names = current;
        count = code + 1;
    }

    /** Takes the next code for a name that was dropped. Called by the single writer. */
    void addDropped() {
        take(DROPPED);
    }

    /** Starts noting which codes are used, so that names no event has any more can be dropped. */
    synchronized void beginNotingUse() {
        used = new BitSet();
    }

    synchronized void stopNotingUse() {
        used = null;
    }

    synchronized void noteUse(int code) {
        BitSet noting = used;
        if (noting != null) {
            noting.set(code);
        }
    }

    /** Drops the names whose use was not noted, when use was noted. Called by the single writer. */
    synchronized void dropUnused() {
        BitSet noted = used;
        if (noted == null) {
            return;
        }
        String[] current = names.clone();
        for (int code = 1; code < count; code++) {
            if (!noted.get(code)) {
                codes.remove(current[code], code);
                current[code] = DROPPED;
            }
        }
        names = current;
        Arrays.fill(recentNames, OTHER);
        Arrays.fill(recentCodes, 0);
    }
}
