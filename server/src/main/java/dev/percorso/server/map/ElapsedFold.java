package dev.percorso.server.map;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.Quantiles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures, in one pass over the journeys, how long people take from card to card.
 *
 * <p>A journey starts at a person's first event of any bound card in the period. The time from one card to another runs
 * from the first event of the one to the first event of the other at or after it.
 */
final class ElapsedFold implements Fold<ElapsedFold.Tally> {
    private static final int NOWHERE = -1;

    /** From one bound card to another, as indices. */
    record Way(int from, int to) {}

    private final List<BoundCard> cards;
    private final List<EventMatcher> matchers;
    private final List<Way> ways;
    private final long from;
    private final long to;

    ElapsedFold(Snapshot snapshot, List<BoundCard> cards, List<Way> ways, Instant from, Instant to) {
        this.cards = cards;
        this.matchers = cards.stream()
                .map(card -> new EventMatcher(card.match(), snapshot))
                .toList();
        this.ways = ways;
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    /** Milliseconds of each person, for each card and way. */
    static final class Tally {
        private final List<List<Long>> sinceStart = new ArrayList<>();
        private final List<List<Long>> between = new ArrayList<>();

        Tally(int cards, int ways) {
            for (int card = 0; card < cards; card++) {
                sinceStart.add(new ArrayList<>());
            }
            for (int way = 0; way < ways; way++) {
                between.add(new ArrayList<>());
            }
        }
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(cards.size(), ways.size());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        int begin = journey.indexAfter(from - 1);
        int end = journey.indexAfter(to - 1);
        int[] first = new int[cards.size()];
        int[] arrived = new int[ways.size()];
        Arrays.fill(first, NOWHERE);
        Arrays.fill(arrived, NOWHERE);
        int start = NOWHERE;
        for (int event = begin; event < end; event++) {
            for (int card = 0; card < first.length; card++) {
                if (first[card] == NOWHERE && matchers.get(card).matches(journey, event)) {
                    start = start == NOWHERE ? event : start;
                    first[card] = event;
                }
            }
            arrive(journey, first, arrived, event);
        }
        for (int card = 0; card < first.length; card++) {
            if (first[card] != NOWHERE) {
                tally.sinceStart.get(card).add(journey.time(first[card]) - journey.time(start));
            }
        }
        for (int way = 0; way < arrived.length; way++) {
            if (arrived[way] != NOWHERE) {
                tally.between
                        .get(way)
                        .add(journey.time(arrived[way])
                                - journey.time(first[ways.get(way).from()]));
            }
        }
    }

    /** Notes who arrives with this event at the end of a way whose beginning they have passed. */
    private void arrive(Journey journey, int[] first, int[] arrived, int event) {
        for (int way = 0; way < arrived.length; way++) {
            if (arrived[way] == NOWHERE
                    && first[ways.get(way).from()] != NOWHERE
                    && matchers.get(ways.get(way).to()).matches(journey, event)) {
                arrived[way] = event;
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        for (int card = 0; card < cards.size(); card++) {
            left.sinceStart.get(card).addAll(right.sinceStart.get(card));
        }
        for (int way = 0; way < ways.size(); way++) {
            left.between.get(way).addAll(right.between.get(way));
        }
        return left;
    }

    /** How long people take: medians in seconds. */
    record Times(List<CardTime> cards, List<WayTime> ways) {}

    /** @param medianSecondsFromStart from a person's first event on the map to the first one of this card */
    record CardTime(String card, long persons, OptionalDouble medianSecondsFromStart) {}

    /** @param persons who came by both, in this order */
    record WayTime(String from, String to, long persons, OptionalDouble medianSeconds) {}

    Times result(Tally tally) {
        List<CardTime> cardTimes = new ArrayList<>();
        for (int card = 0; card < cards.size(); card++) {
            List<Long> times = tally.sinceStart.get(card);
            cardTimes.add(new CardTime(cards.get(card).card().id(), times.size(), medianSeconds(times)));
        }
        List<WayTime> wayTimes = new ArrayList<>();
        for (int way = 0; way < ways.size(); way++) {
            List<Long> times = tally.between.get(way);
            wayTimes.add(new WayTime(
                    cards.get(ways.get(way).from()).card().id(),
                    cards.get(ways.get(way).to()).card().id(),
                    times.size(),
                    medianSeconds(times)));
        }
        return new Times(cardTimes, wayTimes);
    }

    private static OptionalDouble medianSeconds(List<Long> times) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        long[] values = times.stream().mapToLong(Long::longValue).toArray();
        return OptionalDouble.of(Quantiles.median(values, values.length) / 1000);
    }
}
