package dev.percorso.server.analyze;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tasks that wait, and turns among those who asked for them: whoever was served last goes last, and nobody has more than so
 * many tasks running. Not safe for several threads; its owner takes care of that.
 *
 * @param <T> a task
 */
final class FairQueue<T> {
    private final int mostOfOne;
    private final Map<String, Deque<T>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> running = new HashMap<>();
    private int size;

    /** @param mostOfOne tasks of one caller that run at the same time */
    FairQueue(int mostOfOne) {
        this.mostOfOne = mostOfOne;
    }

    /** A task whose turn it is. */
    record Turn<T>(String caller, T task) {}

    int size() {
        return size;
    }

    int sizeOf(String caller) {
        Deque<T> own = waiting.get(caller);
        return own == null ? 0 : own.size();
    }

    void add(String caller, T task) {
        waiting.computeIfAbsent(caller, key -> new ArrayDeque<>()).add(task);
        size++;
    }

    /** The next task, which runs until {@link #done}; none when all who wait have enough running. */
    Optional<Turn<T>> next() {
        Iterator<Map.Entry<String, Deque<T>>> callers = waiting.entrySet().iterator();
        while (callers.hasNext()) {
            Map.Entry<String, Deque<T>> entry = callers.next();
            String caller = entry.getKey();
            if (running.getOrDefault(caller, 0) >= mostOfOne) {
                continue;
            }
            Deque<T> own = entry.getValue();
            T task = own.remove();
            size--;
            callers.remove();
            if (!own.isEmpty()) {
                waiting.put(caller, own);
            }
            running.merge(caller, 1, Integer::sum);
            return Optional.of(new Turn<>(caller, task));
        }
        return Optional.empty();
    }

    void done(String caller) {
        running.computeIfPresent(caller, (key, count) -> count == 1 ? null : count - 1);
    }

    /** Takes a task out that has not had its turn; whether it was there. */
    boolean remove(String caller, T task) {
        Deque<T> own = waiting.get(caller);
        if (own == null || !own.remove(task)) {
            return false;
        }
        size--;
        if (own.isEmpty()) {
            waiting.remove(caller);
        }
        return true;
    }

    /** How many tasks have their turn before the caller's newest one at most, counting everybody's. */
    int ahead(String caller) {
        int own = Math.max(0, sizeOf(caller) - 1);
        return own
                + waiting.entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(caller))
                        .mapToInt(entry -> Math.min(entry.getValue().size(), own + 1))
                        .sum();
    }
}
