package dev.percorso.engine.index;

import java.util.BitSet;

/**
 * Which rows a new base shard will have, in order: runs of rows taken as they are from the old shard, and gathered
 * rows of persons with new, late, merged or erased events. Gathered rows carry their core values along.
 */
final class ShardPlan {
    /** Run start of gathered rows. */
    static final int GATHERED = -1;

    private final int[] starts;
    /** Per run: first row in the old shard or {@link #GATHERED}; and its length. */
    private final IntList runStarts = new IntList();

    private final IntList runLengths = new IntList();
    final LongList times = new LongList();
    final LongList sequences = new LongList();
    final IntList markedCodes = new IntList();
    final IntList sources = new IntList();
    final IntList sourceRows = new IntList();
    final IntList originRows = new IntList();
    final IntList originPersons = new IntList();
    private int rows;
    private int openStart = GATHERED;
    private int openLength;

    ShardPlan(Snapshot snapshot, IndexSettings settings, int shard) {
        State state = snapshot.state();
        BaseShard base = state.base().shards()[shard];
        BitSet touched = snapshot.touchedLocals()[shard];
        int locals = Math.max(base.locals, touched.length());
        starts = new int[locals + 1];
        Journey journey = new Journey(snapshot, state);
        for (int local = 0; local < locals; local++) {
            starts[local] = rows;
            if (!touched.get(local)) {
                keep(base.firstRow(local), base.firstRow(local + 1), base, settings.personOf(shard, local));
                continue;
            }
            int person = settings.personOf(shard, local);
            if (snapshot.ownerOf(person) == person) {
                journey.gather(person, settings);
                take(journey);
            }
        }
        starts[locals] = rows;
        closeRun();
    }

    int rows() {
        return rows;
    }

    int[] starts() {
        return starts;
    }

    int runs() {
        return runStarts.size();
    }

    int runStart(int run) {
        return runStarts.get(run);
    }

    int runLength(int run) {
        return runLengths.get(run);
    }

    private void keep(int first, int end, BaseShard base, int person) {
        if (first == end) {
            return;
        }
        if (openStart == GATHERED || openStart + openLength != first) {
            closeRun();
            openStart = first;
        }
        for (int origin = base.originIndex(first);
                origin < base.originCount() && base.originRow(origin) < end;
                origin++) {
            int row = base.originRow(origin);
            originRows.add(rows + row - first);
            originPersons.add(base.person(row, person));
        }
        openLength += end - first;
        addRows(end - first);
    }

    private void take(Journey journey) {
        GatheredEvents events = journey.gatheredEvents();
        if (events.size == 0) {
            return;
        }
        if (openStart != GATHERED) {
            closeRun();
        }
        for (int index = 0; index < events.size; index++) {
            times.add(events.times[index]);
            sequences.add(events.sequences[index]);
            markedCodes.add(events.markedCodes[index]);
            sources.add(events.sources[index]);
            sourceRows.add(events.rows[index]);
            if (events.persons[index] != journey.person()) {
                originRows.add(rows + index);
                originPersons.add(events.persons[index]);
            }
        }
        openLength += events.size;
        addRows(events.size);
    }

    private void addRows(int added) {
        rows = Math.addExact(rows, added);
    }

    private void closeRun() {
        if (openLength > 0) {
            runStarts.add(openStart);
            runLengths.add(openLength);
        }
        openStart = GATHERED;
        openLength = 0;
    }
}
