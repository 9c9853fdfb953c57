package dev.percorso.engine.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import dev.percorso.engine.match.ValueMatcher;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Conditions as of each event of a journey in turn, in one pass: what {@link ConditionEvaluator} would say as of that
 * event's time if the journey ended with it. Traits and sets of persons are as they are in the snapshot. Safe to share
 * between threads; a {@link Reading} is not.
 */
public final class RunningConditions {

    private final Snapshot snapshot;
    private final List<Track> tracks = new ArrayList<>();
    private final Node[] roots;

    /** Resolves conditions, which are later asked for by their place. */
    public RunningConditions(List<Condition> conditions, Snapshot snapshot) {
        this.snapshot = snapshot;
        roots = conditions.stream().map(this::resolve).toArray(Node[]::new);
    }

    /** Whether any condition depends on what happens. */
    public boolean readsEvents() {
        return !tracks.isEmpty();
    }

    /** Begins with a journey, before its first event. */
    public Reading read(Journey journey) {
        return new Reading(journey);
    }

    /** One journey. */
    public final class Reading {
        private final Journey journey;
        private final Track.Seen[] seen = new Track.Seen[tracks.size()];
        private long time = Long.MIN_VALUE;

        private Reading(Journey journey) {
            this.journey = journey;
            for (int track = 0; track < seen.length; track++) {
                seen[track] = tracks.get(track).begin();
            }
        }

        /** Takes note of an event; every event must be seen, in order. */
        public void see(int event) {
            time = journey.time(event);
            for (Track.Seen track : seen) {
                track.see(journey, event, time);
            }
        }

        /** Whether the condition at the place holds as of the event last seen. */
        public boolean holds(int condition) {
            return roots[condition].holds(this);
        }
    }

    /** A resolved condition. */
    private interface Node {
        boolean holds(Reading reading);
    }

    private Node resolve(Condition condition) {
        return switch (condition) {
            case Condition.All all -> {
                Node[] parts = all.conditions().stream().map(this::resolve).toArray(Node[]::new);
                yield reading -> {
                    for (Node part : parts) {
                        if (!part.holds(reading)) {
                            return false;
                        }
                    }
                    return true;
                };
            }
            case Condition.Any any -> {
                Node[] parts = any.conditions().stream().map(this::resolve).toArray(Node[]::new);
                yield reading -> {
                    for (Node part : parts) {
                        if (part.holds(reading)) {
                            return true;
                        }
                    }
                    return false;
                };
            }
            case Condition.Not not -> {
                Node part = resolve(not.condition());
                yield reading -> !part.holds(reading);
            }
            case Condition.HasTrait hasTrait -> {
                Trait trait = snapshot.trait(hasTrait.trait());
                ValueMatcher matcher = new ValueMatcher(hasTrait.test(), trait::textOf);
                yield reading -> matcher.holds(trait.cell(reading.journey.person()));
            }
            case Condition.Member member -> {
                BitSet owners = new BitSet();
                member.persons().stream().map(snapshot::ownerOf).forEach(owners::set);
                yield reading -> owners.get(reading.journey.person());
            }
            case Condition.FirstSeen first ->
                reading -> {
                    long firstTime = reading.journey.time(0);
                    return firstTime >= first.period().first(reading.time)
                            && firstTime <= first.period().last(reading.time);
                };
            case Condition.Performed performed ->
                tracked(new Track.Times(
                        Track.matching(performed.event(), snapshot), performed.count(), performed.period()));
            case Condition.SessionCount sessions ->
                tracked(new Track.Times(Journey::startsSession, sessions.count(), sessions.period()));
            case Condition.LastPerformed last ->
                tracked(new Track.Last(
                        Track.matching(last.event(), snapshot),
                        last.least().toMillis(),
                        last.most().toMillis()));
            case Condition.InSequence sequence ->
                tracked(new Track.Pair(
                        Track.matching(sequence.first(), snapshot),
                        Track.matching(sequence.then(), snapshot),
                        sequence.within().toMillis(),
                        sequence.period()));
            case Condition.InOrder order ->
                tracked(new Track.Steps(
                        order.steps().stream()
                                .map(step -> Track.matching(step, snapshot))
                                .toList(),
                        order.within().toMillis()));
        };
    }

    private Node tracked(Track track) {
        tracks.add(track);
        int place = tracks.size() - 1;
        return reading -> reading.seen[place].holds(reading.time);
    }
}
