package dev.percorso.engine.attribute;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.util.BitSet;

/**
 * Shares conversions out among the channels before them. Two folds: the first finds the most frequent labels, the second
 * adds up credits by model and channel. Memory grows with the number of channels only, never with people or paths.
 */
public final class Attribution {

    /** Label of the channels beyond those kept. */
    public static final String OTHER = "…";

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final AttributionQuery query;
    private final TouchReader reader;
    private final Channels channels;

    /** Finds the channels; takes one fold. */
    public Attribution(Snapshot snapshot, FoldScope scope, AttributionQuery query) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.query = query;
        this.reader = new TouchReader(snapshot, query);
        this.channels = Channels.mostFrequent(
                snapshot.fold(new Channels.Count(reader), scope), reader.label(), query.channels());
    }

    /**
     * Shares out; takes one fold.
     *
     * @param now decides which conversions are too young to say whether the person stayed
     */
    public AttributionReport report(Instant now) {
        return snapshot.fold(new Shares(now.toEpochMilli()), scope).report(channels);
    }

    /**
     * Persons who had a conversion with a touchpoint on the channel.
     *
     * @param label of a row of the report
     * @param onlyStayed whether only conversions of persons who came back count
     * @throws IllegalArgumentException when no channel has the label
     */
    public BitSet persons(String label, boolean onlyStayed) {
        int channel = channels.find(label);
        if (channel == Channels.NONE) {
            throw new IllegalArgumentException("there is no channel " + label);
        }
        return snapshot.fold(new Through(channel, onlyStayed), scope).persons;
    }

    private final class Shares implements Fold<AttributionTally> {
        private final long now;

        Shares(long now) {
            this.now = now;
        }

        @Override
        public AttributionTally newAccumulator() {
            return new AttributionTally(reader, channels, query, now);
        }

        @Override
        public void accept(Journey journey, AttributionTally tally) {
            tally.walk.walk(journey, tally);
        }

        @Override
        public AttributionTally combine(AttributionTally left, AttributionTally right) {
            left.merge(right);
            return left;
        }
    }

    private final class Through implements Fold<Found> {
        private final int channel;
        private final boolean onlyStayed;

        Through(int channel, boolean onlyStayed) {
            this.channel = channel;
            this.onlyStayed = onlyStayed;
        }

        @Override
        public Found newAccumulator() {
            return new Found(channel, onlyStayed);
        }

        @Override
        public void accept(Journey journey, Found found) {
            found.walk.walk(journey, found);
        }

        @Override
        public Found combine(Found left, Found right) {
            left.persons.or(right.persons);
            return left;
        }
    }

    private final class Found implements TouchWalk.Sink {
        private final TouchWalk walk = new TouchWalk(reader, channels);
        private final BitSet persons = new BitSet();
        private final int channel;
        private final boolean onlyStayed;

        Found(int channel, boolean onlyStayed) {
            this.channel = channel;
            this.onlyStayed = onlyStayed;
        }

        @Override
        public void conversion(Journey journey, int event, int first, int after) {
            if (onlyStayed && !reader.stayed(journey, event)) {
                return;
            }
            for (int touch = first; touch < after; touch++) {
                if (walk.channel(touch) == channel) {
                    persons.set(journey.person());
                    return;
                }
            }
        }

        @Override
        public void without(int first, int after) {}
    }
}
