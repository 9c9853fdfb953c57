package dev.percorso.engine.index;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One person's events in order of time, then arrival, numbered from 0 to {@code size() - 1}. A view that is moved from
 * person to person during a fold: read what you need and never keep it.
 *
 * <p>A journey that lies in the durable base is read straight from the mapped columns; one with new, late or merged
 * events from small arrays put together for it. Indices outside the journey give undefined values or an
 * {@link IndexOutOfBoundsException}.
 */
public final class Journey {
    private final Snapshot snapshot;
    private final Base base;
    private final State state;
    private int person;
    private int size;
    private boolean gathered;

    private int shardNumber;
    private BaseShard shard = BaseShard.EMPTY;
    private MemorySegment shardTimes = MemorySegment.NULL;
    private int firstRow;

    /** Event codes with session bits, those of the journey from {@code codesAt} on. */
    private short[] codes = new short[0];

    private int codesAt;
    /** Codes of consecutive rows of the shard, copied a block at a time: a fold then reads codes from an array. */
    private short[] block = new short[0];

    private int blockStart;
    private int blockEnd;

    private final GatheredEvents events = new GatheredEvents();
    private int[] sessions = new int[16];
    private int sessionsKnown;

    Journey(Snapshot snapshot, State state) {
        this.snapshot = snapshot;
        this.state = state;
        this.base = state.base();
    }

    /** The person whose journey this is: the owner after all merges. */
    public int person() {
        return person;
    }

    /** Number of events. */
    public int size() {
        return size;
    }

    /** Whether there are no events. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Instant of the event in epoch milliseconds. */
    public long time(int index) {
        return gathered ? events.times[index] : shardTimes.getAtIndex(SectionFile.LONG, (long) firstRow + index);
    }

    /** Copies the instants of the events with the first {@code count} indices given; for hot loops. */
    public void copyTimes(int[] indices, int count, long[] target) {
        if (gathered) {
            for (int at = 0; at < count; at++) {
                target[at] = events.times[indices[at]];
            }
            return;
        }
        MemorySegment source = shardTimes;
        long first = firstRow;
        for (int at = 0; at < count; at++) {
            target[at] = source.getAtIndex(SectionFile.LONG, first + indices[at]);
        }
    }

    /** Code of the event's name; see {@link Snapshot#code(String)} and {@link Snapshot#name(int)}. */
    public int code(int index) {
        return markedCode(index) & ~BaseShard.SESSION_START;
    }

    /** Name of the event. */
    public String name(int index) {
        return snapshot.name(code(index));
    }

    /** Whether the event is the first of a session. */
    public boolean startsSession(int index) {
        return (markedCode(index) & BaseShard.SESSION_START) != 0;
    }

    /** Ordinal of the event's session inside the journey, from 0. */
    public int session(int index) {
        if (index >= sessionsKnown) {
            if (sessions.length < size) {
                sessions = new int[Math.max(size, sessions.length * 2)];
                sessionsKnown = 0;
            }
            int session = sessionsKnown == 0 ? -1 : sessions[sessionsKnown - 1];
            for (int next = sessionsKnown; next <= index; next++) {
                session += startsSession(next) ? 1 : 0;
                sessions[next] = session;
            }
            sessionsKnown = index + 1;
        }
        return sessions[index];
    }

    /** Number of sessions. */
    public int sessionCount() {
        return size == 0 ? 0 : session(size - 1) + 1;
    }

    /** Arrival number of the event. */
    public long sequence(int index) {
        return gathered ? events.sequences[index] : shard.sequence(firstRow + index);
    }

    /** The person the event arrived for, before any merge. */
    public int originalPerson(int index) {
        return gathered ? events.persons[index] : shard.person(firstRow + index, person);
    }

    /** Index of the first event later than the instant; {@code size()} when there is none. */
    public int indexAfter(long time) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Whether the event has the property. */
    public boolean has(int index, Property property) {
        return cell(index, property) != Cell.ABSENT;
    }

    /** The property as a number; NaN when absent or not a number. */
    public double number(int index, Property property) {
        long value = cell(index, property);
        return Cell.isNumber(value) ? Double.longBitsToDouble(value) : Double.NaN;
    }

    /** The property's text code; {@link Property#NO_TEXT} when absent or not a text. */
    public int text(int index, Property property) {
        long value = cell(index, property);
        return Cell.isText(value) ? Cell.textCode(value) : Property.NO_TEXT;
    }

    /** The property as {@code String}, {@code Double} or {@code Boolean}; null when absent. */
    public @Nullable Object value(int index, Property property) {
        return Cell.decode(cell(index, property), property.texts);
    }

