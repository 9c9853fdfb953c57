package dev.percorso.server.map;

import dev.percorso.engine.fold.Sums;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.Quantiles;
import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Counts, in one pass over the journeys, what happens at the bound cards of a map and between its stages.
 *
 * <p>Satisfaction: an answered survey counts as −2 to +2 (see {@link Mood}) for the card and the stage where the person
 * was last. A campaign counts at a stage when a visit that came from it comes by a card there.
 */
final class LiveFold implements Fold<LiveFold.Tally> {
    private static final String CAMPAIGN = "utm_campaign";
    private static final int MOST_CAMPAIGNS = 5;
    private static final double TEN_THOUSANDTHS = 1e4;
    private static final double MILLIS = 1_000;
    private static final int NOWHERE = -1;

    private final List<BoundCard> cards;
    private final List<EventMatcher> matchers;
    private final List<Optional<EventMatcher>> failures;
    private final EventMatcher goal;
    private final EventMatcher survey;
    private final Property score;
    private final Mood mood;
    private final Property campaign;
    private final Property value;
    private final int stages;
    private final Optional<Sought> sought;
    private final long from;
    private final long to;

    LiveFold(Snapshot snapshot, List<BoundCard> cards, int stages, EventMatch goal, Instant from, Instant to) {
        this(snapshot, cards, stages, goal, from, to, Optional.empty());
    }

    /** @param sought whose people are wanted, not only their number */
    LiveFold(
            Snapshot snapshot,
            List<BoundCard> cards,
            int stages,
            EventMatch goal,
            Instant from,
            Instant to,
            Optional<Sought> sought) {
        this.sought = sought;
        this.cards = cards;
        this.matchers = cards.stream()
                .map(card -> new EventMatcher(card.match(), snapshot))
                .toList();
        this.failures = cards.stream()
                .map(card -> card.failure().map(failure -> new EventMatcher(failure, snapshot)))
                .toList();
        this.goal = new EventMatcher(goal, snapshot);
        this.survey = new EventMatcher(EventMatch.of(SurveyScale.ANSWERED), snapshot);
        this.score = snapshot.property(SurveyScale.SCORE);
        this.mood = new Mood(snapshot);
        this.campaign = snapshot.property(CAMPAIGN);
        this.value = snapshot.property(Event.VALUE);
        this.stages = stages;
        this.from = from.toEpochMilli();
        this.to = to.toEpochMilli();
    }

    /** What one worker has counted. */
    static final class Tally {
        private final BitSet persons = new BitSet();
        private final long[] cardPersons;
        private final long[] cardOccurrences;
        private final long[] cardConverted;
        private final long[] cardAnswers;
        private final long[] cardMood;
        /** In ten-thousandths, so that order does not matter. */
        private final long[] cardValue;

        private final List<List<Long>> timesToNext = new ArrayList<>();
        /** Persons by stage and campaign, the stage in the upper half. */
        private final Map<Long, Long> campaigns = new HashMap<>();

        private final List<List<Long>> timesToGoal = new ArrayList<>();
        private final BitSet[] personsOfCard;
        private final BitSet[] convertedOfCard;
        private final BitSet[] failedAtCard;
        private final long[] answers;
        private final long[] moods;
        private final BitSet[] inStage;
        private final BitSet[] on;
        private final BitSet[] skipped;
        private final BitSet[] returned;
        private final BitSet fromCampaign = new BitSet();

        Tally(int cards, int stages) {
            cardPersons = new long[cards];
            cardOccurrences = new long[cards];
            cardConverted = new long[cards];
            cardAnswers = new long[cards];
            cardMood = new long[cards];
            cardValue = new long[cards];
            personsOfCard = sets(cards);
            convertedOfCard = sets(cards);
            failedAtCard = sets(cards);
            for (int card = 0; card < cards; card++) {
                timesToGoal.add(new ArrayList<>());
                timesToNext.add(new ArrayList<>());
            }
            answers = new long[stages];
            moods = new long[stages];
            inStage = sets(stages);
            on = sets(stages);
            skipped = sets(stages);
            returned = sets(stages);
        }

        private static BitSet[] sets(int size) {
            BitSet[] sets = new BitSet[size];
            Arrays.setAll(sets, place -> new BitSet());
            return sets;
        }

        /** Everybody with an event in the period. */
        BitSet persons() {
            return persons;
        }

        /** The persons with an event of the card. */
        BitSet personsOf(int card) {
            return personsOfCard[card];
        }

        /** Of these, the persons who reached the goal afterwards. */
        BitSet convertedOf(int card) {
            return convertedOfCard[card];
        }

        /** The persons with an event of the card's failure. */
        BitSet failedAt(int card) {
            return failedAtCard[card];
        }

        /** The persons with an event of any card of the stage. */
        BitSet inStage(int stage) {
            return inStage[stage];
        }

