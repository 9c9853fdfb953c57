package dev.percorso.engine.fold;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import dev.percorso.engine.match.EventClassifier;
import dev.percorso.engine.match.EventMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Folds journeys into a {@link Funnel}'s counts. */
public final class FunnelFold implements Fold<FunnelTally> {
    private static final long[] NO_CELLS = {};

    private final Funnel funnel;
    private final FunnelRules rules;
    private final EventClassifier classifier;
    private final Group group;
    private final LongFunction<@Nullable Object> groupValue;
    private final Predicate<@Nullable Object> isWanted;
    /** Whether nothing is asked but how far each person gets. */
    private final boolean countsOnly;

    /** Gives the breakdown's cells for an attempt, each once; none without a breakdown. */
    private interface Group {
        long[] of(Journey journey, FunnelEvents events, FunnelAttempt attempt);
    }

    private FunnelFold(Funnel funnel, Snapshot snapshot, Predicate<@Nullable Object> isWanted) {
        this.funnel = funnel;
        this.isWanted = isWanted;
        rules = new FunnelRules(funnel);
        countsOnly = !funnel.withTimes()
                && !funnel.withPersons()
                && funnel.counting() == Funnel.Counting.PERSONS
                && funnel.trendBounds().isEmpty()
                && funnel.breakdown() instanceof FunnelBreakdown.None;
        List<List<EventMatch>> classes = new ArrayList<>();
        funnel.steps().forEach(step -> classes.add(step.alternatives()));
        funnel.exclusions().forEach(exclusion -> classes.add(List.of(exclusion.event())));
        classifier = new EventClassifier(classes, snapshot);
        switch (funnel.breakdown()) {
            case FunnelBreakdown.None none -> {
                group = (journey, events, attempt) -> NO_CELLS;
                groupValue = cell -> null;
            }
            case FunnelBreakdown.ByTrait byTrait -> {
                Trait trait = snapshot.trait(byTrait.trait());
                group = (journey, events, attempt) -> new long[] {trait.cell(journey.person())};
                groupValue = trait::decode;
            }
            case FunnelBreakdown.ByFirstTouch first -> {
                Property property = snapshot.property(first.property());
                group = (journey, events, attempt) -> new long[] {touch(journey, events, attempt, property, false)};
                groupValue = property::decode;
            }
            case FunnelBreakdown.ByLastTouch last -> {
                Property property = snapshot.property(last.property());
                group = (journey, events, attempt) -> new long[] {touch(journey, events, attempt, property, true)};
                groupValue = property::decode;
            }
            case FunnelBreakdown.ByStep byStep -> {
                Property property = snapshot.property(byStep.property());
                int step = byStep.step() - 1;
                group = (journey, events, attempt) -> new long[] {at(journey, events, attempt, property, step)};
                groupValue = property::decode;
            }
            case FunnelBreakdown.ByAllTouches all -> {
                Property property = snapshot.property(all.property());
                group = (journey, events, attempt) -> touches(journey, events, attempt, property);
                groupValue = property::decode;
            }
        }
    }

    /** Runs a funnel over everyone. */
    public static FunnelResult run(Funnel funnel, Snapshot snapshot) {
        return run(funnel, snapshot, FoldScope.everyone());
    }

    /** Runs a funnel over the persons in the scope. */
    public static FunnelResult run(Funnel funnel, Snapshot snapshot, FoldScope scope) {
        return run(funnel, snapshot, scope, value -> true);
    }

    /**
     * Runs a funnel over the persons in the scope, of whose attempts only some count.
     *
     * @param isWanted tells by the breakdown's value ({@code String}, {@code Double}, {@code Boolean} or null for none)
     *     whether an attempt counts; not asked without a breakdown
     */
    public static FunnelResult run(
            Funnel funnel, Snapshot snapshot, FoldScope scope, Predicate<@Nullable Object> isWanted) {
        FunnelFold fold = new FunnelFold(funnel, snapshot, isWanted);
        return snapshot.fold(fold, scope).result(fold.groupValue);
    }

