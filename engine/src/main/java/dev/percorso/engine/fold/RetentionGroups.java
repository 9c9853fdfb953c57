package dev.percorso.engine.fold;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who comes back, by where they started rather than when: the cohorts of {@link Retention} put together by a property of
 * the start event or a trait of the person.
 *
 * <p>A cell counts only those whose period is over, so that young starts do not make it look worse: its persons and its
 * share are those of complete cohorts. First folded for the sizes of all groups; then over the {@link #only largest} with
 * the rest together.
 */
public final class RetentionGroups implements Fold<RetentionGroups.Tally> {

    /** By what starts are grouped. */
    public sealed interface By {

        /** By a property of the start event. */
        record StartProperty(String name) implements By {}

        /** By a trait of the person, as it is now. */
        record PersonTrait(String name) implements By {}
    }

    /**
     * One cell.
     *
     * @param period number of the period after the start
     * @param started starts whose period is over
     * @param returned of these, those who came back
     */
    public record GroupCell(int period, long started, long returned) {}

    /**
     * One group.
     *
     * @param size all starts, also those whose periods still run
     * @param cells from period 0; without those in which no start's period is over
     */
    public record Group(String value, long size, List<GroupCell> cells) {

        public Group {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The result.
     *
     * @param groups in the order chosen, with cells; else by falling size, then by value, without
     * @param rest all others, when groups were chosen
     */
    public record Report(List<Group> groups, Optional<Group> rest) {

        public Report {
            groups = List.copyOf(groups);
        }
    }

    private final Retention retention;
    private final By by;
    private final @Nullable Property property;
    private final @Nullable Trait trait;

    /** Empty: every value makes a group. */
    private final List<String> chosen;

    public RetentionGroups(Snapshot snapshot, Retention.Query query, By by) {
        this(
                new Retention(snapshot, query),
                by,
                by instanceof By.StartProperty(String name) ? snapshot.property(name) : null,
                by instanceof By.PersonTrait(String name) ? snapshot.trait(name) : null,
                List.of());
    }

    private RetentionGroups(
            Retention retention, By by, @Nullable Property property, @Nullable Trait trait, List<String> chosen) {
        this.retention = retention;
        this.by = by;
        this.property = property;
        this.trait = trait;
        this.chosen = chosen;
    }

    /**
     * The same question for some groups, with cells.
     *
     * @param values at least one, all different
     */
    public RetentionGroups only(List<String> values) {
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("groups must be chosen once each and at least one, got " + values);
        }
        return new RetentionGroups(retention, by, property, trait, List.copyOf(values));
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(this);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        tally.journey = journey;
        retention.walk(journey, tally);
    }

    private String value(Journey journey, int event) {
        if (property != null) {
            return CellLabel.of(journey.cell(event, property), property);
        }
        return trait == null ? "" : label(trait.value(journey.person()));
    }

    /** Stands for the value among those of the same fold. */
    private long cell(Journey journey, int event) {
        if (property != null) {
            return journey.cell(event, property);
        }
        return trait == null ? Cell.ABSENT : trait.cell(journey.person());
    }

    private static String label(@Nullable Object value) {
        if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(number.longValue());
        }
        return value == null ? "" : value.toString();
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        for (int group = 0; group < right.names.size(); group++) {
            left.sizes.add(left.named(right.names.get(group)), right.sizes.get(group));
        }
        if (!chosen.isEmpty()) {
            left.sizes.add(chosen.size(), right.sizes.get(chosen.size()));
            for (int group = 0; group <= chosen.size(); group++) {
                retention.combine(left.cells.get(group), right.cells.get(group));
            }
        }
        return left;
    }

    /** The report as seen at an instant, which decides whose periods are over. */
    public Report report(Tally tally, Instant now) {
        List<Group> groups = new ArrayList<>(tally.names.size());
        for (int group = 0; group < tally.names.size(); group++) {
            groups.add(group(tally.names.get(group), group, tally, now));
        }
        if (chosen.isEmpty()) {
            groups.sort(Comparator.<Group>comparingLong(group -> -group.size()).thenComparing(Group::value));
            return new Report(groups, Optional.empty());
        }
        return new Report(groups, Optional.of(group("", chosen.size(), tally, now)));
    }

    private Group group(String name, int number, Tally tally, Instant now) {
        List<GroupCell> cells = new ArrayList<>();
        if (!chosen.isEmpty()) {
            Map<Integer, long[]> sums = new HashMap<>();
            for (Retention.Cohort cohort :
                    retention.report(tally.cells.get(number), now).cohorts()) {
                for (Retention.Cell cell : cohort.cells()) {
                    if (cell.complete() && cohort.size() > 0) {
                        long[] sum = sums.computeIfAbsent(cell.period(), period -> new long[2]);
                        sum[0] += cohort.size();
                        sum[1] += cell.persons();
                    }
                }
            }
            sums.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(sum -> cells.add(new GroupCell(sum.getKey(), sum.getValue()[0], sum.getValue()[1])));
        }
        return new Group(name, tally.sizes.get(number), cells);
    }

    /**
     * A fold that finds the persons behind one cell.
     *
     * @param returned true for those who came back, false for the others whose period is over
     */
    public Fold<BitSet> persons(String value, int period, boolean returned, Instant now) {
        return PersonSet.where(journey -> {
            Probe probe = new Probe(journey, value, period, now);
            retention.walk(journey, probe);
            return probe.started && probe.returned == returned;
        });
    }

    private final class Probe implements Retention.Sink {
        private final Journey journey;
        private final String value;
        private final int period;
        private final Instant now;
        private boolean counts;
        private boolean started;
        private boolean returned;

        Probe(Journey journey, String value, int period, Instant now) {
            this.journey = journey;
            this.value = value;
            this.period = period;
            this.now = now;
        }

        @Override
        public void started(int cohort, int event) {
            counts = retention.isComplete(cohort, period, now)
                    && value(journey, event).equals(value);
            started |= counts;
        }

        @Override
        public void returned(int cohort, int inPeriod) {
            returned |= counts && inPeriod == period;
        }
    }

    /** Starts by group, and with chosen groups also who returned. */
    public static final class Tally implements Retention.Sink {
        private final RetentionGroups fold;
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private final LongIndex values = new LongIndex();
        private final LongCounts groupOfValue = new LongCounts();
        private final LongCounts sizes = new LongCounts();

        /** By chosen group, the rest last. */
        private final List<Retention.Tally> cells = new ArrayList<>();

        private @Nullable Journey journey;
        private int current;

        private Tally(RetentionGroups fold) {
            this.fold = fold;
            for (String name : fold.chosen) {
                numbers.put(name, names.size());
                names.add(name);
            }
            for (int group = 0; !fold.chosen.isEmpty() && group <= names.size(); group++) {
                cells.add(fold.retention.newAccumulator());
            }
        }

        @Override
        public void started(int cohort, int event) {
            current = group(event);
            sizes.add(current, 1);
            if (!cells.isEmpty()) {
                cells.get(current).started(cohort, event);
            }
        }

        @Override
        public void returned(int cohort, int period) {
            if (!cells.isEmpty()) {
                cells.get(current).returned(cohort, period);
            }
        }

        private int group(int event) {
            if (journey == null) {
                throw new IllegalStateException("a start without a journey");
            }
            int known = values.size();
            int value = values.number(fold.cell(journey, event));
            if (value == known) {
                groupOfValue.add(value, named(fold.value(journey, event)));
            }
            return (int) groupOfValue.get(value);
        }

        /** The number of a group; all but the chosen have the one after the last. */
        private int named(String name) {
            if (!fold.chosen.isEmpty()) {
                return numbers.getOrDefault(name, names.size());
            }
            Integer number = numbers.putIfAbsent(name, names.size());
            if (number == null) {
                names.add(name);
                return names.size() - 1;
            }
            return number;
        }
    }
}