        /** What they did next, as {@link MapLive.Transition} counts them. */
        BitSet after(int stage, PeopleQuery.Part part) {
            return switch (part) {
                case ON -> on[stage];
                case SKIPPED -> skipped[stage];
                case RETURNED -> returned[stage];
                case LEFT -> {
                    BitSet left = (BitSet) inStage[stage].clone();
                    left.andNot(on[stage]);
                    yield left;
                }
                case FITTING, DEVIATING, BEYOND, OTHERS, FAILED ->
                    throw ProblemException.invalid("/part", "after a stage 'part' is on, skipped, returned or left");
            };
        }

        /** The persons who came by the sought stage from the sought campaign. */
        BitSet fromCampaign() {
            return fromCampaign;
        }
    }

    /** A stage of the map and a campaign. */
    record Sought(int stage, String campaign) {}

    /** One journey's firsts and lasts; NOWHERE where there is none. */
    private static final class Walk {
        private final int[] firstOfCard;
        private final int[] firstOfStage;
        private final int[] lastOfStage;
        /** The first event of another card after the first of this one. */
        private final int[] nextOfCard;

        private final BitSet failed = new BitSet();
        private final Set<Long> campaigns = new HashSet<>();
        private int card = NOWHERE;
        private int campaign = Property.NO_TEXT;

        Walk(int cards, int stages) {
            firstOfCard = new int[cards];
            firstOfStage = new int[stages];
            lastOfStage = new int[stages];
            nextOfCard = new int[cards];
            Arrays.fill(nextOfCard, NOWHERE);
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
        tally.persons.set(journey.person());
        Walk walk = new Walk(cards.size(), stages);
        int[] goals = new int[end - begin];
        int goalCount = 0;
        for (int event = begin; event < end; event++) {
            arrive(journey, event, walk);
            for (int card = 0; card < matchers.size(); card++) {
                if (matchers.get(card).matches(journey, event)) {
                    note(walk, tally, card, cards.get(card).stage(), event);
                }
                Optional<EventMatcher> failure = failures.get(card);
                if (failure.isPresent() && failure.get().matches(journey, event)) {
                    walk.failed.set(card);
                }
            }
            if (goal.matches(journey, event)) {
                goals[goalCount++] = event;
            }
            if (walk.card != NOWHERE && survey.matches(journey, event) && journey.has(event, score)) {
                answer(tally, walk.card, mood.millionths(journey, event, score));
            }
        }
        countCards(journey, walk, goals, goalCount, tally);
        countStages(journey.person(), walk, tally);
        walk.failed.stream().forEach(card -> tally.failedAtCard[card].set(journey.person()));
        walk.campaigns.forEach(key -> tally.campaigns.merge(key, 1L, Long::sum));
        if (sought.isPresent() && walk.campaigns.stream().anyMatch(this::isSought)) {
            tally.fromCampaign.set(journey.person());
        }
    }

    private boolean isSought(long key) {
        return sought.equals(Optional.of(new Sought((int) (key >> Integer.SIZE), campaign.text((int) key))));
    }

    /** A visit has the campaign it comes from until the next visit. */
    private void arrive(Journey journey, int event, Walk walk) {
        if (journey.startsSession(event)) {
            walk.campaign = Property.NO_TEXT;
        }
        int named = journey.text(event, campaign);
        walk.campaign = named == Property.NO_TEXT ? walk.campaign : named;
    }

    private void answer(Tally tally, int card, long millionths) {
        int stage = cards.get(card).stage();
        tally.answers[stage]++;
        tally.moods[stage] += millionths;
        tally.cardAnswers[card]++;
        tally.cardMood[card] += millionths;
    }

    private static void note(Walk walk, Tally tally, int card, int stage, int event) {
        tally.cardOccurrences[card]++;
        for (int other = 0; other < walk.nextOfCard.length; other++) {
            boolean waits = other != card && walk.firstOfCard[other] != NOWHERE && walk.nextOfCard[other] == NOWHERE;
            walk.nextOfCard[other] = waits ? event : walk.nextOfCard[other];
        }
        if (walk.firstOfCard[card] == NOWHERE) {
            walk.firstOfCard[card] = event;
        }
        walk.card = card;
        if (walk.campaign != Property.NO_TEXT) {
            walk.campaigns.add((long) stage << Integer.SIZE | walk.campaign);
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
            if (walk.nextOfCard[card] != NOWHERE) {
                tally.timesToNext.get(card).add(journey.time(walk.nextOfCard[card]) - journey.time(first));
            }
            int reached = 0;
            while (reached < goalCount && goals[reached] < first) {
                reached++;
            }
            if (reached < goalCount) {
                tally.cardConverted[card]++;
                tally.convertedOfCard[card].set(journey.person());
                tally.timesToGoal.get(card).add(journey.time(goals[reached]) - journey.time(first));
            }
            for (; reached < goalCount; reached++) {
                double worth = journey.number(goals[reached], value);
                tally.cardValue[card] += Double.isNaN(worth) ? 0 : Math.round(worth * TEN_THOUSANDTHS);
            }
        }
    }

