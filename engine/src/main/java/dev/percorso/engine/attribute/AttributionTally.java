package dev.percorso.engine.attribute;

import dev.percorso.engine.attribute.AttributionReport.Amounts;
import dev.percorso.engine.attribute.AttributionReport.Channel;
import dev.percorso.engine.fold.Sums;
import dev.percorso.engine.index.Journey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Credits by model and channel, and the steps of the Markov chain. Everything adds up from single conversions, so its
 * size depends on the number of channels only. Amounts are whole numbers of small units: sums are exact and do not
 * depend on the order of addition.
 */
final class AttributionTally implements TouchWalk.Sink {
    /** One conversion. A power of two, so that credits of up to two million conversions are exact as doubles. */
    private static final long ONE = 1L << 32;

    private static final int CONVERSIONS = 0;
    private static final int VALUE = 1;
    private static final int STAYED = 2;
    private static final int TARGETS = 3;

    /** What 40/20/40 gives to the first, and to the last. */
    private static final double ENDS = 0.4;

    final TouchWalk walk;
    private final TouchReader reader;
    private final AttributionQuery query;
    private final int channels;
    private final boolean[] isDirect;
    private final long now;

    private final long[] all = new long[TARGETS];
    private final long[] shared = new long[TARGETS];
    private long undecided;
    private long pathsWithout;
    private final long[] conversions;
    private final long[] persons;
    private final int[] lastPerson;

    /** By model; {@link #TARGETS} a channel. Empty for models nobody asked for. */
    private final Map<AttributionModel, long[]> credits = new EnumMap<>(AttributionModel.class);

    private final long[] byFirst;
    private final long[] byLast;
    private final long[] byLastNonDirect;
    private final long[] byLinear;
    private final long[] byTimeDecay;
    private final long[] byPosition;
    private final long[] byShapley;

    private final long[] steps;
    private final long[] earned;

    private double[] weights = new double[64];
    private final int[] distinct;
    private final long[] seen;
    private long path;
    private final long[] amounts = new long[TARGETS];

    AttributionTally(TouchReader reader, Channels named, AttributionQuery query, long now) {
        this.reader = reader;
        this.query = query;
        this.now = now;
        walk = new TouchWalk(reader, named);
        channels = named.count();
        isDirect = new boolean[channels];
        for (int channel = 0; channel < channels; channel++) {
            isDirect[channel] = query.direct().contains(named.label(channel));
        }
        conversions = new long[channels];
        persons = new long[channels];
        lastPerson = new int[channels];
        byFirst = credits(AttributionModel.FIRST);
        byLast = credits(AttributionModel.LAST);
        byLastNonDirect = credits(AttributionModel.LAST_NON_DIRECT);
        byLinear = credits(AttributionModel.LINEAR);
        byTimeDecay = credits(AttributionModel.TIME_DECAY);
        byPosition = credits(AttributionModel.POSITION);
        byShapley = credits(AttributionModel.SHAPLEY);
        steps = new long[(channels + 1) * (channels + 1)];
        earned = new long[TARGETS * channels];
        distinct = new int[channels];
        seen = new long[channels];
    }

    private long[] credits(AttributionModel model) {
        return credits.computeIfAbsent(
                model, wanted -> new long[query.models().contains(wanted) ? channels * TARGETS : 0]);
    }

    @Override
    public void conversion(Journey journey, int event, int first, int after) {
        boolean stayed = reader.stayed(journey, event);
        undecided += !stayed && reader.decidedAt(journey.time(event)) > now ? 1 : 0;
        amounts[CONVERSIONS] = ONE;
        amounts[VALUE] = reader.worth(journey, event);
        amounts[STAYED] = stayed ? ONE : 0;
        addAmounts(all);
        if (first == after) {
            return;
        }
        addAmounts(shared);
        note(journey.person(), first, after);
        giveToOne(first, after);
        giveToSeveral(first, after);
        step(first, after);
        for (int target = 0; target < TARGETS; target++) {
            earned[target * channels + walk.channel(after - 1)] += amounts[target];
        }
    }

    @Override
    public void without(int first, int after) {
        pathsWithout++;
        step(first, after);
    }

    private void addAmounts(long[] sums) {
        for (int target = 0; target < TARGETS; target++) {
            sums[target] += amounts[target];
        }
    }

    /** Counts the path for each of its channels, and gives the Shapley value. */
    private void note(int person, int first, int after) {
        path++;
        int count = 0;
        for (int touch = first; touch < after; touch++) {
            int channel = walk.channel(touch);
            if (seen[channel] == path) {
                continue;
            }
            seen[channel] = path;
            distinct[count++] = channel;
            conversions[channel]++;
            if (lastPerson[channel] != person + 1) {
                lastPerson[channel] = person + 1;
                persons[channel]++;
            }
        }
        for (int target = 0; target < TARGETS && byShapley.length > 0; target++) {
            long given = 0;
            for (int i = 0; i < count; i++) {
                long until = i == count - 1 ? amounts[target] : Math.round((double) amounts[target] * (i + 1) / count);
                byShapley[distinct[i] * TARGETS + target] += until - given;
                given = until;
            }
        }
    }

    private void giveToOne(int first, int after) {
        give(byFirst, walk.channel(first));
        give(byLast, walk.channel(after - 1));
        int last = after - 1;
        while (last > first && isDirect[walk.channel(last)]) {
            last--;
        }
        give(byLastNonDirect, walk.channel(isDirect[walk.channel(last)] ? after - 1 : last));
    }

