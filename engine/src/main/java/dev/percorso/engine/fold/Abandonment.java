package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Sessions that start something, such as a cart or a checkout, and leave without an order: no order anywhere in the
 * session (order of events inside a session may be off by the sender's clocks), and none of that person within a set
 * time after the session's last start event, that instant included.
 *
 * <p>A session counts in the period it starts in, as in {@link SessionMetrics}.
 */
public final class Abandonment implements Fold<Abandonment.Tally> {

    private static final int STARTED = 1;
    private static final int ORDER = 2;
    private static final int WHERE = 4;

    /**
     * What to count.
     *
     * @param started any of these starts a cart, a checkout …
     * @param orders any of these is an order
     * @param within how long after the last start event an order still belongs to it; zero: only in the session
     * @param breakdowns properties of a session's first event to group sessions by
     * @param where only sessions whose first event matches one of these; none = all
     */
    public record Query(
            List<EventMatch> started,
            List<EventMatch> orders,
            Periods periods,
            Duration within,
            List<String> breakdowns,
            List<EventMatch> where) {
        public Query {
            started = List.copyOf(started);
            orders = List.copyOf(orders);
            breakdowns = List.copyOf(breakdowns);
            where = List.copyOf(where);
            if (within.isNegative()) {
                throw new IllegalArgumentException("the time for an order must not be negative, got " + within);
            }
        }
    }

    /**
     * A share of sessions.
     *
     * @param sessions sessions with a start event
     * @param abandoned of these, those without an order
     */
    public record Figures(long sessions, long abandoned) {}

    /** Sessions with one value of a breakdown property at their first event; the value is empty where absent. */
    public record Group(String value, Figures figures) {}

    /** Sessions of one group: a breakdown property and its value. */
    public record Part(String breakdown, String value) {}

    private final Snapshot snapshot;
    private final Query query;
    private final EventClassifier classes;
    private final List<Property> breakdowns;

    public Abandonment(Snapshot snapshot, Query query) {
        this.snapshot = snapshot;
        this.query = query;
        this.classes = new EventClassifier(List.of(query.started(), query.orders(), query.where()), snapshot);
        this.breakdowns = query.breakdowns().stream().map(snapshot::property).toList();
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(query.periods().count(), breakdowns.size());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        Walk walk = tally.walk;
        for (boolean more = walk.start(journey); more; more = walk.next(journey)) {
            boolean abandoned = walk.isAbandoned(journey);
            int period = query.periods().slot(journey.time(walk.first));
            tally.sessions[period]++;
            tally.abandoned[period] += abandoned ? 1 : 0;
            for (int i = 0; i < breakdowns.size(); i++) {
                tally.groups.get(i).add(journey.cell(walk.first, breakdowns.get(i)), 1, abandoned ? 1 : 0);
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        Arrays.setAll(left.sessions, i -> left.sessions[i] + right.sessions[i]);
        Arrays.setAll(left.abandoned, i -> left.abandoned[i] + right.abandoned[i]);
        for (int i = 0; i < left.groups.size(); i++) {
            left.groups.get(i).merge(right.groups.get(i));
        }
        return left;
    }

    /** The share over the range. */
    public Figures total(Tally tally) {
        return new Figures(
                Arrays.stream(tally.sessions).sum(),
                Arrays.stream(tally.abandoned).sum());
    }

    /** The share by period. */
    public List<Figures> series(Tally tally) {
        List<Figures> series = new ArrayList<>(tally.sessions.length);
        for (int period = 0; period < tally.sessions.length; period++) {
            series.add(new Figures(tally.sessions[period], tally.abandoned[period]));
        }
        return series;
    }

    /** The groups of one of the query's breakdowns, by falling number of sessions, then by value. */
    public List<Group> groups(Tally tally, String breakdown) {
        int number = number(breakdown);
        Groups groups = tally.groups.get(number);
        List<Group> list = new ArrayList<>();
        for (int group = 0; group < groups.values.size(); group++) {
            list.add(new Group(
                    CellLabel.of(groups.values.key(group), breakdowns.get(number)),
                    new Figures(groups.sessions[group], groups.abandoned[group])));
        }
        list.sort(Comparator.<Group>comparingLong(group -> -group.figures().sessions())
                .thenComparing(Group::value));
        return list;
    }

    private int number(String breakdown) {
        int number = query.breakdowns().indexOf(breakdown);
        if (number < 0) {
            throw new IllegalArgumentException(
                    "sessions are grouped by " + query.breakdowns() + ", not by " + breakdown);
        }
        return number;
    }

    /** A fold that finds the persons with a session that was abandoned, or with one that was not. */
    public Fold<BitSet> persons(Optional<Part> part, boolean abandoned) {
        Optional<Property> breakdown = part.map(Part::breakdown).map(snapshot::property);
        String value = part.map(Part::value).orElse("");
        return PersonSet.where(journey -> {
            Walk walk = new Walk();
            for (boolean more = walk.start(journey); more; more = walk.next(journey)) {
                boolean isInGroup = breakdown.isEmpty()
                        || CellLabel.of(journey.cell(walk.first, breakdown.get()), breakdown.get())
                                .equals(value);
                if (isInGroup && walk.isAbandoned(journey) == abandoned) {
                    return true;
                }
            }
            return false;
        });
    }

    /** Reads one session with a start event after the other; one per thread. */
    private final class Walk {
        private int first;
        private int after;
        private int lastStart;
        private boolean hasOrder;

        /** Moves to the journey's first session of the range that counts; false when there is none. */
        boolean start(Journey journey) {
            after = journey.indexAfter(query.periods().fromMillis() - 1);
            while (after < journey.size() && !journey.startsSession(after)) {
                after++;
            }
            return next(journey);
        }

        boolean next(Journey journey) {
            while (after < journey.size() && query.periods().contains(journey.time(after))) {
                read(journey);
                boolean wanted = query.where().isEmpty() || (classes.mask(journey, first) & WHERE) != 0;
                if (wanted && lastStart >= 0) {
                    return true;
                }
            }
            return false;
        }

        private void read(Journey journey) {
            first = after;
            lastStart = -1;
            hasOrder = false;
            do {
                int kinds = classes.mask(journey, after);
                if ((kinds & STARTED) != 0) {
                    lastStart = after;
                }
                hasOrder |= (kinds & ORDER) != 0;
                after++;
            } while (after < journey.size() && !journey.startsSession(after));
        }

        private boolean isAbandoned(Journey journey) {
            if (hasOrder) {
                return false;
            }
            long deadline = journey.time(lastStart) + query.within().toMillis();
            for (int event = after; event < journey.size() && journey.time(event) <= deadline; event++) {
                if ((classes.mask(journey, event) & ORDER) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class Groups {
        private final LongIndex values = new LongIndex();
        private long[] sessions = new long[8];
        private long[] abandoned = new long[8];

        void add(long value, long more, long moreAbandoned) {
            int group = values.number(value);
            if (group >= sessions.length) {
                sessions = Arrays.copyOf(sessions, group * 2);
                abandoned = Arrays.copyOf(abandoned, group * 2);
            }
            sessions[group] += more;
            abandoned[group] += moreAbandoned;
        }

        void merge(Groups other) {
            for (int group = 0; group < other.values.size(); group++) {
                add(other.values.key(group), other.sessions[group], other.abandoned[group]);
            }
        }
    }

    /** Sessions by period and by group. */
    public final class Tally {
        private final Walk walk = new Walk();
        private final long[] sessions;
        private final long[] abandoned;
        private final List<Groups> groups = new ArrayList<>();

        private Tally(int periods, int breakdowns) {
            sessions = new long[periods];
            abandoned = new long[periods];
            for (int i = 0; i < breakdowns; i++) {
                groups.add(new Groups());
            }
        }
    }
}
