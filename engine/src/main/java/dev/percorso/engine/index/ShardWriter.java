package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;

/** Writes one shard of a new generation from its plan. */
final class ShardWriter {
    private final JourneyIndex index;
    private final Snapshot snapshot;
    private final BaseShard old;
    private final ShardPlan plan;
    private final boolean notesUse;

    /** Values of gathered rows of one property: output row and value, rows ascending. */
    private record GatheredValues(IntList rows, LongList values) {}

    /** @param notesUse whether to note the names and texts in use, so that others can be dropped */
    ShardWriter(JourneyIndex index, Snapshot snapshot, int shard, ShardPlan plan, boolean notesUse) {
        this.index = index;
        this.snapshot = snapshot;
        this.old = snapshot.state().base().shards()[shard];
        this.plan = plan;
        this.notesUse = notesUse;
    }

    void write(Path file) throws IOException {
        try (SectionWriter writer = new SectionWriter(file)) {
            writer.begin(Section.STARTS, 0);
            for (int start : plan.starts()) {
                writer.putInt(start);
            }
            writer.end(plan.starts().length - 1);
            writeTimes(writer);
            writeCodes(writer);
            if (notesUse) {
                noteNames();
            }
            writeSequences(writer);
            writeOrigins(writer);
            Map<Integer, GatheredValues> gathered = gatherValues();
            for (int property : old.properties()) {
                gathered.computeIfAbsent(property, ignored -> new GatheredValues(new IntList(), new LongList()));
            }
            for (Map.Entry<Integer, GatheredValues> property : gathered.entrySet()) {
                writeProperty(writer, property.getKey(), property.getValue());
            }
            writer.finish();
        }
    }

    private void writeTimes(SectionWriter writer) throws IOException {
        writer.begin(Section.TIMES, 0);
        int gathered = 0;
        for (int run = 0; run < plan.runs(); run++) {
            int length = plan.runLength(run);
            if (plan.runStart(run) != ShardPlan.GATHERED) {
                writer.put(old.times, plan.runStart(run) * 8L, length * 8L);
                continue;
            }
            for (int end = gathered + length; gathered < end; gathered++) {
                writer.putLong(plan.times.get(gathered));
            }
        }
        writer.end(plan.rows());
    }

    private void writeCodes(SectionWriter writer) throws IOException {
        writer.begin(Section.CODES, 0);
        int gathered = 0;
        for (int run = 0; run < plan.runs(); run++) {
            int length = plan.runLength(run);
            if (plan.runStart(run) != ShardPlan.GATHERED) {
                writer.put(old.codes, plan.runStart(run) * 2L, length * 2L);
                continue;
            }
            for (int end = gathered + length; gathered < end; gathered++) {
                writer.putShort((short) plan.markedCodes.get(gathered));
            }
        }
        writer.end(plan.rows());
    }

    private void noteNames() {
        BitSet used = new BitSet();
        for (int run = 0; run < plan.runs(); run++) {
            int start = plan.runStart(run);
            for (int row = start; start != ShardPlan.GATHERED && row < start + plan.runLength(run); row++) {
                used.set(old.markedCode(row) & ~BaseShard.SESSION_START);
            }
        }
        for (int gathered = 0; gathered < plan.markedCodes.size(); gathered++) {
            used.set(plan.markedCodes.get(gathered) & Generation.HIGHEST_EVENT_CODE);
        }
        used.stream().forEach(index.names()::noteUse);
    }

