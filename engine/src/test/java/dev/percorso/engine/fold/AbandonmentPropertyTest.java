package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class AbandonmentPropertyTest {

    private static final long[] WITHIN = {0, 1_800_000, 3_600_000, 36_000_000, 86_400_000};

    private record Answers(
            Abandonment.Figures total,
            List<Abandonment.Figures> days,
            List<Abandonment.Group> channels,
            BitSet abandoners,
            BitSet keepers,
            List<BitSet> abandonersByChannel) {}

    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void shouldCountWhatTheDefinitionSays(
            @ForAll long seed, @ForAll @IntRange(max = 4) int within, @ForAll boolean filtered) {
        World world = World.random(seed);
        Abandonment.Query query = new Abandonment.Query(
                List.of(EventMatch.of("Add"), EventMatch.of("Search")),
                List.of(EventMatch.of("Order")),
                Periods.of(world.day(0), world.day(6), PeriodUnit.DAY, World.ROME),
                Duration.ofMillis(WITHIN[within]),
                List.of("path", "channel"),
                filtered ? List.of(EventMatch.of("Page Viewed")) : List.of());

        world.shouldAllSay(byHand(world, query), snapshot -> measure(snapshot, query));
    }

    private static Answers measure(Snapshot snapshot, Abandonment.Query query) {
        Abandonment fold = new Abandonment(snapshot, query);
        Abandonment.Tally tally = snapshot.fold(fold);
        List<Abandonment.Group> channels = fold.groups(tally, "channel");
        return new Answers(
                fold.total(tally),
                fold.series(tally),
                channels,
                snapshot.fold(fold.persons(Optional.empty(), true)),
                snapshot.fold(fold.persons(Optional.empty(), false)),
                channels.stream()
                        .map(group -> snapshot.fold(
                                fold.persons(Optional.of(new Abandonment.Part("channel", group.value())), true)))
                        .toList());
    }

    private record Session(int person, List<IndexedEvent> events, boolean abandoned) {
        String channel() {
            Object channel = events.getFirst().properties().get("channel");
            return channel == null ? "" : channel.toString();
        }
    }

    private static Answers byHand(World world, Abandonment.Query query) {
        List<Session> sessions = new ArrayList<>();
        world.journeys().forEach((person, journey) -> {
            for (List<IndexedEvent> events : World.sessions(journey)) {
                List<IndexedEvent> starts = events.stream()
                        .filter(event ->
                                event.name().equals("Add") || event.name().equals("Search"))
                        .toList();
                if (starts.isEmpty()
                        || !query.periods().contains(events.getFirst().time())
                        || (!query.where().isEmpty()
                                && !events.getFirst().name().equals("Page Viewed"))) {
                    continue;
                }
                long end = starts.getLast().time() + query.within().toMillis();
                boolean ordered = journey.stream()
                        .filter(event -> event.name().equals("Order"))
                        .anyMatch(order -> events.contains(order)
                                || (journey.indexOf(order) > journey.indexOf(events.getLast()) && order.time() <= end));
                sessions.add(new Session(person, events, !ordered));
            }
        });
        List<Abandonment.Figures> days = new ArrayList<>();
        for (int day = 0; day < query.periods().count(); day++) {
            int wanted = day;
            days.add(figures(
                    sessions,
                    session -> query.periods().indexOf(session.events.getFirst().time()) == wanted));
        }
        List<Abandonment.Group> channels = new ArrayList<>();
        for (String channel :
                new TreeSet<>(sessions.stream().map(Session::channel).toList())) {
            channels.add(new Abandonment.Group(
                    channel, figures(sessions, session -> session.channel().equals(channel))));
        }
        channels.sort(Comparator.comparingLong(group -> -group.figures().sessions()));
        Abandonment.Figures total = figures(sessions, session -> true);
        assertEquals(
                total.sessions(),
                days.stream().mapToLong(Abandonment.Figures::sessions).sum());
        return new Answers(
                total,
                days,
                channels,
                persons(sessions, session -> session.abandoned),
                persons(sessions, session -> !session.abandoned),
                channels.stream()
                        .map(group -> persons(
                                sessions,
                                session ->
                                        session.abandoned && session.channel().equals(group.value())))
                        .toList());
    }

    private static Abandonment.Figures figures(List<Session> all, Predicate<Session> test) {
        return new Abandonment.Figures(
                all.stream().filter(test).count(),
                all.stream().filter(test).filter(Session::abandoned).count());
    }

    private static BitSet persons(List<Session> all, Predicate<Session> test) {
        BitSet persons = new BitSet();
        all.stream().filter(test).forEach(session -> persons.set(session.person));
        return persons;
    }
}
