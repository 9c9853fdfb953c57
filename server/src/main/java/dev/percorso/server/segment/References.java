package dev.percorso.server.segment;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a condition refers to. */
final class References {
    private References() {}

    /** Ids of the segments in the condition. */
    static Set<String> segmentsIn(Condition condition) {
        Set<String> found = new LinkedHashSet<>();
        collect(condition, found);
        return found;
    }

    /** Ids of the lists in the condition. */
    static Set<String> listsIn(Condition condition) {
        return switch (condition) {
            case Condition.All all -> listsIn(all.conditions());
            case Condition.Any any -> listsIn(any.conditions());
            case Condition.Not not -> listsIn(not.condition());
            case Condition.OnList list -> Set.of(list.list());
            case Condition.Segment _,
                    Condition.Trait _,
                    Condition.Event _,
                    Condition.Sequence _,
                    Condition.LastSeen _,
                    Condition.FirstSeen _,
                    Condition.Sessions _,
                    Condition.Stage _ -> Set.of();
        };
    }

    private static Set<String> listsIn(List<Condition> parts) {
        Set<String> found = new LinkedHashSet<>();
        parts.forEach(part -> found.addAll(listsIn(part)));
        return found;
    }

    /** Whether the condition, or a segment it refers to, however far, looks at stages or at lists. */
    static boolean sees(
            ConditionReader.Kind kind, Condition condition, Function<String, Optional<Condition>> segments) {
        return sees(kind, condition, segments, new HashSet<>());
    }

    private static boolean sees(
            ConditionReader.Kind kind,
            Condition condition,
            Function<String, Optional<Condition>> segments,
            Set<String> seen) {
        return switch (condition) {
            case Condition.All all -> all.conditions().stream().anyMatch(part -> sees(kind, part, segments, seen));
            case Condition.Any any -> any.conditions().stream().anyMatch(part -> sees(kind, part, segments, seen));
            case Condition.Not not -> sees(kind, not.condition(), segments, seen);
            case Condition.Segment segment ->
                seen.add(segment.segment())
                        && segments.apply(segment.segment())
                                .filter(referred -> sees(kind, referred, segments, seen))
                                .isPresent();
            case Condition.Stage stage -> kind == ConditionReader.Kind.STAGE;
            case Condition.OnList list -> kind == ConditionReader.Kind.LIST;
            case Condition.Trait trait -> false;
            case Condition.Event event -> false;
            case Condition.Sequence sequence -> false;
            case Condition.LastSeen last -> false;
            case Condition.FirstSeen first -> false;
            case Condition.Sessions sessions -> false;
        };
    }

    private static void collect(Condition condition, Set<String> found) {
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(part -> collect(part, found));
            case Condition.Any any -> any.conditions().forEach(part -> collect(part, found));
            case Condition.Not not -> collect(not.condition(), found);
            case Condition.Segment segment -> found.add(segment.segment());
            case Condition.OnList list -> {}
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
