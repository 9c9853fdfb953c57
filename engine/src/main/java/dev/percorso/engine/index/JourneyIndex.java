package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journey index of one workspace: every event of every person in order, made to be folded over fast.
 *
 * <p>The index is derived and rebuildable. It consists of a durable base (memory-mapped columns) and a live tail in
 * memory. After {@link #open}, the caller replays everything after {@link #coveredSequence()}: events, merges,
 * erasures and cuts; replaying too much does no harm. Traits are in memory only and are put again after each start.
 *
 * <p>Safe to use from many threads; changes are applied one at a time. A change is visible to every snapshot taken
 * after the call that made it returned.
 */
public final class JourneyIndex implements AutoCloseable {
    private final @Nullable Path folder;
    private final IndexSettings settings;
    private final ThreadPoolExecutor pool;
    private final String openingNote;
    private final Names names;
    private final Names propertyNames;
    private final Merges merges;
    private final Texts texts;
    private final TraitTable traits = new TraitTable();
    private final SequenceSet seen = new SequenceSet();
    private final ReentrantLock changing = new ReentrantLock();
    private final ReentrantLock compacting = new ReentrantLock();
    private volatile State state;
    private long highestSequence;
    private BitSet erasedInBase;

    private JourneyIndex(
            @Nullable Path folder,
            IndexSettings settings,
            ThreadPoolExecutor pool,
            @Nullable Generation generation,
            Texts texts,
            String openingNote) {
        this.folder = folder;
        this.settings = settings;
        this.pool = pool;
        this.openingNote = openingNote;
        this.texts = texts;
        names = generation == null ? new Names(Generation.HIGHEST_EVENT_CODE) : generation.names();
        propertyNames = generation == null ? new Names(Integer.MAX_VALUE) : generation.propertyNames();
        merges = generation == null ? new Merges() : generation.merges();
        Base base = generation == null ? Base.empty(settings.shards()) : generation.base();
        erasedInBase = generation == null ? new BitSet() : generation.erased();
        highestSequence = base.coveredSequence();
        state = new State(
                base, List.of(TailSegment.empty(settings.shards())), merges.count(), erasedInBase, base.cut());
    }

    /**
     * Opens the index in a folder, which is created when missing. What is damaged, half-written or written with other
     * settings is discarded: the index is then empty, covers nothing, and {@link #openingNote()} says why.
     *
     * @throws IOException when the folder cannot be created or read at all
     */
    public static JourneyIndex open(Path folder, IndexSettings settings) throws IOException {
        Files.createDirectories(folder);
        ThreadPoolExecutor pool = newPool(settings);
        if (!Files.exists(folder.resolve(Manifest.FILE))) {
            Generation.discardOthers(folder, 0);
            return new JourneyIndex(folder, settings, pool, null, new Texts(), "");
        }
        try {
            Generation generation = Generation.open(
                    folder, Manifest.read(folder), settings, Map.of(), pool, damage -> forgetGeneration(folder));
            Texts texts = Texts.open(
                    generation.dictionary(), generation.propertyNames().count());
            Generation.discardOthers(folder, generation.base().generation());
            return new JourneyIndex(folder, settings, pool, generation, texts, "");
        } catch (IOException | RuntimeException damaged) {
            forgetGeneration(folder);
            Generation.discardOthers(folder, 0);
            return new JourneyIndex(folder, settings, pool, null, new Texts(), String.valueOf(damaged.getMessage()));
        }
    }

    /** An index without a folder, for tests and small one-off analyses; {@link #compact()} does nothing. */
    public static JourneyIndex inMemory(IndexSettings settings) {
        return new JourneyIndex(null, settings, newPool(settings), null, new Texts(), "");
    }

    /** Why the folder was discarded when the index was opened; empty when it was not. */
    public String openingNote() {
        return openingNote;
    }

    /** Highest event sequence in the durable base; what comes after it is the caller's to replay. 0 for none. */
    public long coveredSequence() {
        return state.base().coveredSequence();
    }

    /** Number of events that are not in the durable base yet: a measure of when to compact. */
    public long tailEvents() {
        return state.tailEvents();
    }

    /** Bytes of the columns that every event of the base has, without properties. */
    public long coreBytes() {
        long bytes = 0;
        for (BaseShard shard : state.base().shards()) {
            bytes += shard.coreBytes();
        }
        return bytes;
    }

    /**
     * Adds events in any order of time; late ones take their place. Events at or below {@link #coveredSequence()},
     * already seen, of erased persons or before the cut are ignored, so replaying is harmless.
     *
     * @return number of events that were new
     * @throws IllegalArgumentException when a property is neither text, number nor boolean; events before the one at
     *     fault were added
     */
    public int append(List<IndexedEvent> events) {
        changing.lock();
        try {
            State current = state;
            TailSegment tail = current.tails().getLast();
            int added = 0;
            try {
                for (IndexedEvent event : events) {
                    added += append(event, current, tail) ? 1 : 0;
                }
            } finally {
                publish(current.base(), current.tails(), current.erased(), current.cut());
            }
            return added;
        } finally {
            changing.unlock();
        }
    }

    private boolean append(IndexedEvent event, State current, TailSegment tail) {
        long sequence = event.sequence();
        if (sequence <= current.base().coveredSequence()) {
            return false;
        }
        int owner = merges.ownerOf(event.person(), merges.count());
        boolean isForgotten = event.time() < current.cut()
                || current.erased().get(owner)
                || current.erased().get(event.person());
        // Nothing of a forgotten event may come into the dictionaries.
        long @Nullable [] properties = isForgotten ? null : encode(event.properties());
        if (!seen.add(sequence)) {
            return false;
        }
        highestSequence = Math.max(highestSequence, sequence);
        if (isForgotten) {
            return false;
        }
        tail.shard(settings.shardOf(owner))
                .append(
                        settings.localOf(owner),
                        sequence,
                        event.person(),
                        event.time(),
                        names.codeFor(event.name()),
                        properties);
        return true;
    }

    private long @Nullable [] encode(Map<String, ?> properties) {
        if (properties.isEmpty()) {
            return null;
        }
        long[] pairs = new long[properties.size() * 2];
        int at = 0;
        for (Map.Entry<String, ?> property : properties.entrySet()) {
            int id = propertyNames.codeFor(property.getKey());
            pairs[at++] = id;
            pairs[at++] = Cell.encode(property.getValue(), texts.of(id), property.getKey());
        }
        return pairs;
    }

    /**
     * From now on the events of {@code from}, past and future, belong to {@code into}. Merging twice, or merging an
     * erased person, does nothing. Traits are not moved: put the merged ones on {@code into}.
     */
    public void mergePersons(int from, int into) {
        changing.lock();
        try {
            State current = state;
            int fromOwner = merges.ownerOf(from, merges.count());
            int intoOwner = merges.ownerOf(into, merges.count());
            if (fromOwner == intoOwner
                    || current.erased().get(fromOwner)
                    || current.erased().get(intoOwner)) {
                return;
            }
            merges.add(fromOwner, intoOwner);
            publish(current.base(), current.tails(), current.erased(), current.cut());
        } finally {
            changing.unlock();
        }
    }

    /** Sets the given traits of a person (text, number or boolean); a null value removes one; others stay. */
    public void putTraits(int person, Map<String, ? extends @Nullable Object> personTraits) {
        traits.put(person, personTraits);
    }

    /**
     * Hides the person, everyone merged into it and all their events and traits at once and for good; the next
     * compaction removes them, and texts and names only they used, from disk. The person's number must not be used
     * again. Until that compaction ended, a restart forgets the erasure: repeat it then; repeating is harmless.
     */
    public void erase(int person) {
        changing.lock();
        try {
            State current = state;
            BitSet erased = (BitSet) current.erased().clone();
            int owner = merges.ownerOf(person, merges.count());
            merges.forEachMember(owner, 0, merges.count(), member -> {
                erased.set(member);
                traits.erase(member);
            });
            publish(current.base(), current.tails(), erased, current.cut());
        } finally {
            changing.unlock();
        }
    }

    /**
     * Hides all events before the instant, and those that still arrive, at once and for good; sessions are cut anew
     * from what remains. The next compaction removes them, and texts and names only they used, from disk; until it
     * ended, a restart forgets a cut: repeat it then. An instant before an earlier cut does nothing.
     */
    public void cutBefore(Instant instant) {
        changing.lock();
        try {
            State current = state;
            long cut = Math.max(current.cut(), instant.toEpochMilli());
            publish(current.base(), current.tails(), current.erased(), cut);
        } finally {
            changing.unlock();
        }
    }

    /** Forgets what another index of the same persons has forgotten: for one that takes its place. */
    public void forgetAs(JourneyIndex other) {
        State known = other.state;
        changing.lock();
        try {
            State current = state;
            BitSet erased = (BitSet) current.erased().clone();
            erased.or(known.erased());
            known.erased().stream().forEach(traits::erase);
            publish(current.base(), current.tails(), erased, Math.max(current.cut(), known.cut()));
        } finally {
            changing.unlock();
        }
    }

    /** The index as it is now. */
    public Snapshot snapshot() {
        return new Snapshot(this, state, traits.view());
    }

    /**
     * Writes base and tail into a new generation and switches to it in one atomic step; a crash at any moment leaves
     * the old or the new one. Appends and snapshots go on meanwhile. Does nothing when there is nothing new.
     *
     * @throws IOException when writing fails; the index then goes on with what it had, and a later call tries again
     */
    public void compact() throws IOException {
        Path target = folder;
        if (target == null) {
            return;
        }
        compacting.lock();
        try {
            Frozen frozen = freeze();
            if (frozen != null) {
                new Compaction(this, target, frozen.state(), frozen.highestSequence()).run();
            }
        } finally {
            texts.stopNotingUse();
            names.stopNotingUse();
            propertyNames.stopNotingUse();
            compacting.unlock();
        }
    }

    private record Frozen(State state, long highestSequence) {}

    /** Ends the live tail segment, starts another, and gives the state to write; null when it is all written. */
    private @Nullable Frozen freeze() {
        changing.lock();
        try {
            State current = state;
            boolean forgetting = isForgetting(current);
            if (highestSequence == current.base().coveredSequence()
                    && current.mergeCount() == current.base().mergeCount()
                    && !forgetting) {
                return null;
            }
            if (forgetting) {
                texts.beginNotingUse();
                names.beginNotingUse();
                propertyNames.beginNotingUse();
            }
            List<TailSegment> tails = new ArrayList<>(current.tails());
            if (current.tails().getLast().events() > 0) {
                tails.add(TailSegment.empty(settings.shards()));
            }
            publish(current.base(), List.copyOf(tails), current.erased(), current.cut());
            return new Frozen(current, highestSequence);
        } finally {
            changing.unlock();
        }
    }

    /** Takes the written generation as the base. Called by the compaction. */
    void switchTo(Generation written, State frozen) throws IOException {
        changing.lock();
        try {
            texts.rebase(written.dictionary());
            State current = state;
            int kept = current.tails().size();
            int done = frozen.tailEvents() == 0 ? 0 : frozen.tails().size();
            List<TailSegment> tails = current.tails().subList(Math.min(done, kept - 1), kept);
            erasedInBase = frozen.erased();
            seen.forgetThrough(written.base().coveredSequence());
            publish(written.base(), List.copyOf(tails), current.erased(), current.cut());
        } finally {
            changing.unlock();
        }
    }

    private void publish(Base base, List<TailSegment> tails, BitSet erased, long cut) {
        List<TailSegment> counted = new ArrayList<>(tails);
        counted.set(tails.size() - 1, tails.getLast().recounted());
        state = new State(base, List.copyOf(counted), merges.count(), erased, cut);
    }

    /** Stops the threads. Snapshots taken before can no longer be folded, but nothing on disk is lost. */
    @Override
    public void close() {
        compacting.lock();
        try {
            pool.shutdownNow();
        } finally {
            compacting.unlock();
        }
    }

    private static void forgetGeneration(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(Manifest.FILE));
        } catch (IOException kept) {
            // Then the next open() finds the same damage and discards it again.
            return;
        }
    }

    private static ThreadPoolExecutor newPool(IndexSettings settings) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("percorso-fold-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    IndexSettings settings() {
        return settings;
    }

    ExecutorService pool() {
        return pool;
    }

    Names names() {
        return names;
    }

    Names propertyNames() {
        return propertyNames;
    }

    Merges merges() {
        return merges;
    }

    Texts texts() {
        return texts;
    }

    /** Whether the base holds something that the state has forgotten. */
    boolean isForgetting(State frozen) {
        return frozen.isCutting() || !frozen.erased().equals(erasedInBase);
    }

    /** Forgets names whose use was not noted. Called by the compaction after it looked at every event. */
    void dropUnusedNames() {
        changing.lock();
        try {
            names.dropUnused();
            propertyNames.dropUnused();
        } finally {
            changing.unlock();
        }
    }

    void onDamage(DamagedIndexException damage) {
        if (folder != null) {
            forgetGeneration(folder);
        }
    }
}