    private void writeSequences(SectionWriter writer) throws IOException {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int index = 0; index < plan.sequences.size(); index++) {
            least = Math.min(least, plan.sequences.get(index));
            most = Math.max(most, plan.sequences.get(index));
        }
        if (old.rows > 0) {
            least = Math.min(least, old.firstSequence());
            most = Math.max(most, old.lastSequence());
        }
        least = least == Long.MAX_VALUE ? 0 : least;
        boolean wide = most - least > 0xFFFF_FFFFL;
        writer.begin(Section.SEQUENCES, wide ? 1 : 0);
        int gathered = 0;
        for (int run = 0; run < plan.runs(); run++) {
            int length = plan.runLength(run);
            int start = plan.runStart(run);
            boolean kept = start != ShardPlan.GATHERED;
            if (kept && old.copySequences(writer, start, length, least, wide)) {
                continue;
            }
            for (int index = 0; index < length; index++) {
                long sequence = kept ? old.sequence(start + index) : plan.sequences.get(gathered++);
                if (wide) {
                    writer.putLong(sequence);
                } else {
                    writer.putInt((int) (sequence - least));
                }
            }
        }
        writer.end(plan.rows());
        writer.begin(Section.SEQUENCE_RANGE, 0);
        writer.putLong(least);
        writer.putLong(most);
        writer.end(2);
    }

    private void writeOrigins(SectionWriter writer) throws IOException {
        writer.begin(Section.ORIGINS, 0);
        for (int index = 0; index < plan.originRows.size(); index++) {
            writer.putInt(plan.originRows.get(index));
        }
        for (int index = 0; index < plan.originPersons.size(); index++) {
            writer.putInt(plan.originPersons.get(index));
        }
        writer.end(plan.originRows.size());
    }

    /** Goes once over the gathered rows and sorts their property values out by property. */
    private Map<Integer, GatheredValues> gatherValues() {
        Map<Integer, GatheredValues> byProperty = new TreeMap<>();
        if (!snapshot.hasProperties()) {
            return byProperty;
        }
        Journey reader = new Journey(snapshot, snapshot.state());
        int outputRow = 0;
        int gathered = 0;
        for (int run = 0; run < plan.runs(); run++) {
            int length = plan.runLength(run);
            if (plan.runStart(run) == ShardPlan.GATHERED) {
                for (int index = 0; index < length; index++) {
                    gatherRow(byProperty, reader, gathered++, outputRow + index);
                }
            }
            outputRow += length;
        }
        return byProperty;
    }

    private void gatherRow(Map<Integer, GatheredValues> byProperty, Journey reader, int gathered, int outputRow) {
        BaseShard[] shards = snapshot.state().base().shards();
        int source = plan.sources.get(gathered);
        int row = plan.sourceRows.get(gathered);
        if (source < shards.length) {
            for (int property : shards[source].properties()) {
                PropertyColumn column = shards[source].column(property);
                add(byProperty, property, outputRow, column == null ? Cell.ABSENT : column.value(row));
            }
            return;
        }
        long[] pairs = reader.tail(source).properties(row);
        if (pairs != null) {
            for (int index = 0; index < pairs.length; index += 2) {
                add(byProperty, (int) pairs[index], outputRow, pairs[index + 1]);
            }
        }
    }

    private static void add(Map<Integer, GatheredValues> byProperty, int property, int outputRow, long value) {
        if (value == Cell.ABSENT) {
            return;
        }
        GatheredValues values =
                byProperty.computeIfAbsent(property, ignored -> new GatheredValues(new IntList(), new LongList()));
        values.rows().add(outputRow);
        values.values().add(value);
    }

    private void writeProperty(SectionWriter writer, int property, GatheredValues gathered) throws IOException {
        long[] presence = new long[(plan.rows() + 63) >>> 6];
        LongList values = new LongList();
        collectValues(property, gathered, presence, values);
        if (values.size() == 0) {
            return;
        }
        if (notesUse) {
            index.propertyNames().noteUse(property);
        }
        boolean wide = false;
        for (int index = 0; index < values.size(); index++) {
            long value = values.get(index);
            wide |= Cell.isNumber(value);
            if (notesUse && Cell.isText(value)) {
                this.index.texts().of(property).noteUse(Cell.textCode(value));
            }
        }
        writer.begin(Section.PRESENCE, property);
        for (long word : presence) {
            writer.putLong(word);
        }
        writer.end(plan.rows());
        writer.begin(Section.RANKS, property);
        int rank = 0;
        for (long word : presence) {
            writer.putInt(rank);
            rank += Long.bitCount(word);
        }
        writer.end(rank);
        writer.begin(wide ? Section.WIDE_VALUES : Section.CODE_VALUES, property);
        for (int index = 0; index < values.size(); index++) {
            if (wide) {
                writer.putLong(values.get(index));
            } else {
                writer.putInt(Cell.toShortCode(values.get(index)));
            }
        }
        writer.end(values.size());
    }

    private void collectValues(int property, GatheredValues gathered, long[] presence, LongList values) {
        PropertyColumn column = old.column(property);
        int outputRow = 0;
        int next = 0;
        for (int run = 0; run < plan.runs(); run++) {
            int length = plan.runLength(run);
            int start = plan.runStart(run);
            if (start == ShardPlan.GATHERED) {
                while (next < gathered.rows().size() && gathered.rows().get(next) < outputRow + length) {
                    int row = gathered.rows().get(next);
                    presence[row >>> 6] |= 1L << row;
                    values.add(gathered.values().get(next++));
                }
            } else if (column != null) {
                int end = start + length;
                for (int row = column.nextPresent(start, end); row < end; row = column.nextPresent(row + 1, end)) {
                    int target = outputRow + row - start;
                    presence[target >>> 6] |= 1L << target;
                    values.add(column.value(row));
                }
            }
            outputRow += length;
        }
    }
}
