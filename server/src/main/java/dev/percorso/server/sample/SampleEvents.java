package dev.percorso.server.sample;

import dev.percorso.server.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * The events of the sample shop: the same for the same seed, number of persons and end.
 *
 * @param persons how many customers to simulate
 * @param end the moment the year ends; nothing happens later
 * @param survey id of the survey that the shop shows after an order
 */
record SampleEvents(long seed, int persons, Instant end, String survey) {
    static final Duration YEAR = Duration.ofDays(365);
    private static final int CHUNK = 50_000;

    /** Hands over the events in order of time (for more than {@value #CHUNK} persons, chunk by chunk). */
    void forEachInOrder(Consumer<List<Event>> sink) {
        for (int from = 0; from < persons; from += CHUNK) {
            List<Event> events = new ArrayList<>();
            for (int number = from; number < Math.min(persons, from + CHUNK); number++) {
                events.addAll(journey(number));
            }
            events.sort(Comparator.comparing(Event::time));
            sink.accept(events);
        }
    }

    private List<Event> journey(int number) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        Visitor visitor = Visitor.of(number + 1, random);
        return SampleCompanies.join(visitor, seed, VisitorJourney.of(visitor, firstVisit(random), end, survey, random));
    }

    /** The shop grows through the year, and November and December are its season. */
    private Instant firstVisit(SplittableRandom random) {
        while (true) {
            double place = Math.sqrt(0.15 + 0.85 * random.nextDouble());
            Instant day = end.minus(YEAR).plusSeconds((long) (place * YEAR.toSeconds()));
            int month = day.atZone(ShopHours.ROME).getMonthValue();
            double season = month >= 11 ? 1 : month == 8 ? 0.55 : 0.75;
            if (random.nextDouble() < season) {
                Instant visit = ShopHours.next(day, random);
                if (visit.isBefore(end)) {
                    return visit;
                }
            }
        }
    }
}