    private void countStages(int person, Walk walk, Tally tally) {
        for (int stage = 0; stage < stages; stage++) {
            int first = walk.firstOfStage[stage];
            if (first == NOWHERE) {
                continue;
            }
            tally.inStage[stage].set(person);
            int reached = NOWHERE;
            for (int later = stage + 1; later < stages; later++) {
                if (walk.lastOfStage[later] > first && (reached == NOWHERE || walk.firstOfStage[later] < reached)) {
                    reached = Math.max(walk.firstOfStage[later], first);
                }
            }
            if (reached == NOWHERE) {
                continue;
            }
            tally.on[stage].set(person);
            if (walk.firstOfStage[stage + 1] == NOWHERE) {
                tally.skipped[stage].set(person);
            }
            for (int earlier = 0; earlier <= stage; earlier++) {
                if (walk.lastOfStage[earlier] > reached) {
                    tally.returned[stage].set(person);
                    break;
                }
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.persons.or(right.persons);
        Sums.add(left.cardPersons, right.cardPersons);
        Sums.add(left.cardOccurrences, right.cardOccurrences);
        Sums.add(left.cardConverted, right.cardConverted);
        Sums.add(left.cardAnswers, right.cardAnswers);
        Sums.add(left.cardMood, right.cardMood);
        Sums.add(left.cardValue, right.cardValue);
        Sums.add(left.answers, right.answers);
        Sums.add(left.moods, right.moods);
        right.campaigns.forEach((key, persons) -> left.campaigns.merge(key, persons, Long::sum));
        Sums.unite(left.inStage, right.inStage);
        Sums.unite(left.on, right.on);
        Sums.unite(left.skipped, right.skipped);
        Sums.unite(left.returned, right.returned);
        Sums.unite(left.personsOfCard, right.personsOfCard);
        Sums.unite(left.convertedOfCard, right.convertedOfCard);
        Sums.unite(left.failedAtCard, right.failedAtCard);
        left.fromCampaign.or(right.fromCampaign);
        for (int card = 0; card < cards.size(); card++) {
            left.timesToGoal.get(card).addAll(right.timesToGoal.get(card));
            left.timesToNext.get(card).addAll(right.timesToNext.get(card));
        }
        return left;
    }

    MapLive result(Tally tally, List<MapStage> mapStages) {
        List<MapLive.CardFigures> cardFigures = new ArrayList<>();
        for (int card = 0; card < cards.size(); card++) {
            cardFigures.add(new MapLive.CardFigures(
                    cards.get(card).card().id(),
                    tally.cardPersons[card],
                    tally.cardOccurrences[card],
                    Rate.of(tally.cardConverted[card], tally.cardPersons[card]),
                    medianSeconds(tally.timesToGoal.get(card)),
                    medianSeconds(tally.timesToNext.get(card)),
                    tally.failedAtCard[card].cardinality(),
                    Mood.mean(tally.cardMood[card], tally.cardAnswers[card]),
                    tally.cardValue[card] / TEN_THOUSANDTHS));
        }
        List<MapLive.StageFigures> stageFigures = new ArrayList<>();
        List<MapLive.Transition> transitions = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            String id = mapStages.get(stage).id();
            stageFigures.add(new MapLive.StageFigures(
                    id, tally.inStage[stage].cardinality(), Mood.mean(tally.moods[stage], tally.answers[stage])));
            if (stage + 1 < stages) {
                transitions.add(new MapLive.Transition(
                        id,
                        mapStages.get(stage + 1).id(),
                        tally.on[stage].cardinality(),
                        tally.skipped[stage].cardinality(),
                        tally.returned[stage].cardinality(),
                        tally.after(stage, PeopleQuery.Part.LEFT).cardinality()));
            }
        }
        return new MapLive(
                tally.persons.cardinality(), cardFigures, stageFigures, transitions, campaigns(tally, mapStages));
    }

    /** The campaigns that most persons of each stage came from. */
    private List<MapLive.CampaignFigures> campaigns(Tally tally, List<MapStage> mapStages) {
        List<MapLive.CampaignFigures> figures = new ArrayList<>();
        for (int stage = 0; stage < stages; stage++) {
            int here = stage;
            String id = mapStages.get(stage).id();
            tally.campaigns.entrySet().stream()
                    .filter(entry -> entry.getKey() >> Integer.SIZE == here)
                    .map(entry -> new MapLive.CampaignFigures(
                            id, campaign.text(entry.getKey().intValue()), entry.getValue()))
                    .sorted(Comparator.<MapLive.CampaignFigures>comparingLong(found -> -found.persons())
                            .thenComparing(MapLive.CampaignFigures::campaign))
                    .limit(MOST_CAMPAIGNS)
                    .forEachOrdered(figures::add);
        }
        return figures;
    }

    private static OptionalDouble medianSeconds(List<Long> times) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        long[] values = times.stream().mapToLong(Long::longValue).toArray();
        return OptionalDouble.of(Quantiles.median(values, values.length) / MILLIS);
    }
}
