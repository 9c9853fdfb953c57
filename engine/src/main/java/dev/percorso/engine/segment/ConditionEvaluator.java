package dev.percorso.engine.segment;

import dev.percorso.engine.index.Cancellation;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.match.ValueMatcher;
import dev.percorso.engine.segment.Verdict.Leaf;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * A {@link Condition} resolved on one snapshot as of an instant, for one person or everyone. Safe to share between
 * threads.
 *
 * <p>Traits and membership are looked at first; the journey is read, in one pass for all its conditions, only when
 * they leave the answer open.
 */
public final class ConditionEvaluator {
    private static final int[] NO_PROBES = new int[0];

    private final Snapshot snapshot;
    private final long asOf;
    private final Verdict.Node root;
    private final EventProbe[] probes;
    private final int[][] probesByCode;
    private final long firstRelevant;
    private final BitSet members = new BitSet();

    /** Resolves a condition. */
    public ConditionEvaluator(Condition condition, Snapshot snapshot, Instant asOf) {
        this.snapshot = snapshot;
        this.asOf = asOf.toEpochMilli();
        List<EventProbe> found = new ArrayList<>();
        root = resolve(condition, found);
        probes = found.toArray(new EventProbe[0]);
        probesByCode = new int[probes.length == 0 ? 0 : snapshot.eventNames().size()][];
        Arrays.fill(probesByCode, NO_PROBES);
        long first = Long.MAX_VALUE;
        for (int number = 0; number < probes.length; number++) {
            if (probes[number] instanceof EventProbe.Each each) {
                first = Math.min(first, each.first());
                for (EventMatcher matcher : each.matchers()) {
                    register(number, matcher.code());
                }
            }
        }
        firstRelevant = first;
    }

    private void register(int probe, int code) {
        int from = code == EventMatcher.ANY_CODE ? 0 : Math.max(code, 0);
        int to = code == EventMatcher.ANY_CODE ? probesByCode.length - 1 : code;
        for (int each = from; each <= to; each++) {
            int[] known = probesByCode[each];
            if (known.length == 0 || known[known.length - 1] != probe) {
                int[] longer = Arrays.copyOf(known, known.length + 1);
                longer[known.length] = probe;
                probesByCode[each] = longer;
            }
        }
    }

    /** Whether the condition holds for the owner of the person. An erased person fulfils no condition. */
    public boolean holdsFor(int person) {
        int owner = snapshot.ownerOf(person);
        if (snapshot.isErased(owner)) {
            return false;
        }
        byte early = root.value(owner, null, Long.MIN_VALUE);
        return early == Verdict.OPEN ? holds(snapshot.journey(owner), newEvidence()) : early == Verdict.TRUE;
    }

    /** Everyone for whom the condition holds, among all persons with an event, a trait or a place in a set. */
    public PersonSet everyone() {
        return everyone(new Cancellation());
    }

    /**
     * As {@link #everyone()}, stoppable.
     *
     * @throws java.util.concurrent.CancellationException when stopped
     */
    public PersonSet everyone(Cancellation cancellation) {
        Accumulator found = snapshot.fold(
                new EveryoneFold(), FoldScope.everyone().andWithoutEvents().stoppedBy(cancellation));
        for (int member = members.nextSetBit(0); member >= 0; member = members.nextSetBit(member + 1)) {
            if (!found.persons.get(member) && holdsFor(member)) {
                found.persons.set(member);
            }
        }
        return PersonSet.copyOf(found.persons);
    }

    private boolean holds(Journey journey, EventProbe.Evidence[] evidence) {
        int person = journey.person();
        byte early = root.value(person, null, Long.MIN_VALUE);
        if (early != Verdict.OPEN) {
            return early == Verdict.TRUE;
        }
        for (int probe = 0; probe < probes.length; probe++) {
            evidence[probe].clear();
            if (probes[probe] instanceof EventProbe.Whole whole) {
                whole.measure(journey, evidence[probe]);
            }
        }
        if (firstRelevant != Long.MAX_VALUE) {
            seeEach(journey, evidence);
        }
        long firstSeen = journey.isEmpty() ? Long.MAX_VALUE : journey.time(0);
        return root.value(person, evidence, firstSeen) == Verdict.TRUE;
    }

