package dev.percorso.engine.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The index as it was at one moment: later appends, merges, erasures, traits and compactions do not change it. Cheap
 * to take, needs no closing, safe to use from many threads. Event and text codes stay valid for the life of the index;
 * names and texts that only forgotten events had read as empty once a compaction has removed them.
 */
public final class Snapshot {
    /** Persons between looks at the switch and words to the watcher. */
    private static final int STRIDE = 1024;
    /** Groups between looks at the switch: there are fewer of them, and each is more work. */
    private static final int GROUPS_AT_A_TIME = 32;
    /** Rows whose codes a fold reads at a time: they stay in the first-level cache. */
    private static final int ROWS_AHEAD = 8192;

    private final JourneyIndex index;
    private final IndexSettings settings;
    private final State state;
    private final TraitTable.View traits;
    private final ConcurrentMap<String, Property> properties = new ConcurrentHashMap<>();
    private final @Nullable Grouping grouping;
    private volatile BitSet @Nullable [] touched;

    Snapshot(JourneyIndex index, State state, TraitTable.View traits) {
        this(index, state, traits, null);
    }

    private Snapshot(JourneyIndex index, State state, TraitTable.View traits, @Nullable Grouping grouping) {
        this.index = index;
        this.settings = index.settings();
        this.state = state;
        this.traits = traits;
        this.grouping = grouping;
    }

    /**
     * The same moment with each group in the place of a person: its journey is the events of all its members in order,
     * with sessions of its own, and its traits are the group's. Person numbers are those of groups from then on; who
     * belongs to no group is left out. Every fold runs on it unchanged.
     *
     * @param groups made on this snapshot
     */
    public Snapshot groupedBy(Grouping groups) {
        if (grouping != null) {
            throw new IllegalStateException("the snapshot is grouped already");
        }
        return new Snapshot(index, state, groups.traits(), groups);
    }

    /** Everyone who has a trait, those merged away or erased included. */
    BitSet withTraits() {
        return traits.persons();
    }

    /** Code of an event name, or -1 when no event ever had it. */
    public int code(String eventName) {
        return index.names().find(eventName);
    }

    /** Name of an event code. */
    public String name(int code) {
        return index.names().name(code);
    }

    /**
     * Names by code, at least as many as this snapshot's events need; code 0 is {@code (other)}, and a name that only
     * forgotten events had is empty.
     */
    public List<String> eventNames() {
        return index.names().all();
    }

    /** Names of all event properties ever seen. */
    public List<String> propertyNames() {
        return index.propertyNames().known();
    }

    /** Names of all traits. */
    public List<String> traitNames() {
        return List.copyOf(traits.columns().keySet());
    }

    /** Resolves an event property; a property nobody has is absent everywhere. Loads and checks its columns once. */
    public Property property(String name) {
        return properties.computeIfAbsent(name, this::resolve);
    }

    /** Resolves a trait; a trait nobody has is absent everywhere. */
    public Trait trait(String name) {
        return new Trait(name, traits.columns().get(name));
    }

    /** Number of events, those forgotten that are still in files included. */
    public long eventCount() {
        return state.base().rows() + state.tailEvents();
    }

    /** The person who owns this person's events after all merges. */
    public int ownerOf(int person) {
        return grouping != null ? person : merges().ownerOf(person, state.mergeCount());
    }

    /** Whether the person was erased. */
    public boolean isErased(int person) {
        return grouping == null && state.erased().get(person);
    }

    /** The journey of the owner of the person; empty when the person has no events. The caller may keep it. */
    public Journey journey(int person) {
        int owner = ownerOf(person);
        Journey journey = new Journey(this, state);
        if (grouping != null) {
            journey.gather(owner, grouping, settings);
        } else if (isUntouched(owner)) {
            int shard = settings.shardOf(owner);
            int local = settings.localOf(owner);
            BaseShard base = state.base().shards()[shard];
            journey.viewBase(owner, shard, base.firstRow(local), base.firstRow(local + 1), 0);
        } else {
            journey.gather(owner, settings);
        }
        return journey;
    }

    /** Everyone who has a trait or may have an event: owners only, none erased. */
    public BitSet knownPersons() {
        return fold(
                new Fold<BitSet>() {
                    @Override
                    public BitSet newAccumulator() {
                        return new BitSet();
                    }

                    @Override
                    public void accept(Journey journey, BitSet persons) {
                        persons.set(journey.person());
                    }

                    @Override
                    public BitSet combine(BitSet left, BitSet right) {
                        left.or(right);
                        return left;
                    }
                },
                FoldScope.everyone().andWithoutEvents());
    }

    /** Folds over everyone who has an event. */
    public <A> A fold(Fold<A> fold) {
        return fold(fold, FoldScope.everyone());
    }

    /**
     * Folds over the persons in the scope, in parallel over shards.
     *
     * @throws CancellationException when the scope's switch was thrown
     */
    public <A> A fold(Fold<A> fold, FoldScope scope) {
        return grouping == null ? foldPersons(fold, scope) : foldGroups(fold, scope, grouping);
    }

