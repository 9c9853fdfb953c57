package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.SessionGroups.By;
import dev.percorso.engine.fold.SessionGroups.Group;
import dev.percorso.engine.fold.SessionGroups.Report;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class SessionGroupsPropertyTest {
    /** One name for two values, as one host has many addresses. */
    private static final By CHANNEL = new By.FirstEvent("channel", value -> value.equals("email") ? "direct" : value);

    private record Answers(Report all, Report some) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldGroupSessionsByOriginOrLandingPage(@ForAll long seed, @ForAll boolean landing, @ForAll boolean all) {
        World world = World.random(seed);
        SessionQuery usual = SessionQuery.of(Periods.of(world.day(0), world.day(6), PeriodUnit.DAY, World.ROME))
                .converting(List.of(EventMatch.of("Order")), Optional.of("total"));
        SessionQuery query = new SessionQuery(
                usual.periods(),
                usual.pageView(),
                usual.path(),
                usual.conversions(),
                usual.revenue(),
                usual.heartbeat(),
                usual.heartbeatSeconds(),
                usual.engagedAfter(),
                List.of(),
                !all,
                List.of());

        world.shouldAllSay(byHand(world, query, landing), snapshot -> measure(snapshot, query, landing));
    }

    private static Answers measure(Snapshot snapshot, SessionQuery query, boolean landing) {
        SessionGroups groups = new SessionGroups(snapshot, query, landing ? new By.LandingPage() : CHANNEL);
        SessionGroups some = groups.only(landing ? List.of("/b", "/a", "/none") : List.of("direct", "1"), 1);
        Report all = groups.report(snapshot.fold(groups));
        for (Group group : all.groups()) {
            assertEquals(
                    group.figures().visitors(),
                    snapshot.fold(groups.persons(group.value())).cardinality());
        }
        return new Answers(all, some.report(snapshot.fold(some)));
    }

    private record Session(int person, String group, LocalDate day, List<IndexedEvent> events) {
        long count(String name) {
            return events.stream().filter(event -> event.name().equals(name)).count();
        }

        long millis() {
            return events.getLast().time() - events.getFirst().time();
        }

        double revenue() {
            return events.stream()
                    .filter(event -> event.name().equals("Order"))
                    .mapToDouble(
                            event -> event.properties().get("total") instanceof Number worth ? worth.doubleValue() : 0)
                    .sum();
        }

        boolean converts() {
            return count("Order") > 0;
        }
    }

    private static Answers byHand(World world, SessionQuery query, boolean landing) {
        List<Session> sessions = new ArrayList<>();
        world.journeys().forEach((person, journey) -> {
            for (List<IndexedEvent> events : World.sessions(journey)) {
                LocalDate day = LocalDate.ofInstant(
                        Instant.ofEpochMilli(events.getFirst().time()), World.ROME);
                Session session = new Session(person, landing ? landing(events) : channel(events), day, events);
                if (query.periods().contains(events.getFirst().time())
                        && (!query.onlyWithPageView() || session.count("Page Viewed") > 0)) {
                    sessions.add(session);
                }
            }
        });
        Map<String, List<Session>> byGroup = new TreeMap<>();
        sessions.forEach(session -> byGroup.computeIfAbsent(session.group, group -> new ArrayList<>())
                .add(session));
        List<Group> all = new ArrayList<>();
        byGroup.forEach((group, some) -> all.add(new Group(group, figures(some), List.of())));
        all.sort(Comparator.comparingLong(group -> -group.figures().sessions()));
        List<String> chosen = landing ? List.of("/b", "/a", "/none") : List.of("direct", "1");
        List<Group> some = new ArrayList<>();
        for (String name : chosen) {
            List<Session> own = byGroup.getOrDefault(name, List.of());
            some.add(new Group(name, figures(own), some.isEmpty() ? days(world, own) : List.of()));
        }
        List<Session> rest = sessions.stream()
                .filter(session -> !chosen.contains(session.group))
                .toList();
        return new Answers(new Report(all, Optional.empty()), new Report(some, Optional.of(figures(rest))));
    }

    private static String channel(List<IndexedEvent> events) {
        Object channel = events.getFirst().properties().get("channel");
        String text = channel == null ? "" : channel.toString();
        return text.equals("email") ? "direct" : text;
    }

    private static String landing(List<IndexedEvent> events) {
        return events.stream()
                .filter(event -> event.name().equals("Page Viewed"))
                .findFirst()
                .map(view -> view.properties().get("path") instanceof String path ? path : "")
                .orElse("");
    }

    private static List<SessionFigures> days(World world, List<Session> sessions) {
        List<SessionFigures> days = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(world.day(0), World.ROME);
        while (day.atStartOfDay(World.ROME).toInstant().isBefore(world.day(6))) {
            LocalDate wanted = day;
            days.add(figures(sessions.stream()
                    .filter(session -> session.day.equals(wanted))
                    .toList()));
            day = day.plusDays(1);
        }
        return days;
    }

    private static SessionFigures figures(List<Session> some) {
        List<Session> converting = some.stream().filter(Session::converts).toList();
        return new SessionFigures(
                some.stream().map(Session::person).distinct().count(),
                some.size(),
                some.stream().mapToLong(session -> session.count("Page Viewed")).sum(),
                some.stream()
                        .filter(session -> session.count("Page Viewed") == 1 && !session.converts())
                        .count(),
                some.stream()
                        .filter(session ->
                                session.millis() > 10_000 || session.converts() || session.count("Page Viewed") >= 2)
                        .count(),
                some.stream().mapToLong(Session::millis).sum(),
                some.stream().mapToLong(session -> session.count("Order")).sum(),
                converting.size(),
                converting.stream().map(Session::person).distinct().count(),
                some.stream().mapToDouble(Session::revenue).sum());
    }
}
