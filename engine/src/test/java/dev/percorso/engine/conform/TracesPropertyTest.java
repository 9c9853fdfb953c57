package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.CellLabel;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class TracesPropertyTest {

    private record Answers(
            TreeSet<String> cases, long number, long events, long boundEvents, long leftOut, BitSet beyond) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCutJourneysIntoTheCasesOfTheDefinition(
            @ForAll long seed,
            @ForAll boolean gap,
            @ForAll boolean endings,
            @ForAll boolean goal,
            @ForAll boolean beside) {
        World world = World.random(seed);
        Traces.Query query = new Traces.Query(
                List.of(
                        new Traces.Binding(3, EventMatch.of("Search")),
                        new Traces.Binding(1, EventMatch.of("Order")),
                        new Traces.Binding(2, EventMatch.of("Search"))),
                gap ? Optional.of(Duration.ofHours(1)) : Optional.empty(),
                endings ? List.of(EventMatch.of("Add"), EventMatch.of("Order")) : List.of(),
                goal ? Optional.of(EventMatch.of("Order")) : Optional.empty(),
                world.day(0),
                world.day(6),
                List.of("channel"),
                beside ? Set.of("Page Engaged", "Search") : Set.of());

        world.shouldAllSay(byHand(world, query), snapshot -> {
            Traces.Collected collected = snapshot.fold(new Traces(snapshot, query));
            TraceLog log = collected.log();
            TreeSet<String> cases = new TreeSet<>();
            IntStream.range(0, log.cases())
                    .forEach(i -> cases.add(log.person(i) + " " + log.startMillis(i) + "+" + log.durationMillis(i) + " "
                            + log.converted(i) + Arrays.toString(log.trace(log.variant(i)))
                            + channel(snapshot, log, i)));
            return new Answers(
                    cases, log.cases(), log.events(), log.boundEvents(), collected.leftOut(), log.personsBeyond());
        });
    }

    private static String channel(Snapshot snapshot, TraceLog log, int number) {
        dev.percorso.engine.index.Property channel = snapshot.property("channel");
        assertEquals(log.fact(number, 0), log.factCell(0, log.factNumber(number, 0)));
        return CellLabel.of(log.fact(number, 0), channel);
    }

    private static Answers byHand(World world, Traces.Query query) {
        TreeSet<String> cases = new TreeSet<>();
        long[] sums = new long[4];
        BitSet beyond = new BitSet();
        world.journeys().forEach((person, journey) -> {
            List<List<IndexedEvent>> cut = new ArrayList<>();
            for (IndexedEvent event : journey) {
                boolean goesOn = !cut.isEmpty()
                        && (query.gap().isEmpty()
                                || event.time() - cut.getLast().getLast().time() <= 3_600_000)
                        && (query.endings().isEmpty()
                                || !List.of("Add", "Order")
                                        .contains(cut.getLast().getLast().name()));
                if (!goesOn) {
                    cut.add(new ArrayList<>());
                }
                cut.getLast().add(event);
            }
            for (List<IndexedEvent> one : cut) {
                long start = one.getFirst().time();
                if (start < query.from().toEpochMilli() || start >= query.to().toEpochMilli()) {
                    continue;
                }
                List<Integer> symbols = new ArrayList<>();
                one.stream().map(IndexedEvent::name).forEach(name -> {
                    if (name.equals("Search")) {
                        symbols.add(3);
                    } else if (name.equals("Order")) {
                        symbols.add(1);
                    }
                });
                if (symbols.isEmpty()) {
                    sums[3]++;
                    continue;
                }
                Optional<IndexedEvent> goal = one.stream()
                        .filter(event ->
                                query.goal().isPresent() && event.name().equals("Order"))
                        .findFirst();
                long end = goal.orElse(one.getLast()).time();
                String channel = one.stream()
                        .filter(event -> event.properties().containsKey("channel"))
                        .map(event -> String.valueOf(event.properties().get("channel")))
                        .findFirst()
                        .orElse("");
                cases.add(person + " " + start + "+" + (end - start) + " " + goal.isPresent() + symbols + channel);
                sums[0]++;
                long others = one.stream()
                        .map(IndexedEvent::name)
                        .filter(name -> !name.equals("Search") && !name.equals("Order"))
                        .filter(name -> !query.uncounted().contains(name))
                        .count();
                sums[1] += symbols.size() + others;
                if (others > 0) {
                    beyond.set(person);
                }
                sums[2] += symbols.size();
            }
        });
        return new Answers(cases, sums[0], sums[1], sums[2], sums[3], beyond);
    }
}
