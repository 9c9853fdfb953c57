package dev.percorso.server.map;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.Quantiles;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Counts, in one pass over the journeys, what happens at the bound cards of a map and between its stages.
 *
 * <p>Satisfaction: an answered survey counts as −2 to +2, from the worst to the best of its scale (1 to 5 without one), for the stage in which the person was last.
 */
final class LiveFold implements Fold<LiveFold.Tally> {
    private static final SurveyScale STARS = new SurveyScale(1, 5);
    private static final int NOWHERE = -1;

    private final List<BoundCard> cards;
    private final List<EventMatcher> matchers;
    private final EventMatcher goal;
    private final EventMatcher survey;
    private final Property score;
    private final Property scale;
    private final int stages;
    private final long from;
    private final long to;

    LiveFold(Snapshot snapshot, List<BoundCard> cards, int stages, EventMatch goal, Instant from, Instant to) {
        this.cards = cards;
        this.matchers = cards.stream()
                .map(card -> new EventMatcher(card.match(), snapshot))
                .toList();
        this.goal = new EventMatcher(goal, snapshot);
        this.survey = new EventMatcher(EventMatch.of(SurveyScale.ANSWERED), snapshot);
        this.score = snapshot.property(SurveyScale.SCORE);
        this.scale = snapshot.property(SurveyScale.PROPERTY);
        this.stages = stages;
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    /** What one worker has counted. */
    static final class Tally {
        private long persons;
        private final long[] cardPersons;
        private final long[] cardOccurrences;
        private final long[] cardConverted;
        private final List<List<Long>> timesToGoal = new ArrayList<>();
        private final BitSet[] personsOfCard;
        private final BitSet[] convertedOfCard;
        private final long[] stagePersons;
        private final long[] answers;
        private final double[] satisfaction;
        private final long[] on;
        private final long[] skipped;
        private final long[] returned;

        Tally(int cards, int stages) {
            cardPersons = new long[cards];
            cardOccurrences = new long[cards];
            cardConverted = new long[cards];
            personsOfCard = new BitSet[cards];
            convertedOfCard = new BitSet[cards];
            for (int card = 0; card < cards; card++) {
                timesToGoal.add(new ArrayList<>());
                personsOfCard[card] = new BitSet();
                convertedOfCard[card] = new BitSet();
            }
            stagePersons = new long[stages];
            answers = new long[stages];
            satisfaction = new double[stages];
            on = new long[stages];
            skipped = new long[stages];
            returned = new long[stages];
        }

        /** The persons with an event of the card. */
        BitSet personsOf(int card) {
            return personsOfCard[card];
        }

        /** Of these, the persons who reached the goal afterwards. */
        BitSet convertedOf(int card) {
            return convertedOfCard[card];
        }
    }

    /** One journey's firsts and lasts; NOWHERE where there is none. */
    private static final class Walk {
        private final int[] firstOfCard;
        private final int[] firstOfStage;
        private final int[] lastOfStage;

        Walk(int cards, int stages) {
            firstOfCard = new int[cards];
            firstOfStage = new int[stages];
            lastOfStage = new int[stages];
            Arrays.fill(firstOfCard, NOWHERE);
            Arrays.fill(firstOfStage, NOWHERE);
            Arrays.fill(lastOfStage, NOWHERE);
        }
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(cards.size(), stages);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        int begin = journey.indexAfter(from - 1);
        int end = journey.indexAfter(to - 1);
        if (begin >= end) {
            return;
        }
        tally.persons++;
        Walk walk = new Walk(cards.size(), stages);
        int[] goals = new int[end - begin];
        int goalCount = 0;
        int stage = NOWHERE;
        for (int event = begin; event < end; event++) {
            for (int card = 0; card < matchers.size(); card++) {
                if (matchers.get(card).matches(journey, event)) {
                    stage = cards.get(card).stage();
                    note(walk, tally, card, stage, event);
                }
            }
            if (goal.matches(journey, event)) {
                goals[goalCount++] = event;
            }
            if (stage != NOWHERE && survey.matches(journey, event) && journey.has(event, score)) {
                tally.answers[stage]++;
                tally.satisfaction[stage] += scaleOf(journey, event).satisfaction(journey.number(event, score));
            }
        }
        countCards(journey, walk, goals, goalCount, tally);
        countStages(walk, tally);
    }

    private SurveyScale scaleOf(Journey journey, int event) {
        return journey.value(event, scale) instanceof String text
                ? SurveyScale.of(text).orElse(STARS)
                : STARS;
    }

    private static void note(Walk walk, Tally tally, int card, int stage, int event) {
        tally.cardOccurrences[card]++;
        if (walk.firstOfCard[card] == NOWHERE) {
            walk.firstOfCard[card] = event;
        }
        if (walk.firstOfStage[stage] == NOWHERE) {
            walk.firstOfStage[stage] = event;
        }
        walk.lastOfStage[stage] = event;
    }

    private void countCards(Journey journey, Walk walk, int[] goals, int goalCount, Tally tally) {
        for (int card = 0; card < cards.size(); card++) {
            int first = walk.firstOfCard[card];
            if (first == NOWHERE) {
                continue;
            }
            tally.cardPersons[card]++;
            tally.personsOfCard[card].set(journey.person());
            for (int i = 0; i < goalCount; i++) {
                if (goals[i] >= first) {
                    tally.cardConverted[card]++;
                    tally.convertedOfCard[card].set(journey.person());
                    tally.timesToGoal.get(card).add(journey.time(goals[i]) - journey.time(first));
                    break;
                }
            }
        }
    }

    private void countStages(Walk walk, Tally tally) {
        for (int stage = 0; stage < stages; stage++) {
            int first = walk.firstOfStage[stage];
            if (first == NOWHERE) {
                continue;
            }
            tally.stagePersons[stage]++;
            int reached = NOWHERE;
            for (int later = stage + 1; later < stages; later++) {
                if (walk.lastOfStage[later] > first && (reached == NOWHERE || walk.firstOfStage[later] < reached)) {
                    reached = Math.max(walk.firstOfStage[later], first);
                }
            }
            if (reached == NOWHERE) {
                continue;
            }
            tally.on[stage]++;
            if (walk.firstOfStage[stage + 1] == NOWHERE) {
                tally.skipped[stage]++;
            }
            for (int earlier = 0; earlier <= stage; earlier++) {
                if (walk.lastOfStage[earlier] > reached) {
                    tally.returned[stage]++;
                    break;
                }
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.persons += right.persons;
        add(left.cardPersons, right.cardPersons);
        add(left.cardOccurrences, right.cardOccurrences);
        add(left.cardConverted, right.cardConverted);
        add(left.stagePersons, right.stagePersons);
        add(left.answers, right.answers);
        add(left.on, right.on);
        add(left.skipped, right.skipped);
        add(left.returned, right.returned);
        for (int stage = 0; stage < stages; stage++) {
            left.satisfaction[stage] += right.satisfaction[stage];
        }
        for (int card = 0; card < cards.size(); card++) {
            left.timesToGoal.get(card).addAll(right.timesToGoal.get(card));
            left.personsOfCard[card].or(right.personsOfCard[card]);
            left.convertedOfCard[card].or(right.convertedOfCard[card]);
        }
        return left;
    }

    private static void add(long[] left, long[] right) {
        for (int i = 0; i < left.length; i++) {
            left[i] += right[i];
        }
    }

    MapLive result(Tally tally, List<MapStage> mapStages) {
        List<MapLive.CardFigures> cardFigures = new ArrayList<>();
        for (int card = 0; card < cards.size(); card++) {
            cardFigures.add(new MapLive.CardFigures(
                    cards.get(card).card().id(),
                    tally.cardPersons[card],
                    tally.cardOccurrences[card],
                    Rate.of(tally.cardConverted[card], tally.cardPersons[card]),
                    medianSeconds(tally.timesToGoal.get(card))));
        }
        List<MapLive.StageFigures> stageFigures = new ArrayList<>();
        List<MapLive.Transition> transitions = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            String id = mapStages.get(stage).id();
            stageFigures.add(new MapLive.StageFigures(
                    id,
                    tally.stagePersons[stage],
                    tally.answers[stage] == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(tally.satisfaction[stage] / tally.answers[stage])));
            if (stage + 1 < stages) {
                transitions.add(new MapLive.Transition(
                        id,
                        mapStages.get(stage + 1).id(),
                        tally.on[stage],
                        tally.skipped[stage],
                        tally.returned[stage],
                        tally.stagePersons[stage] - tally.on[stage]));
            }
        }
        return new MapLive(tally.persons, cardFigures, stageFigures, transitions);
    }

    private static OptionalDouble medianSeconds(List<Long> times) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        long[] values = times.stream().mapToLong(Long::longValue).toArray();
        return OptionalDouble.of(Quantiles.median(values, values.length) / 1000);
    }
}