    /** Folds over groups: workers take a stride of them at a time. */
    private <A> A foldGroups(Fold<A> fold, FoldScope scope, Grouping groups) {
        AtomicInteger nextStride = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<A>> running = new ArrayList<>();
        scope.progress().begin(groups.size());
        for (int worker = 0; worker < settings.threads(); worker++) {
            running.add(index.pool().submit(() -> {
                A accumulator = fold.newAccumulator();
                Journey journey = new Journey(this, state);
                try {
                    int group = nextStride.getAndAdd(GROUPS_AT_A_TIME);
                    while (group < groups.size() && !failed.get()) {
                        checkCancelled(scope);
                        int end = Math.min(groups.size(), group + GROUPS_AT_A_TIME);
                        scope.progress().advance(end - group);
                        for (; group < end; group++) {
                            visit(group, groups, journey, fold, scope, accumulator);
                        }
                        group = nextStride.getAndAdd(GROUPS_AT_A_TIME);
                    }
                } catch (Throwable anything) {
                    failed.set(true);
                    throw anything;
                }
                return accumulator;
            }));
        }
        A result = combined(fold, running);
        scope.progress().end();
        return result;
    }

    private <A> void visit(int group, Grouping groups, Journey journey, Fold<A> fold, FoldScope scope, A accumulator) {
        if (!scope.isEveryone() && !scope.persons().test(group)) {
            return;
        }
        journey.gather(group, groups, settings);
        if (!journey.isEmpty() || (scope.withoutEvents() && groups.hasTraits(group))) {
            fold.accept(journey, accumulator);
        }
    }

    private static void checkCancelled(FoldScope scope) {
        if (scope.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the fold was cancelled");
        }
    }

    private <A> A foldPersons(Fold<A> fold, FoldScope scope) {
        ExecutorService pool = index.pool();
        int workers = Math.min(settings.threads(), settings.shards());
        AtomicInteger nextShard = new AtomicInteger();
        AtomicBoolean failed = new AtomicBoolean();
        List<Future<A>> running = new ArrayList<>();
        BitSet withTraits = scope.withoutEvents() ? traits.persons() : new BitSet();
        long locals = 0;
        for (int shard = 0; shard < settings.shards(); shard++) {
            locals += locals(shard, withTraits);
        }
        scope.progress().begin(locals);
        for (int worker = 0; worker < workers; worker++) {
            running.add(pool.submit(() -> {
                A accumulator = fold.newAccumulator();
                Journey journey = new Journey(this, state);
                try {
                    int shard = nextShard.getAndIncrement();
                    while (shard < settings.shards() && !failed.get()) {
                        new ShardVisit<>(fold, accumulator, scope, journey, withTraits, shard).run();
                        shard = nextShard.getAndIncrement();
                    }
                } catch (Throwable anything) {
                    failed.set(true);
                    throw anything;
                }
                return accumulator;
            }));
        }
        A result = combined(fold, running);
        scope.progress().end();
        return result;
    }

    /** One above the highest local number that a fold may visit in the shard. */
    private int locals(int shard, BitSet withTraits) {
        int withRows = Math.max(state.base().shards()[shard].locals, touchedLocals()[shard].length());
        return Math.max(withRows, withTraits.isEmpty() ? 0 : settings.localOf(withTraits.length() - 1) + 1);
    }

    /** Folds over the given persons one after the other on the calling thread: right for few persons. */
    public <A> A foldFew(Fold<A> fold, int... persons) {
        A accumulator = fold.newAccumulator();
        for (int person : persons) {
            fold.accept(journey(person), accumulator);
        }
        return accumulator;
    }

    private static <A> A combined(Fold<A> fold, List<Future<A>> running) {
        A result = null;
        Throwable failure = null;
        for (Future<A> worker : running) {
            try {
                A part = worker.get();
                result = result == null ? part : fold.combine(result, part);
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause() == null ? failed : failed.getCause();
                failure = failure == null ? cause : failure;
            } catch (InterruptedException interrupted) {
                running.forEach(other -> other.cancel(true));
                Thread.currentThread().interrupt();
                throw new CancellationException("interrupted while folding");
            }
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null || result == null) {
            throw new IllegalStateException("a fold failed", failure);
        }
        return result;
    }

    /** One worker's walk through one shard. */
    private final class ShardVisit<A> {
        private final Fold<A> fold;
        private final A accumulator;
        private final FoldScope scope;
        private final Journey journey;
        private final BitSet withTraits;
        private final int shard;
        private final BitSet touchedLocals;

        ShardVisit(Fold<A> fold, A accumulator, FoldScope scope, Journey journey, BitSet withTraits, int shard) {
            this.fold = fold;
            this.accumulator = accumulator;
            this.scope = scope;
            this.journey = journey;
            this.withTraits = withTraits;
            this.shard = shard;
            this.touchedLocals = touchedLocals()[shard];
        }

