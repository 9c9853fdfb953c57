package dev.percorso.engine.index;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names with small codes; codes never change. With a limit, names beyond it share code 0, {@value #OTHER}: a source
 * that makes up a new event name each time must not blow up the dictionary.
 */
final class Names {
    static final String OTHER = "(other)";

    private static final int RECENT = 256;

    private final int limit;
    private final Map<String, Integer> codes = new ConcurrentHashMap<>();
    private volatile String[] names = new String[] {OTHER};
    /** The writer's own memory of names it saw lately: the same few come again and again. */
    private final String[] recentNames = new String[RECENT];

    private final int[] recentCodes = new int[RECENT];

    /** @param limit highest code */
    Names(int limit) {
        this.limit = limit;
        codes.put(OTHER, 0);
        Arrays.fill(recentNames, OTHER);
    }

    int count() {
        return codes.size();
    }

    /** The code of the name, or -1. */
    int find(String name) {
        return codes.getOrDefault(name, -1);
    }

    String name(int code) {
        return names[code];
    }

    List<String> all() {
        return List.of(Arrays.copyOf(names, count()));
    }

    /** The code of the name, new if need be. Called by the single writer. */
    int codeFor(String name) {
        int slot = name.hashCode() & (RECENT - 1);
        if (!recentNames[slot].equals(name)) {
            recentCodes[slot] = findOrAdd(name);
            recentNames[slot] = name;
        }
        return recentCodes[slot];
    }

    private int findOrAdd(String name) {
        Integer known = codes.get(name);
        if (known != null) {
            return known;
        }
        int code = codes.size();
        if (code > limit) {
            return 0;
        }
        String[] current = names;
        if (code >= current.length) {
            current = Arrays.copyOf(current, code * 2);
            Arrays.fill(current, code, current.length, OTHER);
        }
        current[code] = name;
        names = current;
        codes.put(name, code);
        return code;
    }
}
