package dev.percorso.engine.attribute;

import dev.percorso.engine.fold.CellLabel;
import dev.percorso.engine.fold.LongCounts;
import dev.percorso.engine.fold.LongIndex;
import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbers the labels of touchpoints as channels: the most frequent ones, then one for the rest. */
final class Channels {
    static final int NONE = -1;

    private final List<String> labels;
    private final Set<String> grouped = new HashSet<>();
    private final LongIndex otherCells = new LongIndex();
    private int[] channelOfText = {};
    private int[] channelOfOther = {};

    private Channels(List<String> labels) {
        this.labels = labels;
    }

    static Channels mostFrequent(Tally tally, Property property, int limit) {
        Map<String, Long> touches = new HashMap<>();
        for (int i = 0; i < tally.cells.size(); i++) {
            touches.merge(CellLabel.of(tally.cells.key(i), property), tally.counts.get(i), Long::sum);
        }
        Channels channels = new Channels(touches.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(limit)
                .map(Map.Entry::getKey)
                .toList());
        Map<String, Integer> numbers = new HashMap<>();
        channels.labels.forEach(label -> numbers.put(label, numbers.size()));
        for (int i = 0; i < tally.cells.size(); i++) {
            String label = CellLabel.of(tally.cells.key(i), property);
            int channel = numbers.getOrDefault(label, channels.labels.size());
            if (channel == channels.labels.size()) {
                channels.grouped.add(label);
            }
            channels.put(tally.cells.key(i), channel);
        }
        return channels;
    }

    private void put(long cell, int channel) {
        if (!Cell.isText(cell)) {
            int number = otherCells.number(cell);
            channelOfOther = Arrays.copyOf(channelOfOther, Math.max(channelOfOther.length, number + 1));
            channelOfOther[number] = channel;
            return;
        }
        int text = Cell.textCode(cell);
        if (text >= channelOfText.length) {
            int known = channelOfText.length;
            channelOfText = Arrays.copyOf(channelOfText, Math.max(text + 1, known * 2));
            Arrays.fill(channelOfText, known, channelOfText.length, NONE);
        }
        channelOfText[text] = channel;
    }

    /** The channel of a touchpoint's label; {@link #NONE} when it is absent. */
    int of(long cell) {
        if (cell == Cell.ABSENT) {
            return NONE;
        }
        if (Cell.isText(cell)) {
            int text = Cell.textCode(cell);
            return text < channelOfText.length ? channelOfText[text] : NONE;
        }
        int number = otherCells.find(cell);
        return number < 0 ? NONE : channelOfOther[number];
    }

    /** How many there are, that of the rest included. */
    int count() {
        return labels.size() + (grouped.isEmpty() ? 0 : 1);
    }

    String label(int channel) {
        return channel < labels.size() ? labels.get(channel) : Attribution.OTHER;
    }

    /** The channel shown under a label; {@link #NONE} when there is no such one. */
    int find(String label) {
        int channel = labels.indexOf(label);
        return channel < 0 && label.equals(Attribution.OTHER) && !grouped.isEmpty() ? labels.size() : channel;
    }

    Set<String> grouped() {
        return grouped;
    }

    /** How often each label occurs. */
    static final class Tally {
        private final LongIndex cells = new LongIndex();
        private final LongCounts counts = new LongCounts();
    }

    /** Counts labels. */
    record Count(TouchReader reader) implements Fold<Tally> {
        @Override
        public Tally newAccumulator() {
            return new Tally();
        }

        @Override
        public void accept(Journey journey, Tally tally) {
            int end = reader.end(journey);
            for (int event = reader.begin(journey); event < end; event++) {
                long cell = reader.touch(journey, event);
                if (cell != Cell.ABSENT) {
                    tally.counts.add(tally.cells.number(cell), 1);
                }
            }
        }

        @Override
        public Tally combine(Tally left, Tally right) {
            for (int i = 0; i < right.cells.size(); i++) {
                left.counts.add(left.cells.number(right.cells.key(i)), right.counts.get(i));
            }
            return left;
        }
    }
}
