package dev.percorso.bench;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.ValueTest;
import dev.percorso.engine.segment.Condition;
import dev.percorso.engine.segment.ConditionEvaluator;
import dev.percorso.engine.segment.CountRange;
import dev.percorso.engine.segment.Period;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A condition evaluated for one person each time an event of the person arrives, with 200 events in the journey. */
final class OnePersonBench {
    private static final int PEOPLE = 2_000;
    private static final int EVENTS_EACH = 200;
    private static final int ARRIVALS = 20_000;

    private OnePersonBench() {}

    /** Ten conditions on traits, counts, properties, sequences, recency and sessions. */
    static Condition tenConditions() {
        Period month = new Period.Within(Duration.ofDays(30));
        return new Condition.All(List.of(
                new Condition.Any(List.of(
                        new Condition.HasTrait("country", new ValueTest.Equal("IT")),
                        new Condition.Performed(EventMatch.of("purchase"), CountRange.atLeast(1), month))),
                new Condition.Performed(EventMatch.of("view_product"), CountRange.atLeast(2), month),
                new Condition.Not(new Condition.Performed(EventMatch.of("start_chat"), CountRange.atLeast(30), month)),
                new Condition.Performed(
                        EventMatch.of("add_to_cart", new PropertyCondition("amount", new ValueTest.Greater(5))),
                        CountRange.atMost(1_000),
                        month),
                new Condition.InSequence(
                        EventMatch.of("view_product"),
                        EventMatch.of("add_to_cart"),
                        Duration.ofDays(7),
                        new Period.Ever()),
                new Condition.LastPerformed(EventMatch.any(), Duration.ZERO, Duration.ofDays(60)),
                new Condition.SessionCount(CountRange.atLeast(1), new Period.Ever()),
                new Condition.FirstSeen(new Period.Ever()),
                new Condition.Performed(EventMatch.of("search"), CountRange.atMost(500), new Period.Ever()),
                new Condition.Not(new Condition.HasTrait("blocked", new ValueTest.Equal(true)))));
    }

    static void run(Path folder, Verdicts verdicts) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        long sequence = 1;
        long time = 1_767_225_600_000L;
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            List<IndexedEvent> past = new ArrayList<>();
            for (int event = 0; event < PEOPLE * EVENTS_EACH; event++) {
                past.add(event(random, sequence++, random.nextInt(PEOPLE), time));
                time += 15_000;
            }
            index.append(past);
            for (int person = 0; person < PEOPLE; person++) {
                index.putTraits(person, Map.of("country", random.nextBoolean() ? "IT" : "DE"));
            }
            index.compact();
            long[] whole = new long[ARRIVALS];
            long[] alone = new long[ARRIVALS];
            int holding = 0;
            for (int arrival = 0; arrival < ARRIVALS; arrival++) {
                int person = random.nextInt(PEOPLE);
                index.append(List.of(event(random, sequence++, person, time)));
                long start = System.nanoTime();
                ConditionEvaluator evaluator =
                        new ConditionEvaluator(tenConditions(), index.snapshot(), Instant.ofEpochMilli(time));
                long resolved = System.nanoTime();
                holding += evaluator.holdsFor(person) ? 1 : 0;
                long end = System.nanoTime();
                whole[arrival] = end - start;
                alone[arrival] = end - resolved;
                time += 1_000;
            }
            long[] warmWhole = Arrays.copyOfRange(whole, ARRIVALS / 2, ARRIVALS);
            long[] warmAlone = Arrays.copyOfRange(alone, ARRIVALS / 2, ARRIVALS);
            Arrays.sort(warmWhole);
            Arrays.sort(warmAlone);
            System.out.printf(
                    "one person, %d events, 10 conditions: evaluation median %.1f µs, p99 %.1f µs;"
                            + " with snapshot and resolving median %.1f µs, p99 %.1f µs (held for %d of %d)%n",
                    EVENTS_EACH,
                    micros(warmAlone, 0.5),
                    micros(warmAlone, 0.99),
                    micros(warmWhole, 0.5),
                    micros(warmWhole, 0.99),
                    holding,
                    ARRIVALS);
            verdicts.atMost("10 conditions for one person with 200 events", micros(warmWhole, 0.5), 20, " µs");
        }
    }

    private static double micros(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e3;
    }

    private static IndexedEvent event(SplittableRandom random, long sequence, int person, long time) {
        String name = BenchEvents.NAMES[random.nextInt(BenchEvents.NAMES.length)];
        return new IndexedEvent(
                sequence, person, time, name, Map.of("amount", random.nextInt(100), "page", "p" + random.nextInt(50)));
    }
}
