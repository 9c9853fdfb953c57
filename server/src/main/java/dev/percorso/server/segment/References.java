package dev.percorso.server.segment;

import java.util.LinkedHashSet;
import java.util.Set;

/** What a condition refers to. */
final class References {
    private References() {}

    /** Ids of the segments in the condition. */
    static Set<String> segmentsIn(Condition condition) {
        Set<String> found = new LinkedHashSet<>();
        collect(condition, found);
        return found;
    }

    private static void collect(Condition condition, Set<String> found) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> collect(part, found));
            case Condition.Any any -> any.conditions().forEach(part -> collect(part, found));
            case Condition.Not not -> collect(not.condition(), found);
            case Condition.Segment segment -> found.add(segment.segment());
            case Condition.Trait trait -> {}
            case Condition.Event event -> {}
            case Condition.Sequence sequence -> {}
            case Condition.LastSeen seen -> {}
            case Condition.FirstSeen seen -> {}
            case Condition.Sessions sessions -> {}
            case Condition.Stage stage -> {}
        }
    }
}
