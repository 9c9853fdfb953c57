package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.ValueTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class PathsPropertyTest {

    @Property(tries = 80, shrinking = ShrinkingMode.OFF)
    void shouldCountThePathsOfTheDefinition(
            @ForAll long seed,
            @ForAll boolean fromStart,
            @ForAll boolean toEnd,
            @ForAll @IntRange(min = 2, max = 5) int steps,
            @ForAll @IntRange(max = 2) int cut,
            @ForAll boolean collapse,
            @ForAll boolean byPath) {
        World world = World.random(seed);
        PathQuery query = new PathQuery(
                fromStart ? Optional.of(EventMatch.of("Search")) : Optional.empty(),
                toEnd ? Optional.of(EventMatch.of("Order")) : Optional.empty(),
                steps,
                switch (cut) {
                    case 0 -> new PathQuery.Cut.Session();
                    case 1 -> new PathQuery.Cut.Gap(Duration.ofHours(2));
                    default -> new PathQuery.Cut.Whole();
                },
                collapse,
                byPath ? Optional.of("path") : Optional.empty(),
                3,
                List.of("Page Engaged", "Never Seen"),
                steps == 5
                        ? Optional.of(EventMatch.of(
                                EventMatch.ANY_NAME, new PropertyCondition("seconds", new ValueTest.Exists())))
                        : Optional.empty(),
                world.day(0),
                world.day(6));

        world.shouldAllSay(new ByHand(world, query).report(), snapshot -> report(snapshot, query));
    }

    private static Paths.Report report(Snapshot snapshot, PathQuery query) {
        Paths paths = new Paths(snapshot, FoldScope.everyone(), query);
        Paths.Report report = paths.report();
        if (query.steps() == 3) {
            // Windows as narrow as this miss most medians of so few persons.
            Paths.Pilot pilot = new Paths.Pilot(0, 0);
            assertEquals(report, new Paths(snapshot, FoldScope.everyone(), query, pilot).report());
        }
        for (Paths.Node node : report.nodes()) {
            assertEquals(
                    node.persons(), paths.persons(node.step(), node.label()).cardinality());
        }
        for (Paths.Edge edge : report.edges()) {
            assertEquals(
                    edge.persons(),
                    paths.persons(edge.step(), edge.from(), edge.to()).cardinality());
        }
        return report;
    }

    private record Stop(PathLabel label, long time, boolean isStart, boolean isEnd) {}

    private record Taken(int person, int first, List<Stop> stops) {
        int last() {
            return first + stops.size() - 1;
        }

        Stop at(int step) {
            return stops.get(step - first);
        }

        boolean covers(int step) {
            return first <= step && step <= last();
        }
    }

    private static final class ByHand {
        private final PathQuery query;
        private final List<Taken> paths = new ArrayList<>();
        private long tooLong;

        ByHand(World world, PathQuery query) {
            this.query = query;
            world.journeys().forEach((person, journey) -> units(journey).forEach(unit -> take(person, stops(unit))));
        }

        private List<List<IndexedEvent>> units(List<IndexedEvent> journey) {
            return switch (query.cut()) {
                case PathQuery.Cut.Session ignored -> World.sessions(journey);
                case PathQuery.Cut.Whole ignored -> List.of(journey);
                case PathQuery.Cut.Gap(Duration gap) -> {
                    List<List<IndexedEvent>> units = new ArrayList<>();
                    for (IndexedEvent event : journey) {
                        if (units.isEmpty()
                                || event.time() - units.getLast().getLast().time() > gap.toMillis()) {
                            units.add(new ArrayList<>());
                        }
                        units.getLast().add(event);
                    }
                    yield units;
                }
            };
        }

        private List<Stop> stops(List<IndexedEvent> unit) {
            List<Stop> stops = new ArrayList<>();
            for (IndexedEvent event : unit) {
                Object path = event.properties().get("path");
                PathLabel label =
                        new PathLabel(event.name(), query.label().isPresent() && path != null ? path.toString() : "");
                boolean repeats = !stops.isEmpty() && stops.getLast().label.equals(label);
                boolean kept = query.only().isEmpty() || event.properties().containsKey("seconds");
                if (kept && !event.name().equals("Page Engaged") && !(query.collapseRepeats() && repeats)) {
                    boolean isStart = query.start().isEmpty() || event.name().equals("Search");
                    stops.add(
                            new Stop(label, event.time(), isStart, event.name().equals("Order")));
                }
            }
            return stops;
        }

        private boolean inRange(Stop stop) {
            return stop.time >= query.from().toEpochMilli()
                    && stop.time < query.to().toEpochMilli();
        }

        private void take(int person, List<Stop> stops) {
            boolean startGiven = query.start().isPresent();
            boolean endGiven = query.end().isPresent();
            int first = first(stops, 0, stop -> stop.isStart && inRange(stop));
            if (endGiven && !startGiven) {
                int last = first(stops, 0, stop -> stop.isEnd && inRange(stop));
                if (last >= 0) {
                    int from = Math.max(0, last - query.steps() + 1);
                    List<Stop> path = stops.subList(from, last + 1);
                    paths.add(new Taken(person, query.steps() - path.size(), path));
                }
            } else if (first >= 0 && !endGiven) {
                paths.add(new Taken(person, 0, stops.subList(first, Math.min(stops.size(), first + query.steps()))));
            } else if (first >= 0) {
                int last = first(stops, first + 1, stop -> stop.isEnd);
                if (last >= 0 && last - first + 1 <= query.steps()) {
                    paths.add(new Taken(person, 0, stops.subList(first, last + 1)));
                } else if (last >= 0) {
                    tooLong++;
                }
            }
        }

        private static int first(List<Stop> stops, int from, Predicate<Stop> test) {
            return IntStream.range(from, stops.size())
                    .filter(i -> test.test(stops.get(i)))
                    .findFirst()
                    .orElse(-1);
        }

        private List<String> ranked(int step) {
            Comparator<PathLabel> byCount = Comparator.comparingLong(label -> -paths.stream()
                    .filter(path -> path.covers(step) && path.at(step).label.equals(label))
                    .count());
            List<String> all = paths.stream()
                    .filter(path -> path.covers(step))
                    .map(path -> path.at(step).label)
                    .distinct()
                    .sorted(byCount.thenComparing(Comparator.naturalOrder()))
                    .map(PathLabel::text)
                    .toList();
            return all.size() <= 3
                    ? all
                    : Stream.concat(all.subList(0, 3).stream(), Stream.of(Paths.OTHER))
                            .toList();
        }

        private String shown(Taken path, int step) {
            String text = path.at(step).label.text();
            return ranked(step).contains(text) ? text : Paths.OTHER;
        }

        Paths.Report report() {
            List<Paths.Node> nodes = new ArrayList<>();
            List<Paths.Edge> edges = new ArrayList<>();
            for (int i = 0; i < query.steps(); i++) {
                int step = i;
                for (String label : ranked(step)) {
                    List<Taken> through = paths.stream()
                            .filter(path ->
                                    path.covers(step) && shown(path, step).equals(label))
                            .toList();
                    nodes.add(new Paths.Node(
                            step,
                            label,
                            through.size(),
                            persons(through),
                            through.stream().filter(path -> path.last() == step).count()));
                    for (String next : step + 1 < query.steps() ? ranked(step + 1) : List.<String>of()) {
                        List<Taken> along = through.stream()
                                .filter(path -> path.covers(step + 1)
                                        && shown(path, step + 1).equals(next))
                                .toList();
                        if (!along.isEmpty()) {
                            edges.add(new Paths.Edge(
                                    step, label, next, along.size(), persons(along), median(along, step)));
                        }
                    }
                }
            }
            return new Paths.Report(paths.size(), tooLong, nodes, edges);
        }

        private static long persons(List<Taken> taken) {
            return taken.stream().map(Taken::person).distinct().count();
        }

        private static double median(List<Taken> along, int step) {
            long[] times = along.stream()
                    .mapToLong(path -> path.at(step + 1).time - path.at(step).time)
                    .sorted()
                    .toArray();
            int middle = times.length / 2;
            return times.length % 2 == 1 ? times[middle] : (times[middle - 1] + times[middle]) / 2.0;
        }
    }
}
