package dev.percorso.server.segment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.segment.ConditionEvaluator;
import dev.percorso.engine.segment.PersonSet;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Segments whose members are found anew whenever they are asked for. */
public final class LiveSegments implements Segments, SegmentUse {
    /** How long a list may show a size that changed by traits or time alone; new events show at once. */
    private static final Duration LONGEST_OLD_SIZE = Duration.ofSeconds(10);

    private static final int MOST_SIZES = 10_000;

    /** Sets kept for overlaps while somebody types: 125 kB each for a million people. */
    private static final int MOST_SETS = 200;

    private final SegmentStore store;
    private final Workspaces workspaces;
    private final JourneySnapshots snapshots;
    private final StageConditions stages;
    private final ListMembers lists;
    private final InstantSource clock;
    private final Ids ids;
    private final Cache<SizeKey, Long> sizes = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST_OLD_SIZE)
            .maximumSize(MOST_SIZES)
            .build();

    private final Cache<SizeKey, BitSet> members = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST_OLD_SIZE)
            .maximumSize(MOST_SETS)
            .build();

    private record SizeKey(WorkspaceId workspace, Condition condition, long events) {}

    public LiveSegments(
            Database database,
            Workspaces workspaces,
            JourneySnapshots snapshots,
            StageConditions stages,
            ListMembers lists,
            InstantSource clock,
            Ids ids) {
        this.store = new SegmentStore(database);
        this.workspaces = workspaces;
        this.snapshots = snapshots;
        this.stages = stages;
        this.lists = lists;
        this.clock = clock;
        this.ids = ids;
    }

    /** The segments of one workspace as they are stored at one moment. */
    private final class Book implements Function<String, Optional<Condition>> {
        private final Map<String, StoredSegment> segments;

        Book(WorkspaceId workspace) {
            segments = store.all(workspace).stream().collect(Collectors.toMap(StoredSegment::id, segment -> segment));
        }

        @Override
        public Optional<Condition> apply(String id) {
            return Optional.ofNullable(segments.get(id)).map(LiveSegments::condition);
        }

        /** The way from one segment to another by references, as names; empty when there is none. */
        List<String> way(String from, String to, Set<String> seen) {
            StoredSegment segment = segments.get(from);
            if (segment == null || !seen.add(from)) {
                return List.of();
            }
            if (from.equals(to)) {
                return List.of(segment.name());
            }
            for (String next : References.segmentsIn(condition(segment))) {
                List<String> rest = way(next, to, seen);
                if (!rest.isEmpty()) {
                    List<String> whole = new ArrayList<>(List.of(segment.name()));
                    whole.addAll(rest);
                    return whole;
                }
            }
            return List.of();
        }
    }

    private static Condition condition(StoredSegment segment) {
        return ConditionReader.read(segment.condition(), "").condition();
    }

    @Override
    public List<Named> list(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(segment -> new Named(segment.id(), segment.name()))
                .toList();
    }

    @Override
    public BitSet members(WorkspaceId workspace, String segment) {
        return members(workspace, condition(find(workspace, segment)));
    }

    @Override
    public BitSet members(WorkspaceId workspace, Condition condition) {
        return members(workspace, condition, snapshots.snapshot(workspace), new Book(workspace));
    }

    private BitSet members(WorkspaceId workspace, Condition condition, Snapshot snapshot, Book book) {
        Instant now = clock.instant();
        return evaluator(
                        workspace,
                        condition,
                        snapshot,
                        now,
                        book,
                        test -> everyone(snapshot, test),
                        list -> PersonSet.copyOf(lists.members(workspace, list)))
                .everyone()
                .toBitSet();
    }

    private static PersonSet everyone(Snapshot snapshot, Predicate<Journey> test) {
        return PersonSet.copyOf(snapshot.fold(
                dev.percorso.engine.fold.PersonSet.where(test),
                FoldScope.everyone().andWithoutEvents()));
    }

    @Override
    public boolean matches(WorkspaceId workspace, Condition condition, int person) {
        return matches(workspace, condition, person, snapshots.snapshot(workspace), new Book(workspace));
    }

    private boolean matches(WorkspaceId workspace, Condition condition, int person, Snapshot snapshot, Book book) {
        return matches(workspace, condition, snapshot.ownerOf(person), snapshot, clock.instant(), book);
    }

    private boolean matches(
            WorkspaceId workspace, Condition condition, int owner, Snapshot snapshot, Instant asOf, Book book) {
        return evaluator(
                        workspace,
                        condition,
                        snapshot,
                        asOf,
                        book,
                        test -> test.test(snapshot.journey(owner)) ? PersonSet.of(owner) : PersonSet.of(),
                        list -> lists.isOn(workspace, list, owner) ? PersonSet.of(owner) : PersonSet.of())
                .holdsFor(owner);
    }

    @Override
    public Past past(WorkspaceId workspace) {
        Snapshot snapshot = snapshots.snapshot(workspace);
        Book book = new Book(workspace);
        return new Past() {
            @Override
            public Snapshot snapshot() {
                return snapshot;
            }

            @Override
            public boolean held(Condition condition, int owner, Instant asOf) {
                return matches(workspace, condition, owner, snapshot, asOf, book);
            }
        };
    }

    private ConditionEvaluator evaluator(
            WorkspaceId workspace,
            Condition condition,
            Snapshot snapshot,
            Instant now,
            Book book,
            Function<Predicate<Journey>, PersonSet> whoever,
            Function<String, PersonSet> listed) {
        ConditionTranslator translator = new ConditionTranslator(
                workspaces.get(workspace).timeZone(),
                book,
                stage -> new dev.percorso.engine.segment.Condition.Member(
                        whoever.apply(stages.test(workspace, snapshot, stage, now))),
                list -> new dev.percorso.engine.segment.Condition.Member(listed.apply(list)));
        return new ConditionEvaluator(translator.translate(condition), snapshot, now);
    }

    @Override
    public List<String> segmentsOf(WorkspaceId workspace, int person) {
        Snapshot snapshot = snapshots.snapshot(workspace);
        Book book = new Book(workspace);
        return store.all(workspace).stream()
                .filter(segment -> matches(workspace, condition(segment), person, snapshot, book))
                .map(StoredSegment::name)
                .toList();
    }

    @Override
    public Condition parse(JsonNode condition, String pointer) {
        return ConditionReader.read(condition, pointer).condition();
    }

    @Override
    public Condition check(WorkspaceId workspace, JsonNode condition, String pointer) {
        return check(workspace, condition, pointer, Optional.empty());
    }

    /** @param self the segment that the condition is going to define */
    private Condition check(WorkspaceId workspace, JsonNode condition, String pointer, Optional<String> self) {
        ConditionReader.Reading reading = ConditionReader.read(condition, pointer);
        Book book = new Book(workspace);
        List<FieldError> faults = reading.references().stream()
                .flatMap(reference -> fault(workspace, reference, book, self).stream())
                .toList();
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        return reading.condition();
    }

    private Optional<FieldError> fault(
            WorkspaceId workspace, ConditionReader.Reference reference, Book book, Optional<String> self) {
        boolean exists = switch (reference.kind()) {
            case STAGE -> stages.exists(workspace, reference.id());
            case LIST -> lists.exists(workspace, reference.id());
            case SEGMENT -> book.segments.containsKey(reference.id());
        };
        if (!exists) {
            return Optional.of(new FieldError(
                    reference.pointer(),
                    "unknown",
                    "the %s '%s' does not exist or was deleted; choose another one"
                            .formatted(reference.kind().field(), reference.id())));
        }
        Optional<FieldError> barred = self.flatMap(segment -> barredByRules(workspace, reference, book, segment));
        if (barred.isPresent()) {
            return barred;
        }
        List<String> way = reference.kind() != ConditionReader.Kind.SEGMENT || self.isEmpty()
                ? List.of()
                : book.way(reference.id(), self.get(), new HashSet<>());
        return way.isEmpty()
                ? Optional.empty()
                : Optional.of(new FieldError(
                        reference.pointer(),
                        "circular",
                        "the segment would depend on itself: %s. Choose a segment that does not build on it"
                                .formatted(String.join(" → ", way))));
    }

    /** A segment that the rules of stages build on may look at neither stages nor lists, nor may what it refers to. */
    private Optional<FieldError> barredByRules(
            WorkspaceId workspace, ConditionReader.Reference reference, Book book, String self) {
        boolean seesStages = References.sees(ConditionReader.Kind.STAGE, reference.referring(), book);
        boolean seesLists = References.sees(ConditionReader.Kind.LIST, reference.referring(), book);
        if ((!seesStages && !seesLists)
                || stages.segments(workspace).stream()
                        .allMatch(used -> book.way(used, self, new HashSet<>()).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                seesStages
                        ? new FieldError(
                                reference.pointer(),
                                "circular",
                                "the rules of the stages build on this segment, so it cannot build on stages; "
                                        + "take it out of the rules first or use another condition")
                        : new FieldError(
                                reference.pointer(),
                                "notAllowed",
                                "the rules of the stages build on this segment, so it cannot build on a list, which has no past; "
                                        + "take it out of the rules first or use another condition"));
    }

    List<Segment> describe(WorkspaceId workspace) {
        List<StoredSegment> stored = store.all(workspace);
        if (stored.isEmpty()) {
            return List.of();
        }
        Snapshot snapshot = snapshots.snapshot(workspace);
        Book book = new Book(workspace);
        return stored.stream()
                .map(segment -> described(workspace, segment, snapshot, book))
                .toList();
    }

    private Segment described(WorkspaceId workspace, StoredSegment segment, Snapshot snapshot, Book book) {
        Condition condition = condition(segment);
        long size = sizes.get(new SizeKey(workspace, condition, snapshot.eventCount()), key ->
                (long) members(workspace, condition, snapshot, book).cardinality());
        return new Segment(
                segment.id(),
                segment.name(),
                Optional.of(segment.description()).filter(text -> !text.isEmpty()),
                segment.condition(),
                size);
    }

    /** @param agreeing who agreed to profiling */
    SegmentPreview preview(WorkspaceId workspace, JsonNode condition, BitSet agreeing) {
        Condition checked = check(workspace, condition, "/condition");
        Snapshot snapshot = snapshots.snapshot(workspace);
        BitSet found = members(workspace, checked, snapshot, new Book(workspace));
        BitSet usable = (BitSet) found.clone();
        usable.and(agreeing);
        return new SegmentPreview(found.cardinality(), snapshot.knownPersons().cardinality(), usable.cardinality());
    }

    /**
     * Which segments share people with a condition that is being typed.
     *
     * @param except the segment that the condition is going to define; it is not compared with itself
     * @param chosen segments whose regions with the condition are told apart
     */
    SegmentOverlap overlap(WorkspaceId workspace, JsonNode condition, Optional<String> except, List<String> chosen) {
        Condition checked = check(workspace, condition, "/condition");
        Snapshot snapshot = snapshots.snapshot(workspace);
        Book book = new Book(workspace);
        BitSet group = members(workspace, checked, snapshot, book);
        List<SegmentOverlap.Other> others = store.all(workspace).stream()
                .filter(segment -> !except.equals(Optional.of(segment.id())))
                .map(segment -> SegmentOverlap.other(
                        new Named(segment.id(), segment.name()),
                        kept(workspace, condition(segment), snapshot, book),
                        group))
                .sorted(Comparator.comparingLong(SegmentOverlap.Other::both)
                        .reversed()
                        .thenComparing(SegmentOverlap.Other::name))
                .toList();
        List<BitSet> sets = new ArrayList<>(List.of(group));
        for (String segment : chosen) {
            sets.add(kept(workspace, condition(find(workspace, segment)), snapshot, book));
        }
        return new SegmentOverlap(
                group.cardinality(),
                snapshot.knownPersons().cardinality(),
                others,
                SegmentOverlap.regions(chosen, sets));
    }

    /** Not to be changed. */
    private BitSet kept(WorkspaceId workspace, Condition condition, Snapshot snapshot, Book book) {
        return members.get(
                new SizeKey(workspace, condition, snapshot.eventCount()),
                key -> members(workspace, condition, snapshot, book));
    }

    Segment create(WorkspaceId workspace, SegmentContent content) {
        check(workspace, content.condition(), "/condition");
        StoredSegment segment = stored(ids.next(), content);
        store.insert(workspace, segment, clock.instant());
        return described(workspace, segment, snapshots.snapshot(workspace), new Book(workspace));
    }

    Segment update(WorkspaceId workspace, String id, SegmentContent content) {
        find(workspace, id);
        check(workspace, content.condition(), "/condition", Optional.of(id));
        StoredSegment segment = stored(id, content);
        if (!store.update(workspace, segment)) {
            throw ProblemException.notFound("The segment");
        }
        // Segments that refer to this one have other members now.
        sizes.invalidateAll();
        members.invalidateAll();
        return described(workspace, segment, snapshots.snapshot(workspace), new Book(workspace));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The segment");
        }
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String id) {
        return store.all(workspace).stream()
                .filter(segment -> References.segmentsIn(condition(segment)).contains(id))
                .map(segment -> "the segment '" + segment.name() + "'")
                .toList();
    }

    /** Names of the segments whose condition looks at a list. */
    public List<String> usesOfList(WorkspaceId workspace, String list) {
        return store.all(workspace).stream()
                .filter(segment -> References.listsIn(condition(segment)).contains(list))
                .map(segment -> "the segment '" + segment.name() + "'")
                .toList();
    }

    private StoredSegment find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The segment"));
    }

    private static StoredSegment stored(String id, SegmentContent content) {
        return new StoredSegment(
                id, content.name().strip(), content.description().orElse(""), content.condition());
    }
}
