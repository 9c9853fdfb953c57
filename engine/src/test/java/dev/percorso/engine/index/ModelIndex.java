package dev.percorso.engine.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the index must do, written as simply as possible: a list of events that is sorted on each question. */
final class ModelIndex {
    private final IndexSettings settings;
    private final Map<Long, IndexedEvent> events = new HashMap<>();
    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    private long cut = Long.MIN_VALUE;
    private final Set<Integer> erased = new HashSet<>();
    private final Map<Integer, Map<String, Object>> traits = new HashMap<>();

    ModelIndex(IndexSettings settings) {
        this.settings = settings;
    }

    void apply(JourneyIndexPropertyTest.Action action) {
        switch (action) {
            case JourneyIndexPropertyTest.Action.Append append ->
                append.events().forEach(event -> events.putIfAbsent(event.sequence(), event));
            case JourneyIndexPropertyTest.Action.Merge merge -> merge(merge.from(), merge.into());
            case JourneyIndexPropertyTest.Action.Erase erase -> erase(erase.person());
            case JourneyIndexPropertyTest.Action.Cut at -> cut = Math.max(cut, at.time());
            case JourneyIndexPropertyTest.Action.Traits put ->
                traits.computeIfAbsent(put.person(), person -> new HashMap<>()).putAll(put.values());
            case JourneyIndexPropertyTest.Action.Compact compact -> {}
            case JourneyIndexPropertyTest.Action.Reopen reopen -> {}
        }
    }

    int ownerOf(int person) {
        Integer into = mergedInto.get(person);
        return into == null ? person : ownerOf(into);
    }

    @Nullable
    Object trait(int person, String name) {
        return traits.getOrDefault(person, Map.of()).get(name);
    }

    private void merge(int from, int into) {
        int fromOwner = ownerOf(from);
        int intoOwner = ownerOf(into);
        if (fromOwner != intoOwner && !erased.contains(fromOwner) && !erased.contains(intoOwner)) {
            mergedInto.put(fromOwner, intoOwner);
        }
    }

    private void erase(int person) {
        int owner = ownerOf(person);
        for (int other = 0; other < 100; other++) {
            if (ownerOf(other) == owner) {
                erased.add(other);
                traits.remove(other);
            }
        }
    }

    Map<Integer, List<String>> journeys() {
        List<IndexedEvent> sorted = new ArrayList<>(events.values());
        sorted.sort(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence));
        Map<Integer, List<IndexedEvent>> byOwner = new TreeMap<>();
        for (IndexedEvent event : sorted) {
            if (!erased.contains(event.person()) && event.time() >= cut) {
                byOwner.computeIfAbsent(ownerOf(event.person()), owner -> new ArrayList<>())
                        .add(event);
            }
        }
        Map<Integer, List<String>> described = new TreeMap<>();
        byOwner.forEach((owner, journey) -> described.put(owner, describe(journey)));
        return described;
    }

    private List<String> describe(List<IndexedEvent> journey) {
        List<String> lines = new ArrayList<>();
        int session = 0;
        long sessionStart = journey.getFirst().time();
        long last = sessionStart;
        for (IndexedEvent event : journey) {
            if (event.time() - last > settings.sessionGap().toMillis()
                    || event.time() - sessionStart > settings.sessionMaximum().toMillis()) {
                session++;
                sessionStart = event.time();
            }
            last = event.time();
            lines.add(line(
                    event.time(),
                    event.sequence(),
                    event.person(),
                    event.name(),
                    session,
                    new TreeMap<>(event.properties())));
        }
        return lines;
    }

    static String line(long time, long sequence, int person, String name, int session, Map<String, ?> properties) {
        return time + " #" + sequence + " p" + person + " " + name + " s" + session + " " + properties;
    }
}