        void run() {
            BaseShard base = state.base().shards()[shard];
            int end = locals(shard, withTraits);
            boolean everyone = scope.isEveryone();
            int nextTouched = next(touchedLocals, 0);
            int row = 0;
            for (int local = 0; local < end; local++) {
                if ((local & (STRIDE - 1)) == 0) {
                    checkCancelled(scope);
                    scope.progress().advance(Math.min(STRIDE, end - local));
                }
                int firstRow = row;
                row = base.firstRow(local + 1);
                int person = settings.personOf(shard, local);
                boolean isTouched = local == nextTouched;
                if (isTouched) {
                    nextTouched = next(touchedLocals, local + 1);
                }
                boolean hasRows = isTouched || row > firstRow || withTraits.get(person);
                if (hasRows && (everyone || scope.persons().test(person))) {
                    visit(person, isTouched, firstRow, row);
                }
            }
        }

        private void visit(int person, boolean isTouched, int firstRow, int endRow) {
            // Someone without rows may be known by traits though merged away or erased.
            if ((isTouched || firstRow == endRow) && (ownerOf(person) != person || isErased(person))) {
                return;
            }
            if (isTouched) {
                journey.gather(person, settings);
            } else {
                journey.viewBase(person, shard, firstRow, endRow, ROWS_AHEAD);
            }
            if (!journey.isEmpty() || withTraits.get(person)) {
                fold.accept(journey, accumulator);
            }
        }
    }

    private static int next(BitSet bits, int from) {
        int next = bits.nextSetBit(from);
        return next < 0 ? Integer.MAX_VALUE : next;
    }

    /** Per shard the local numbers whose journey is not simply their base rows. */
    BitSet[] touchedLocals() {
        BitSet[] known = touched;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            BitSet[] marked = touched;
            if (marked == null) {
                marked = markTouched();
                touched = marked;
            }
            return marked;
        }
    }

    private BitSet[] markTouched() {
        BitSet[] marked = new BitSet[settings.shards()];
        for (int shard = 0; shard < marked.length; shard++) {
            marked[shard] = new BitSet();
        }
        for (TailSegment segment : state.tails()) {
            for (int shard = 0; shard < marked.length; shard++) {
                TailShard tail = segment.shard(shard);
                for (int position = 0; position < segment.count(shard); position++) {
                    mark(marked, ownerOf(tail.person(position)));
                }
            }
        }
        for (int merge = state.base().mergeCount(); merge < state.mergeCount(); merge++) {
            mark(marked, merges().from(merge));
            mark(marked, ownerOf(merges().from(merge)));
        }
        state.erased().stream().filter(this::hasBaseRows).forEach(person -> mark(marked, person));
        if (state.isCutting()) {
            for (int shard = 0; shard < marked.length; shard++) {
                int locals = state.base().shards()[shard].locals;
                for (int local = 0; local < locals; local++) {
                    if (hasRowsBeforeCut(shard, local)) {
                        marked[shard].set(local);
                    }
                }
            }
        }
        return marked;
    }

    private boolean hasBaseRows(int person) {
        BaseShard base = state.base().shards()[settings.shardOf(person)];
        int local = settings.localOf(person);
        return base.firstRow(local) < base.firstRow(local + 1);
    }

    private boolean hasRowsBeforeCut(int shard, int local) {
        BaseShard base = state.base().shards()[shard];
        int first = base.firstRow(local);
        return first < base.firstRow(local + 1) && base.time(first) < state.cut();
    }

    private void mark(BitSet[] marked, int person) {
        marked[settings.shardOf(person)].set(settings.localOf(person));
    }

    private boolean isUntouched(int owner) {
        if (state.erased().get(owner) || merges().hasMember(owner, state.base().mergeCount(), state.mergeCount())) {
            return false;
        }
        int shard = settings.shardOf(owner);
        if (state.isCutting() && hasRowsBeforeCut(shard, settings.localOf(owner))) {
            return false;
        }
        for (TailSegment segment : state.tails()) {
            if (segment.shard(shard).newest(settings.localOf(owner), segment.count(shard)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private Property resolve(String name) {
        int id = index.propertyNames().find(name);
        BaseShard[] shards = state.base().shards();
        @Nullable PropertyColumn[] columns = new @Nullable PropertyColumn[shards.length];
        if (id >= 0) {
            for (int shard = 0; shard < shards.length; shard++) {
                columns[shard] = shards[shard].column(id);
            }
        }
        TextDictionary texts = id < 0 ? new TextDictionary() : index.texts().of(id);
        return new Property(name, id, state.base(), columns, texts);
    }

    /** Whether any event may have a property. */
    boolean hasProperties() {
        return index.propertyNames().count() > 1;
    }

    Merges merges() {
        return index.merges();
    }

    State state() {
        return state;
    }
}