    private void give(long[] given, int channel) {
        if (given.length > 0) {
            for (int target = 0; target < TARGETS; target++) {
                given[channel * TARGETS + target] += amounts[target];
            }
        }
    }

    private void giveToSeveral(int first, int after) {
        int count = after - first;
        if (weights.length < count) {
            weights = new double[Math.max(count, weights.length * 2)];
        }
        if (byLinear.length > 0) {
            Arrays.fill(weights, 0, count, 1);
            share(byLinear, first, after);
        }
        if (byTimeDecay.length > 0) {
            // Ages from the last touchpoint on instead of the conversion: the proportions are the same, the sum is
            // never 0.
            double perMilli = -Math.log(2) / query.halfLife().toMillis();
            for (int i = 0; i < count; i++) {
                weights[i] = Math.exp(perMilli * (walk.time(after - 1) - walk.time(first + i)));
            }
            share(byTimeDecay, first, after);
        }
        if (byPosition.length > 0) {
            Arrays.fill(weights, 0, count, (1 - 2 * ENDS) / Math.max(1, count - 2));
            weights[0] = ENDS;
            weights[count - 1] = ENDS;
            share(byPosition, first, after);
        }
    }

    /** Shares the amounts out in proportion to the weights: each touchpoint gets what rounding the sums so far leaves. */
    private void share(long[] given, int first, int after) {
        int count = after - first;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += weights[i];
        }
        double reached = 0;
        long conversion = 0;
        long value = 0;
        for (int i = 0; i < count; i++) {
            reached += weights[i];
            boolean isLast = i == count - 1;
            long conversionUntil = isLast ? ONE : Math.round(reached / sum * ONE);
            long valueUntil = isLast ? amounts[VALUE] : Math.round(reached / sum * amounts[VALUE]);
            int place = walk.channel(first + i) * TARGETS;
            given[place + CONVERSIONS] += conversionUntil - conversion;
            given[place + VALUE] += valueUntil - value;
            given[place + STAYED] += amounts[STAYED] == 0 ? 0 : conversionUntil - conversion;
            conversion = conversionUntil;
            value = valueUntil;
        }
    }

    private void step(int first, int after) {
        int width = channels + 1;
        int from = channels;
        for (int touch = first; touch < after; touch++) {
            int to = walk.channel(touch);
            steps[from * width + to]++;
            from = to;
        }
        steps[from * width + channels]++;
    }

    void merge(AttributionTally other) {
        Sums.add(all, other.all);
        Sums.add(shared, other.shared);
        undecided += other.undecided;
        pathsWithout += other.pathsWithout;
        Sums.add(conversions, other.conversions);
        Sums.add(persons, other.persons);
        credits.forEach((model, given) -> Sums.add(given, other.credits(model)));
        Sums.add(steps, other.steps);
        Sums.add(earned, other.earned);
    }

    AttributionReport report(Channels named) {
        if (query.models().contains(AttributionModel.MARKOV)) {
            giveMarkov(credits(AttributionModel.MARKOV));
        }
        List<Channel> rows = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            Map<AttributionModel, Amounts> given = new EnumMap<>(AttributionModel.class);
            for (AttributionModel model : query.models()) {
                given.put(model, amounts(credits(model), channel * TARGETS));
            }
            rows.add(new Channel(named.label(channel), conversions[channel], persons[channel], given));
        }
        rows.sort(Comparator.<Channel>comparingInt(row -> row.label().equals(Attribution.OTHER) ? 1 : 0)
                .thenComparingLong(row -> -row.conversions())
                .thenComparing(Channel::label));
        return new AttributionReport(
                amounts(all, 0), amounts(shared, 0), undecided, pathsWithout, rows, named.grouped());
    }

    private static Amounts amounts(long[] units, int place) {
        return new Amounts(
                (double) units[place + CONVERSIONS] / ONE,
                units[place + VALUE] / TouchReader.VALUE_UNITS,
                (double) units[place + STAYED] / ONE);
    }

    private void giveMarkov(long[] given) {
        double[] byConversions = effects(CONVERSIONS);
        for (int target = 0; target < TARGETS; target++) {
            double[] effects = target == CONVERSIONS ? byConversions : effects(target);
            if (sum(effects) <= 0) {
                // Nothing is earned, or gains and losses cancel out: the shares of the conversions are all there is.
                effects = byConversions;
            }
            double sum = sum(effects);
            double reached = 0;
            long until = 0;
            for (int channel = 0; channel < channels && sum > 0; channel++) {
                reached += effects[channel];
                long next = reached >= sum ? shared[target] : Math.round(reached / sum * shared[target]);
                given[channel * TARGETS + target] = next - until;
                until = next;
            }
        }
    }

    /** Removal effects; those below 0, of channels that lead to losses, count as 0. */
    private double[] effects(int target) {
        double[] sums = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            sums[channel] = earned[target * channels + channel] / (target == VALUE ? TouchReader.VALUE_UNITS : ONE);
        }
        double[] effects = new MarkovChain(channels, steps, sums).removalEffects();
        for (int channel = 0; channel < channels; channel++) {
            // What rounding leaves of nothing is nothing.
            effects[channel] = effects[channel] < 1e-12 ? 0 : effects[channel];
        }
        return effects;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
