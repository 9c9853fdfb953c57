package dev.percorso.server.orchestrate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.flow.Facts;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Condition;
import dev.percorso.server.segment.Segments;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Answers the conditions of flows from segments and people. */
final class FactsSource {
    private static final int CONDITIONS_KEPT = 5_000;

    private final People people;
    private final Segments segments;
    private final Recipients recipients;
    private final BiPredicate<WorkspaceId, Integer> holdout;
    private final Cache<String, Condition> conditions =
            Caffeine.newBuilder().maximumSize(CONDITIONS_KEPT).build();

    /** @param holdout who receives no marketing at all */
    FactsSource(People people, Segments segments, Recipients recipients, BiPredicate<WorkspaceId, Integer> holdout) {
        this.holdout = holdout;
        this.people = people;
        this.segments = segments;
        this.recipients = recipients;
    }

    Facts of(WorkspaceId workspace, int person) {
        return new LiveFacts(this, workspace, person, Map.of(), Map.of());
    }

    /** Whether the person allows a journey of their own for marketing. */
    boolean allowsProfiling(WorkspaceId workspace, int person) {
        return people.allows(workspace, person, Purpose.PROFILING);
    }

    /** Whether the person receives no marketing at all, so that the others can be compared. */
    boolean isHeldOut(WorkspaceId workspace, int person) {
        return holdout.test(workspace, person);
    }

    /** Those of the persons who allow it. */
    BitSet allowingProfiling(WorkspaceId workspace, Collection<Integer> persons) {
        return people.allowing(workspace, Purpose.PROFILING, persons);
    }

    /** Whether the person is in the segment now; nobody is in a segment that was deleted. */
    boolean isMember(WorkspaceId workspace, int person, String segment) {
        return holds(workspace, person, new Condition.Segment(segment));
    }

    private boolean holds(WorkspaceId workspace, int person, Condition condition) {
        try {
            return segments.matches(workspace, condition, person);
        } catch (ProblemException gone) {
            return false;
        }
    }

    Condition parse(String expression) {
        return conditions.get(
                expression, text -> segments.parse(Json.tree(text.getBytes(StandardCharsets.UTF_8)), "/condition"));
    }

    private record LiveFacts(
            FactsSource source,
            WorkspaceId workspace,
            int person,
            Map<String, Object> traitsSet,
            Map<String, Boolean> lists)
            implements Facts {
        @Override
        public boolean holds(String expression) {
            Condition condition = source.parse(expression);
            return source.holds(workspace, person, changed(condition));
        }

        @Override
        public Optional<Object> trait(String name) {
            return Optional.ofNullable(traitsSet.getOrDefault(
                    name, source.people.traits(workspace, person).get(name)));
        }

        @Override
        public ZoneId zone() {
            return source.recipients.zone(workspace, source.people.traits(workspace, person));
        }

        @Override
        public Facts withTraits(Map<String, Object> traits) {
            return new LiveFacts(source, workspace, person, Map.copyOf(traits), lists);
        }

        @Override
        public Facts withLists(Map<String, Boolean> changed) {
            return new LiveFacts(source, workspace, person, traitsSet, Map.copyOf(changed));
        }

        private Condition changed(Condition condition) {
            return traitsSet.isEmpty() && lists.isEmpty()
                    ? condition
                    : NotStoredYet.applied(condition, traitsSet, lists);
        }
    }

    /** Decides the parts of a condition that look at traits and lists which were changed but are not stored yet. */
    static final class NotStoredYet {
        private static final Condition TRUE = new Condition.All(List.of());
        private static final Condition FALSE = new Condition.Any(List.of());

        private NotStoredYet() {}

        static Condition applied(Condition condition, Map<String, Object> traits, Map<String, Boolean> lists) {
            return switch (condition) {
                case Condition.All all ->
                    new Condition.All(all.conditions().stream()
                            .map(part -> applied(part, traits, lists))
                            .toList());
                case Condition.Any any ->
                    new Condition.Any(any.conditions().stream()
                            .map(part -> applied(part, traits, lists))
                            .toList());
                case Condition.Not not -> new Condition.Not(applied(not.condition(), traits, lists));
                case Condition.Trait trait
                when traits.containsKey(trait.test().property()) -> holds(trait, traits) ? TRUE : FALSE;
                case Condition.OnList list
                when lists.containsKey(list.list()) -> lists.getOrDefault(list.list(), false) ? TRUE : FALSE;
                case Condition.Trait _,
                        Condition.OnList _,
                        Condition.Event _,
                        Condition.Sequence _,
                        Condition.LastSeen _,
                        Condition.FirstSeen _,
                        Condition.Sessions _,
                        Condition.Stage _,
                        Condition.Segment _ -> condition;
            };
        }

        private static boolean holds(Condition.Trait trait, Map<String, Object> traits) {
            dev.percorso.flow.FlowEvent holder =
                    new dev.percorso.flow.FlowEvent("", "", java.time.Instant.EPOCH, traits);
            return PropertyConditions.of(trait.test()).stream().allMatch(test -> test.holds(holder));
        }
    }
}
