package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.Bounds;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Personas, each with the real size and value of the segment it stands for. */
public final class Personas implements SegmentUse {
    /** Of the intervals: the same people give the same one. */
    private static final long SEED = 20260101;

    private final DocumentStore<PersonaContent> store;
    private final JourneySnapshots journeys;
    private final Workspaces workspaces;
    private final Segments segments;
    private final Ids ids;

    public Personas(
            Database database,
            JourneySnapshots journeys,
            Workspaces workspaces,
            Segments segments,
            InstantSource clock,
            Ids ids) {
        this.store = new DocumentStore<>(database, clock, "persona", PersonaContent.class);
        this.journeys = journeys;
        this.workspaces = workspaces;
        this.segments = segments;
        this.ids = ids;
    }

    /**
     * A persona with the figures of its segment; absent without one.
     *
     * @param share of all persons
     * @param conversionRate share of the segment that ever had the workspace's conversion event
     * @param revenuePerPerson sum of the conversions' values by person of the segment
     * @param revenueInterval its 95 % bootstrap interval; absent for too few persons
     */
    public record Persona(
            String id,
            @JsonUnwrapped PersonaContent content,
            Optional<Long> size,
            Optional<Double> share,
            Optional<Double> conversionRate,
            Optional<Double> revenuePerPerson,
            Optional<Bounds> revenueInterval) {}

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .filter(persona ->
                        persona.content().segment().filter(segment::equals).isPresent())
                .map(persona -> "the persona " + persona.content().name())
                .toList();
    }

    DocumentStore<PersonaContent> store() {
        return store;
    }

    Optional<PersonaContent> find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).map(DocumentStore.Stored::content);
    }

    /** Personas by id, in order of their names. */
    Map<String, PersonaContent> named(WorkspaceId workspace) {
        Map<String, PersonaContent> named = new LinkedHashMap<>();
        store.all(workspace).stream()
                .sorted(Comparator.comparing(stored -> stored.content().name(), String.CASE_INSENSITIVE_ORDER))
                .forEach(stored -> named.put(stored.id(), stored.content()));
        return named;
    }

    List<Persona> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .sorted(Comparator.comparing(stored -> stored.content().name(), String.CASE_INSENSITIVE_ORDER))
                .map(stored -> measured(workspace, stored))
                .toList();
    }

    Persona create(WorkspaceId workspace, PersonaContent content, String by) {
        checkSegment(workspace, content);
        return measured(workspace, store.save(workspace, ids.next(), content, by));
    }

    Persona update(WorkspaceId workspace, String id, PersonaContent content, String by) {
        if (store.find(workspace, id).isEmpty()) {
            throw ProblemException.notFound("The persona '" + id + "'");
        }
        checkSegment(workspace, content);
        return measured(workspace, store.save(workspace, id, content, by));
    }

    /** Brings a removed persona back. */
    Persona bringBack(WorkspaceId workspace, String id) {
        if (!store.restore(workspace, id)) {
            throw ProblemException.notFound("The persona '" + id + "'");
        }
        DocumentStore.Stored<PersonaContent> stored = store.find(workspace, id).orElseThrow();
        return measured(workspace, stored);
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The persona '" + id + "'");
        }
    }

    private void checkSegment(WorkspaceId workspace, PersonaContent content) {
        content.segment().ifPresent(segment -> {
            if (segments.list(workspace).stream().noneMatch(known -> known.id().equals(segment))) {
                throw ProblemException.invalid(
                        "/segment", "the segment '%s' does not exist; choose another one".formatted(segment));
            }
        });
    }

    private Persona measured(WorkspaceId workspace, DocumentStore.Stored<PersonaContent> stored) {
        Optional<BitSet> members = stored.content().segment().flatMap(segment -> members(workspace, segment));
        if (members.isEmpty()) {
            return new Persona(
                    stored.id(),
                    stored.content(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        Snapshot snapshot = journeys.snapshot(workspace);
        long size = members.get().cardinality();
        long everyone = snapshot.knownPersons().cardinality();
        ValueFold fold = new ValueFold(snapshot, workspaces.get(workspace).conversionEvent());
        ValueFold.Tally tally = snapshot.fold(fold, FoldScope.of(members.get()));
        return new Persona(
                stored.id(),
                stored.content(),
                Optional.of(size),
                Optional.of(everyone == 0 ? 0 : (double) size / everyone),
                Optional.of(size == 0 ? 0 : (double) tally.buyers / size),
                Optional.of(size == 0 ? 0 : tally.sum() / size),
                Bootstrap.mean(tally.valuesOf(members.get()), Bounds.CONFIDENCE, SEED)
                        .map(interval -> Bounds.of(interval, 1)));
    }

    /** The people of a persona; one without a segment has none. */
    BitSet people(WorkspaceId workspace, String id) {
        return find(workspace, id)
                .flatMap(PersonaContent::segment)
                .flatMap(segment -> members(workspace, segment))
                .orElseThrow(() -> ProblemException.notFound("The persona '%s' with a segment".formatted(id)));
    }

    private Optional<BitSet> members(WorkspaceId workspace, String segment) {
        try {
            return Optional.of(segments.members(workspace, segment));
        } catch (ProblemException gone) {
            if (gone.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            throw gone;
        }
    }

    /** Counts who converted and sums what it was worth. */
    private static final class ValueFold implements Fold<ValueFold.Tally> {
        private final int conversion;
        private final Property value;

        /** Who converted, and what it was worth. */
        private static final class Tally {
            private int[] persons = new int[16];
            private double[] values = new double[16];
            private int buyers;

            void add(int person, double value) {
                if (buyers == persons.length) {
                    persons = Arrays.copyOf(persons, buyers * 2);
                    values = Arrays.copyOf(values, buyers * 2);
                }
                persons[buyers] = person;
                values[buyers++] = value;
            }

            double sum() {
                return Arrays.stream(values, 0, buyers).sum();
            }

            /** One value of each member, in the order in which they were first seen; 0 of who did not convert. */
            double[] valuesOf(BitSet members) {
                double[] byPerson = new double[members.length()];
                for (int buyer = 0; buyer < buyers; buyer++) {
                    byPerson[persons[buyer]] = values[buyer];
                }
                return members.stream().mapToDouble(person -> byPerson[person]).toArray();
            }
        }

        ValueFold(Snapshot snapshot, String conversionEvent) {
            this.conversion = snapshot.code(conversionEvent);
            this.value = snapshot.property(Event.VALUE);
        }

        @Override
        public Tally newAccumulator() {
            return new Tally();
        }

        @Override
        public void accept(Journey journey, Tally tally) {
            boolean bought = false;
            double worth = 0;
            for (int event = 0; event < journey.size(); event++) {
                if (journey.code(event) == conversion) {
                    bought = true;
                    worth += journey.has(event, value) ? journey.number(event, value) : 0;
                }
            }
            if (bought) {
                tally.add(journey.person(), worth);
            }
        }

        @Override
        public Tally combine(Tally left, Tally right) {
            for (int buyer = 0; buyer < right.buyers; buyer++) {
                left.add(right.persons[buyer], right.values[buyer]);
            }
            return left;
        }
    }
}