    /** Hot loop: one table look-up per event, the time only for events that some probe wants. */
    private void seeEach(Journey journey, EventProbe.Evidence[] evidence) {
        int end = journey.size();
        int start = firstRelevant == Long.MIN_VALUE ? 0 : journey.indexAfter(firstRelevant - 1);
        for (int index = start; index < end; index++) {
            int[] interested = probesByCode[journey.code(index)];
            if (interested.length == 0) {
                continue;
            }
            long time = journey.time(index);
            if (time > asOf) {
                break;
            }
            for (int probe : interested) {
                if (probes[probe] instanceof EventProbe.Each each) {
                    each.see(journey, index, time, evidence[probe]);
                }
            }
        }
    }

    private EventProbe.Evidence[] newEvidence() {
        EventProbe.Evidence[] evidence = new EventProbe.Evidence[probes.length];
        Arrays.setAll(evidence, probe -> new EventProbe.Evidence());
        return evidence;
    }

    private Verdict.Node resolve(Condition condition, List<EventProbe> found) {
        return switch (condition) {
            case Condition.All all -> new Verdict.AllOf(resolve(all.conditions(), found));
            case Condition.Any any -> new Verdict.AnyOf(resolve(any.conditions(), found));
            case Condition.Not not -> new Verdict.NotOf(resolve(not.condition(), found));
            case Condition.HasTrait hasTrait -> {
                Trait trait = snapshot.trait(hasTrait.trait());
                ValueMatcher matcher = new ValueMatcher(hasTrait.test(), trait::textOf);
                yield (Leaf) person -> matcher.holds(trait.cell(person));
            }
            case Condition.Performed performed -> {
                found.add(count(
                        performed.event(),
                        performed.period().first(asOf),
                        performed.period().last(asOf)));
                yield new Verdict.Counted(found.size() - 1, performed.count());
            }
            case Condition.SessionCount sessions -> {
                found.add(new EventProbe.Sessions(
                        sessions.period().first(asOf), sessions.period().last(asOf)));
                yield new Verdict.Counted(found.size() - 1, sessions.count());
            }
            case Condition.InSequence sequence -> {
                found.add(new EventProbe.Sequence(
                        matcher(sequence.first()),
                        matcher(sequence.then()),
                        sequence.within().toMillis(),
                        sequence.period().first(asOf),
                        sequence.period().last(asOf)));
                yield new Verdict.Counted(found.size() - 1, CountRange.atLeast(1));
            }
            case Condition.InOrder order -> {
                found.add(new EventProbe.Steps(
                        order.steps().stream().map(this::matcher).toArray(EventMatcher[]::new),
                        order.within().toMillis(),
                        asOf));
                yield new Verdict.Counted(found.size() - 1, CountRange.atLeast(1));
            }
            case Condition.LastPerformed last -> {
                // Nothing older than the longest time since can matter, nor anything that has no last one after it.
                found.add(count(last.event(), asOf - last.most().toMillis(), asOf));
                yield new Verdict.LastNotAfter(
                        found.size() - 1, asOf - last.least().toMillis());
            }
            case Condition.FirstSeen firstSeen ->
                new Verdict.FirstBetween(
                        firstSeen.period().first(asOf), firstSeen.period().last(asOf));
            case Condition.Member member -> {
                BitSet owners = new BitSet();
                member.persons().stream().map(snapshot::ownerOf).forEach(owners::set);
                members.or(owners);
                yield (Leaf) owners::get;
            }
        };
    }

    private Verdict.Node[] resolve(List<Condition> conditions, List<EventProbe> found) {
        return conditions.stream().map(condition -> resolve(condition, found)).toArray(Verdict.Node[]::new);
    }

    private EventProbe count(EventMatch match, long first, long last) {
        boolean all =
                match.name().equals(EventMatch.ANY_NAME) && match.conditions().isEmpty();
        return all ? new EventProbe.All(first, last) : new EventProbe.Count(matcher(match), first, last);
    }

    private EventMatcher matcher(EventMatch match) {
        return new EventMatcher(match, snapshot);
    }

    private final class Accumulator {
        private final BitSet persons = new BitSet();
        private final EventProbe.Evidence[] evidence = newEvidence();
    }

    private final class EveryoneFold implements Fold<Accumulator> {
        @Override
        public Accumulator newAccumulator() {
            return new Accumulator();
        }

        @Override
        public void accept(Journey journey, Accumulator found) {
            if (holds(journey, found.evidence)) {
                found.persons.set(journey.person());
            }
        }

        @Override
        public Accumulator combine(Accumulator left, Accumulator right) {
            left.persons.or(right.persons);
            return left;
        }
    }
}
