package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of one rendering: inner frames first, then what was assigned, counters, and the data. */
final class Variables {
    private final Map<String, ?> data;
    private final List<Map<String, @Nullable Object>> frames = new ArrayList<>();
    private final Map<String, @Nullable Object> assigned = new HashMap<>();
    private final Map<String, Long> counters = new HashMap<>();
    private final Map<Object, Integer> cycles = new HashMap<>();
    private final Map<String, Long> continued = new HashMap<>();
    private final List<LoopState> loops = new ArrayList<>();
    private String lastIfChanged = "";

    Variables(Map<String, ?> data) {
        this.data = data;
    }

    Variables isolated() {
        return new Variables(data);
    }

    @Nullable
    Object find(String name) {
        for (int index = frames.size() - 1; index >= 0; index--) {
            Map<String, @Nullable Object> frame = frames.get(index);
            if (frame.containsKey(name)) {
                return frame.get(name);
            }
        }
        if (assigned.containsKey(name)) {
            return assigned.get(name);
        }
        Long counter = counters.get(name);
        return counter == null ? data.get(name) : counter;
    }

    void assign(String name, @Nullable Object value) {
        assigned.put(name, value);
    }

    Map<String, @Nullable Object> enter() {
        Map<String, @Nullable Object> frame = new HashMap<>();
        frames.add(frame);
        return frame;
    }

    void leave() {
        frames.removeLast();
    }

    long increment(String name) {
        return counters.merge(name, 1L, Long::sum) - 1;
    }

    long decrement(String name) {
        return counters.merge(name, -1L, Long::sum);
    }

    int cyclePlace(Object key) {
        return cycles.getOrDefault(key, 0);
    }

    void cyclePlace(Object key, int place) {
        cycles.put(key, place);
    }

    long continuedAt(String label) {
        return continued.getOrDefault(label, 0L);
    }

    void continuedAt(String label, long place) {
        continued.put(label, place);
    }

    Optional<LoopState> currentLoop() {
        return loops.isEmpty() ? Optional.empty() : Optional.of(loops.getLast());
    }

    void enterLoop(LoopState loop) {
        loops.add(loop);
    }

    void leaveLoop() {
        loops.removeLast();
    }

    /** True when the text differs from the last one; remembers it. */
    boolean changes(String text) {
        boolean changed = !text.equals(lastIfChanged);
        lastIfChanged = text;
        return changed;
    }
}