    @Override
    public FunnelTally newAccumulator() {
        FunnelSearch search = switch (funnel.order()) {
            case ORDERED -> rules.isPlain() ? new PlainSearch(rules) : new OrderedSearch(rules);
            case STRICT -> new StrictSearch(rules);
            case ANY -> new AnyOrderSearch(rules);
        };
        boolean selects =
                search instanceof PlainSearch && classifier.isPlain() && funnel.counting() == Funnel.Counting.PERSONS;
        return new FunnelTally(
                funnel, search, selects ? new FunnelEvents(classifier.newSelection()) : new FunnelEvents());
    }

    @Override
    public void accept(Journey journey, FunnelTally tally) {
        if (countsOnly && tally.search instanceof PlainSearch search) {
            tally.events.read(journey, 0, journey.size(), classifier, false);
            tally.add(search.reach(tally.events));
            return;
        }
        // A person whom an exclusion takes out must not leave counts behind, so first look, then count.
        if (!funnel.exclusions().isEmpty() && !searchParts(journey, tally, attempt -> {})) {
            tally.excludePerson();
            return;
        }
        searchParts(journey, tally, attempt -> add(journey, attempt, tally));
    }

    private boolean searchParts(Journey journey, FunnelTally tally, FunnelSearch.Found found) {
        if (funnel.counting() != Funnel.Counting.SESSIONS) {
            return search(journey, 0, journey.size(), tally, found);
        }
        int from = 0;
        for (int index = 1; index <= journey.size(); index++) {
            if (index == journey.size() || journey.startsSession(index)) {
                if (!search(journey, from, index, tally, found)) {
                    return false;
                }
                from = index;
            }
        }
        return true;
    }

    private boolean search(Journey journey, int from, int to, FunnelTally tally, FunnelSearch.Found found) {
        tally.events.read(journey, from, to, classifier, funnel.order() == Funnel.Order.STRICT);
        if (tally.events.size == tally.events.first) {
            return true;
        }
        FunnelSearch.Verdict verdict = funnel.counting() == Funnel.Counting.TOTALS
                ? tally.search.all(tally.events, found)
                : tally.search.best(tally.events, found);
        return verdict == FunnelSearch.Verdict.COUNTED;
    }

    private void add(Journey journey, FunnelAttempt attempt, FunnelTally tally) {
        long[] cells = group.of(journey, tally.events, attempt);
        if (cells.length == 0 || Arrays.stream(cells).anyMatch(cell -> isWanted.test(groupValue.apply(cell)))) {
            tally.add(journey.person(), attempt, cells);
        }
    }

    @Override
    public FunnelTally combine(FunnelTally left, FunnelTally right) {
        return left.add(right);
    }

    private static long touch(
            Journey journey, FunnelEvents events, FunnelAttempt attempt, Property property, boolean last) {
        long found = Cell.ABSENT;
        for (int step = 0; step < attempt.reach; step++) {
            long cell = at(journey, events, attempt, property, step);
            if (cell != Cell.ABSENT) {
                found = cell;
                if (!last) {
                    return found;
                }
            }
        }
        return found;
    }

    /** Every value of the attempt's events; {@link Cell#ABSENT} alone when none of them has one. */
    private static long[] touches(Journey journey, FunnelEvents events, FunnelAttempt attempt, Property property) {
        long[] cells = new long[attempt.reach];
        int count = 0;
        for (int step = 0; step < attempt.reach; step++) {
            long cell = at(journey, events, attempt, property, step);
            if (cell != Cell.ABSENT && !contains(cells, count, cell)) {
                cells[count++] = cell;
            }
        }
        return count == 0 ? new long[] {Cell.ABSENT} : Arrays.copyOf(cells, count);
    }

    private static boolean contains(long[] cells, int count, long wanted) {
        for (int i = 0; i < count; i++) {
            if (cells[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private static long at(Journey journey, FunnelEvents events, FunnelAttempt attempt, Property property, int step) {
        return (attempt.done & (1 << step)) == 0
                ? Cell.ABSENT
                : journey.cell(events.index(attempt.positions[step]), property);
    }
}