    /** The property as a {@link Cell}; text codes are those of the property. */
    public long cell(int index, Property property) {
        if (property.base != base) {
            throw new IllegalArgumentException(
                    "property " + property.name() + " was resolved on another snapshot; resolve it on this one");
        }
        if (!gathered) {
            PropertyColumn column = property.columns[shardNumber];
            return column == null ? Cell.ABSENT : column.value(firstRow + index);
        }
        int source = events.sources[index];
        int row = events.rows[index];
        if (source < base.shards().length) {
            PropertyColumn column = property.columns[source];
            return column == null ? Cell.ABSENT : column.value(row);
        }
        return property.id < 0 ? Cell.ABSENT : tail(source).property(row, property.id);
    }

    /** Finds the events of the journey that matter; for hot loops over whole journeys. */
    public void select(Selection selection) {
        if (gathered) {
            selection.view(events);
        } else {
            selection.view(shard, firstRow, firstRow + size, block, blockStart, blockEnd);
        }
    }

    TailShard tail(int source) {
        int shards = base.shards().length;
        return state.tails().get(source / shards - 1).shard(source % shards);
    }

    /** Event code with the session bit. */
    int markedCode(int index) {
        return codes[codesAt + index] & 0xFFFF;
    }

    GatheredEvents gatheredEvents() {
        return events;
    }

    boolean isGathered() {
        return gathered;
    }

    /**
     * Moves the view to rows of the base.
     *
     * @param ahead how many rows' codes to read at least, when more are read anyway
     */
    void viewBase(int newPerson, int newShardNumber, int start, int end, int ahead) {
        person = newPerson;
        size = end - start;
        gathered = false;
        sessionsKnown = 0;
        firstRow = start;
        if (newShardNumber != shardNumber || shard == BaseShard.EMPTY) {
            shardNumber = newShardNumber;
            shard = base.shards()[newShardNumber];
            shardTimes = shard.times;
            blockEnd = 0;
            blockStart = 0;
        }
        if (start < blockStart || end > blockEnd) {
            readBlock(start, Math.max(end, Math.min(shard.rows, start + ahead)));
        }
        codes = block;
        codesAt = start - blockStart;
    }

    private void readBlock(int start, int end) {
        if (block.length < end - start) {
            block = new short[end - start];
        }
        MemorySegment.copy(shard.codes, SectionFile.SHORT, start * 2L, block, 0, end - start);
        blockStart = start;
        blockEnd = end;
    }

    /** Moves the view to everything a person owns in this state: base rows and tail events of all its members. */
    void gather(int newPerson, IndexSettings settings) {
        begin(newPerson);
        collectOwned(newPerson, settings);
        arrange(settings);
    }

    /** Moves the view to everything that the persons of a group own. */
    void gather(int group, Grouping groups, IndexSettings settings) {
        begin(group);
        for (int at = groups.firstOf(group); at < groups.firstOf(group + 1); at++) {
            collectOwned(groups.member(at), settings);
        }
        arrange(settings);
    }

    private void begin(int newPerson) {
        person = newPerson;
        gathered = true;
        sessionsKnown = 0;
        events.clear();
    }

    private void collectOwned(int owner, IndexSettings settings) {
        if (!state.erased().get(owner)) {
            snapshot.merges()
                    .forEachMember(owner, base.mergeCount(), state.mergeCount(), member -> collect(member, settings));
        }
    }

    private void arrange(IndexSettings settings) {
        events.sort();
        events.markSessions(
                settings.sessionGap().toMillis(), settings.sessionMaximum().toMillis());
        size = events.size;
        codes = events.markedCodes;
        codesAt = 0;
    }

    private void collect(int member, IndexSettings settings) {
        if (state.erased().get(member)) {
            return;
        }
        int number = settings.shardOf(member);
        int local = settings.localOf(member);
        BaseShard source = base.shards()[number];
        int end = source.firstRow(local + 1);
        for (int row = source.firstRow(local); row < end; row++) {
            long time = source.time(row);
            if (time < state.cut()) {
                continue;
            }
            events.add(time, source.sequence(row), source.markedCode(row), number, row).persons[events.size - 1] =
                    source.person(row, member);
        }
        int segmentNumber = base.shards().length;
        for (TailSegment segment : state.tails()) {
            TailShard tail = segment.shard(number);
            int first = events.size;
            for (int at = tail.newest(local, segment.count(number)); at >= 0; at = tail.older(at)) {
                if (tail.time(at) < state.cut()) {
                    continue;
                }
                events.add(tail.time(at), tail.sequence(at), tail.code(at), segmentNumber + number, at)
                                .persons[events.size - 1] =
                        tail.person(at);
            }
            events.reverse(first);
            segmentNumber += base.shards().length;
        }
    }

    @Override
    public String toString() {
        String[] names = new String[size];
        Arrays.setAll(names, this::name);
        return "Journey of " + person + " " + Arrays.toString(names);
    }
}
