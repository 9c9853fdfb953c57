package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The hour of day at which each person does most, by their own clock, and the one at which most happens altogether. Of
 * hours with as many events, the later one of the day.
 */
public final class ActiveHours implements Fold<ActiveHours.Tally> {
    private static final int HOURS = 24;
    private static final long HOUR = 3_600_000;

    private final long fromMillis;
    private final long toMillis;
    private final BitSet hidden = new BitSet();
    private final int least;
    private final IntFunction<ZoneId> zones;

    /**
     * What counts.
     *
     * @param from the first instant
     * @param to the first instant after it
     * @param hidden names of events that say nothing about when a person is there
     * @param least events that a person needs for an hour of their own, from 1
     */
    public record Query(Instant from, Instant to, Set<String> hidden, int least) {
        public Query {
            hidden = Set.copyOf(hidden);
            if (least < 1) {
                throw new IllegalArgumentException("an hour of one's own needs at least 1 event, not " + least);
            }
        }
    }

    /** @param zones of a person; called by several threads */
    public ActiveHours(Snapshot snapshot, Query query, IntFunction<ZoneId> zones) {
        this.fromMillis = query.from().toEpochMilli();
        this.toMillis = query.to().toEpochMilli();
        this.least = query.least();
        this.zones = zones;
        query.hidden().stream()
                .mapToInt(snapshot::code)
                .filter(code -> code >= 0)
                .forEach(hidden::set);
    }

    @Override
    public Tally newAccumulator() {
        return new Tally();
    }

    /** Asks the zone for its offset again only where the clocks change: it sees every event. */
    @Override
    public void accept(Journey journey, Tally tally) {
        long[] hours = tally.ofOne;
        Arrays.fill(hours, 0);
        ZoneRules rules = zones.apply(journey.person()).getRules();
        long known = Long.MIN_VALUE;
        long offset = 0;
        int events = 0;
        for (int event = journey.indexAfter(fromMillis - 1); event < journey.size(); event++) {
            long time = journey.time(event);
            if (time >= toMillis) {
                break;
            }
            if (hidden.get(journey.code(event))) {
                continue;
            }
            if (time >= known) {
                Instant instant = Instant.ofEpochMilli(time);
                offset = rules.getOffset(instant).getTotalSeconds() * 1_000L;
                ZoneOffsetTransition next = rules.nextTransition(instant);
                known = next == null ? Long.MAX_VALUE : next.getInstant().toEpochMilli();
            }
            hours[Math.floorMod(Math.floorDiv(time + offset, HOUR), HOURS)]++;
            events++;
        }
        if (events > 0) {
            tally.add(journey.person(), events >= least);
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        return left.size() >= right.size() ? left.with(right) : right.with(left);
    }

    /** A byte for each person, and how much happens at each hour. */
    public static final class Tally {
        private static final byte NONE = -1;

        private byte[] own = {};
        private final long[] all = new long[HOURS];

        /** Working space: the events of one journey by hour. */
        private final long[] ofOne = new long[HOURS];

        private Tally() {}

        private int size() {
            return own.length;
        }

        private void add(int person, boolean enough) {
            for (int hour = 0; hour < HOURS; hour++) {
                all[hour] += ofOne[hour];
            }
            if (enough) {
                reserve(person + 1);
                own[person] = (byte) busiest(ofOne);
            }
        }

        private void reserve(int persons) {
            int known = own.length;
            if (persons > known) {
                own = Arrays.copyOf(own, Math.max(persons, known * 2));
                Arrays.fill(own, known, own.length, NONE);
            }
        }

        private Tally with(Tally other) {
            Arrays.setAll(all, hour -> all[hour] + other.all[hour]);
            for (int person = 0; person < other.own.length; person++) {
                if (other.own[person] != NONE) {
                    own[person] = other.own[person];
                }
            }
            return this;
        }

        private static int busiest(long[] hours) {
            int best = 0;
            for (int hour = 1; hour < HOURS; hour++) {
                if (hours[hour] >= hours[best]) {
                    best = hour;
                }
            }
            return best;
        }

        /** The person's hour, 0 to 23; empty for somebody who did too little. */
        public OptionalInt of(int person) {
            return person < own.length && own[person] != NONE ? OptionalInt.of(own[person]) : OptionalInt.empty();
        }

        /** The hour at which most happens altogether; empty when nothing does. */
        public OptionalInt ofAll() {
            int best = busiest(all);
            return all[best] == 0 ? OptionalInt.empty() : OptionalInt.of(best);
        }
    }
}
