package dev.percorso.server.map;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.TechnicalEvents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts, in one pass over the journeys, how much of what happens the catalogue of touchpoints knows, and the ways from
 * one touchpoint to the next.
 *
 * <p>An event of several touchpoints belongs to the first of them; a technical one that belongs to none is left out. A way leads from a touchpoint to the next other one
 * of the same person; whoever takes it more than once counts once.
 */
final class CatalogueFold implements Fold<CatalogueFold.Tally> {
    private static final int NOWHERE = -1;

    private final Snapshot snapshot;
    private final List<EventMatcher> touchpoints;
    private final EventMatcher goal;
    private final Property channel;
    private final int names;
    private final int sought;
    private final BitSet technical = new BitSet();
    private final long from;
    private final long to;

    /**
     * @param from included
     * @param to excluded
     */
    CatalogueFold(Snapshot snapshot, List<EventMatch> touchpoints, EventMatch goal, Instant from, Instant to) {
        this(snapshot, touchpoints, goal, from, to, Optional.empty());
    }

    /** @param sought whose people are wanted, not only their number */
    CatalogueFold(
            Snapshot snapshot,
            List<EventMatch> touchpoints,
            EventMatch goal,
            Instant from,
            Instant to,
            Optional<Step> sought) {
        this.sought =
                sought.map(step -> step.from() * touchpoints.size() + step.to()).orElse(NOWHERE);
        this.snapshot = snapshot;
        this.touchpoints = touchpoints.stream()
                .map(match -> new EventMatcher(match, snapshot))
                .toList();
        this.goal = new EventMatcher(goal, snapshot);
        this.channel = snapshot.property(Event.CHANNEL);
        this.names = snapshot.eventNames().size();
        TechnicalEvents.NAMES.stream()
                .mapToInt(snapshot::code)
                .filter(code -> code >= 0)
                .forEach(technical::set);
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    /** From a touchpoint to the next, by their places. */
    record Step(int from, int to) {}

    /** What one worker has counted. */
    static final class Tally {
        private long persons;
        private long events;
        private long known;
        private final BitSet converted = new BitSet();
        private final Map<Integer, Unknown> unknown = new HashMap<>();
        private final Map<Integer, Unknown> channels = new HashMap<>();
        /** Persons by from × touchpoints + to. */
        private final long[] ways;

        private final BitSet ofOne;
        private final BitSet takers = new BitSet();

        Tally(int touchpoints) {
            ways = new long[touchpoints * touchpoints];
            ofOne = new BitSet(ways.length);
        }

        /** Who took the sought way. */
        BitSet takers() {
            return takers;
        }

        /** Who reached the goal. */
        BitSet converted() {
            return converted;
        }

        /** Who did something that no touchpoint knows. */
        BitSet beyond() {
            BitSet beyond = new BitSet();
            unknown.values().forEach(one -> beyond.or(one.persons));
            return beyond;
        }
    }

    /** Events of one name that no touchpoint has, or events of one channel. */
    private static final class Unknown {
        private final BitSet persons = new BitSet();
        private long events;
        /** By channel of a name's events, or by name of a channel's. */
        private final Map<Integer, Long> parts = new HashMap<>();

        void add(int person, int part) {
            persons.set(person);
            events++;
            parts.merge(part, 1L, Long::sum);
        }

        Unknown merge(Unknown other) {
            persons.or(other.persons);
            events += other.events;
            other.parts.forEach((part, count) -> parts.merge(part, count, Long::sum));
            return this;
        }
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(touchpoints.size());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        int begin = journey.indexAfter(from - 1);
        int end = journey.indexAfter(to - 1);
        if (begin >= end) {
            return;
        }
        tally.persons++;
        tally.ofOne.clear();
        int last = NOWHERE;
        for (int event = begin; event < end; event++) {
            if (goal.matches(journey, event)) {
                tally.converted.set(journey.person());
            }
            int name = journey.code(event);
            int here = touchpointOf(journey, event);
            if (here == NOWHERE && technical.get(name)) {
                continue;
            }
            tally.events++;
            int where = journey.text(event, channel);
            if (where != Property.NO_TEXT) {
                tally.channels.computeIfAbsent(where, unseen -> new Unknown()).add(journey.person(), name);
            }
            if (here == NOWHERE) {
                tally.unknown.computeIfAbsent(name, unseen -> new Unknown()).add(journey.person(), where);
                continue;
            }
            tally.known++;
            if (last != NOWHERE && last != here) {
                tally.ofOne.set(last * touchpoints.size() + here);
            }
            last = here;
        }
        tally.ofOne.stream().forEach(way -> tally.ways[way]++);
        if (sought != NOWHERE && tally.ofOne.get(sought)) {
            tally.takers.set(journey.person());
        }
    }

    private int touchpointOf(Journey journey, int event) {
        for (int touchpoint = 0; touchpoint < touchpoints.size(); touchpoint++) {
            if (touchpoints.get(touchpoint).matches(journey, event)) {
                return touchpoint;
            }
        }
        return NOWHERE;
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.persons += right.persons;
        left.events += right.events;
        left.known += right.known;
        left.converted.or(right.converted);
        left.takers.or(right.takers);
        right.unknown.forEach((name, unknown) -> left.unknown.merge(name, unknown, Unknown::merge));
        right.channels.forEach((value, unknown) -> left.channels.merge(value, unknown, Unknown::merge));
        for (int way = 0; way < left.ways.length; way++) {
            left.ways[way] += right.ways[way];
        }
        return left;
    }

    /** A way between touchpoints, by their places, and how many persons take it. */
    record Way(int from, int to, long persons) {}

    /**
     * Events that no touchpoint has.
     *
     * @param part the channel that most of a name's events have, or the name that most of a channel's have; empty
     *     without one
     * @param partEvents how many have it
     */
    record Found(String name, long persons, long events, String part, long partEvents) {}

    /**
     * What was counted.
     *
     * @param persons with an event
     * @param events without technical ones that no touchpoint has
     * @param known events that belong to a touchpoint
     * @param converted who reached the goal
     * @param unknown by event, most persons first
     * @param channels all channels that events carry, most persons first
     * @param ways that anybody took, most persons first
     */
    record Counted(
            long persons,
            long events,
            long known,
            BitSet converted,
            List<Found> unknown,
            List<Found> channels,
            List<Way> ways) {}

    Counted result(Tally tally) {
        List<Way> ways = new ArrayList<>();
        for (int way = 0; way < tally.ways.length; way++) {
            if (tally.ways[way] > 0) {
                ways.add(new Way(way / touchpoints.size(), way % touchpoints.size(), tally.ways[way]));
            }
        }
        ways.sort(Comparator.comparingLong((Way way) -> -way.persons())
                .thenComparingInt(Way::from)
                .thenComparingInt(Way::to));
        return new Counted(
                tally.persons,
                tally.events,
                tally.known,
                tally.converted,
                found(tally.unknown, false),
                found(tally.channels, true),
                ways);
    }

    private List<Found> found(Map<Integer, Unknown> counted, boolean areChannels) {
        return counted.entrySet().stream()
                .map(entry -> {
                    Unknown unknown = entry.getValue();
                    Map.Entry<Integer, Long> most = unknown.parts.entrySet().stream()
                            .max(Map.Entry.<Integer, Long>comparingByValue()
                                    .thenComparing(part -> areChannels ? name(part.getKey()) : text(part.getKey())))
                            .orElseThrow();
                    return new Found(
                            areChannels ? text(entry.getKey()) : name(entry.getKey()),
                            unknown.persons.cardinality(),
                            unknown.events,
                            areChannels ? name(most.getKey()) : text(most.getKey()),
                            most.getValue());
                })
                .sorted(Comparator.comparingLong((Found found) -> -found.persons())
                        .thenComparing(Found::name))
                .toList();
    }

    private String name(int code) {
        return code >= 0 && code < names ? snapshot.name(code) : "";
    }

    private String text(int code) {
        return code == Property.NO_TEXT ? "" : channel.text(code);
    }
}
