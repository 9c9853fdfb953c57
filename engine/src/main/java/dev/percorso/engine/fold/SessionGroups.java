package dev.percorso.engine.fold;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Web figures of sessions grouped by where they come from or where they land.
 *
 * <p>First folded over all groups, in total only; then over the {@link #only largest}, with the rest together and with
 * figures by period for the first few. So memory is bounded however many values there are. A session counts where it
 * starts, with all it holds, as in {@link SessionMetrics}.
 */
public final class SessionGroups implements Fold<SessionGroups.Tally> {

    /** By what sessions are grouped. */
    public sealed interface By {

        /**
         * By a property of the session's first event.
         *
         * @param label turns its value into the group's name, such as an address into its host; empty where absent
         */
        record FirstEvent(String property, UnaryOperator<String> label) implements By {}

        /** By the page of the session's first page view; empty without one. */
        record LandingPage() implements By {}
    }

    /**
     * One group.
     *
     * @param figures over the range
     * @param series by period, where asked for
     */
    public record Group(String value, SessionFigures figures, List<SessionFigures> series) {

        public Group {
            series = List.copyOf(series);
        }
    }

    /**
     * The result.
     *
     * @param groups in the order chosen, else by falling number of sessions, then by value
     * @param rest all other sessions, when groups were chosen
     */
    public record Report(List<Group> groups, Optional<SessionFigures> rest) {

        public Report {
            groups = List.copyOf(groups);
        }
    }

    private final SessionQuery query;
    private final By by;
    private final SessionWalk.Reader reader;
    private final Property property;
    private final UnaryOperator<String> label;

    /** Empty: every value makes a group. */
    private final List<String> chosen;

    private final int withSeries;

    public SessionGroups(Snapshot snapshot, SessionQuery query, By by) {
        this(
                query,
                by,
                new SessionWalk.Reader(snapshot, query),
                switch (by) {
                    case By.FirstEvent(String name, UnaryOperator<String> ignored) -> snapshot.property(name);
                    case By.LandingPage() -> snapshot.property(query.path());
                },
                List.of(),
                0);
    }

    private SessionGroups(
            SessionQuery query,
            By by,
            SessionWalk.Reader reader,
            Property property,
            List<String> chosen,
            int withSeries) {
        this.query = query;
        this.by = by;
        this.reader = reader;
        this.property = property;
        this.label = by instanceof By.FirstEvent(String ignored, UnaryOperator<String> given)
                ? given
                : UnaryOperator.identity();
        this.chosen = chosen;
        this.withSeries = withSeries;
    }

    /**
     * The same question for some groups.
     *
     * @param values at least one, all different
     * @param series how many of them, from the first, are also counted by period
     */
    public SessionGroups only(List<String> values, int series) {
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("groups must be chosen once each and at least one, got " + values);
        }
        return new SessionGroups(
                query, by, reader, property, List.copyOf(values), Math.clamp(series, 0, values.size()));
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(new SessionWalk(reader), chosen);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        SessionWalk session = tally.walk;
        int person = journey.person();
        int periods = query.periods().count();
        for (boolean more = session.start(journey); more; more = session.next(journey)) {
            int group = tally.group(cell(journey, session), this);
            tally.totals.add(group, session, person);
            if (group < withSeries) {
                int period = query.periods().slot(journey.time(session.first));
                tally.series.add(group * periods + period, session, person);
            }
        }
    }

    private long cell(Journey journey, SessionWalk session) {
        return switch (by) {
            case By.FirstEvent ignored -> journey.cell(session.first, property);
            case By.LandingPage() -> session.landing < 0 ? Cell.ABSENT : journey.cell(session.landing, property);
        };
    }

    private String name(long cell) {
        return label.apply(CellLabel.of(cell, property));
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        for (int group = 0; group < right.names.size(); group++) {
            left.totals.addCell(left.named(right.names.get(group)), right.totals, group);
        }
        if (!chosen.isEmpty()) {
            left.totals.addCell(chosen.size(), right.totals, chosen.size());
        }
        for (int cell = 0; cell < withSeries * query.periods().count(); cell++) {
            left.series.addCell(cell, right.series, cell);
        }
        return left;
    }

    public Report report(Tally tally) {
        List<Group> groups = new ArrayList<>(tally.names.size());
        for (int group = 0; group < tally.names.size(); group++) {
            groups.add(new Group(tally.names.get(group), tally.totals.figures(group), series(tally, group)));
        }
        if (chosen.isEmpty()) {
            groups.sort(
                    Comparator.<Group>comparingLong(group -> -group.figures().sessions())
                            .thenComparing(Group::value));
            return new Report(groups, Optional.empty());
        }
        return new Report(groups, Optional.of(tally.totals.figures(chosen.size())));
    }

    private List<SessionFigures> series(Tally tally, int group) {
        if (group >= withSeries) {
            return List.of();
        }
        int periods = query.periods().count();
        List<SessionFigures> series = new ArrayList<>(periods);
        for (int period = 0; period < periods; period++) {
            series.add(tally.series.figures(group * periods + period));
        }
        return series;
    }

    /** A fold that finds the persons with a session of a group. */
    public Fold<BitSet> persons(String value) {
        return PersonSet.where(journey -> {
            SessionWalk session = new SessionWalk(reader);
            for (boolean more = session.start(journey); more; more = session.next(journey)) {
                if (name(cell(journey, session)).equals(value)) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Figures by group, and by group and period. */
    public static final class Tally {
        private final SessionWalk walk;
        private final boolean open;
        private final List<String> names = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        /** Values seen, and the group of each: a name is made once a value, not once a session. */
        private final LongIndex values = new LongIndex();

        private int[] groupOfValue = new int[16];
        private final SessionCells totals = new SessionCells();
        private final SessionCells series = new SessionCells();

        private Tally(SessionWalk walk, List<String> chosen) {
            this.walk = walk;
            open = chosen.isEmpty();
            for (String name : chosen) {
                numbers.put(name, names.size());
                names.add(name);
            }
        }

        private int group(long cell, SessionGroups fold) {
            int known = values.size();
            int value = values.number(cell);
            if (value == known) {
                if (value == groupOfValue.length) {
                    groupOfValue = Arrays.copyOf(groupOfValue, value * 2);
                }
                groupOfValue[value] = named(fold.name(cell));
            }
            return groupOfValue[value];
        }

        /** The number of a group; all but the chosen have the one after the last. */
        private int named(String name) {
            if (!open) {
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
