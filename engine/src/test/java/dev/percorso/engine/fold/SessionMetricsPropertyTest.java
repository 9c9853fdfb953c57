package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class SessionMetricsPropertyTest {

    private record Answers(
            SessionFigures total,
            List<SessionFigures> days,
            List<SessionMetrics.Group> channels,
            List<SessionMetrics.Page> pages) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldMeasureWhatTheDefinitionSays(@ForAll long seed, @ForAll boolean allSessions, @ForAll boolean filtered) {
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
                usual.breakdowns(),
                !allSessions,
                filtered ? List.of(EventMatch.of("Page Viewed"), EventMatch.of("Add")) : List.of());

        world.shouldAllSay(byHand(world, query), snapshot -> measure(snapshot, query));
    }

    private static Answers measure(Snapshot snapshot, SessionQuery query) {
        SessionMetrics metrics = new SessionMetrics(snapshot, query);
        SessionMetrics.Tally tally = snapshot.fold(metrics);
        SessionFigures total = metrics.total(tally);
        List<SessionMetrics.Group> channels = metrics.groups(tally, "channel");
        List<SessionMetrics.Page> pages = metrics.pages(tally, 100);
        assertEquals(total.visitors(), found(snapshot, metrics, new SessionMetrics.Part.All()));
        assertEquals(total.convertingVisitors(), found(snapshot, metrics, new SessionMetrics.Part.Converting()));
        for (SessionMetrics.Group group : channels) {
            assertEquals(
                    group.figures().visitors(),
                    found(snapshot, metrics, new SessionMetrics.Part.OfGroup("channel", group.value())));
        }
        for (SessionMetrics.Page page : pages) {
            assertEquals(page.visitors(), found(snapshot, metrics, new SessionMetrics.Part.OfPage(page.path())));
        }
        return new Answers(total, metrics.series(tally), channels, pages);
    }

    private static long found(Snapshot snapshot, SessionMetrics metrics, SessionMetrics.Part part) {
        return snapshot.fold(metrics.persons(part)).cardinality();
    }

    private record Session(int person, List<IndexedEvent> events) {
        long count(String name) {
            return events.stream().filter(event -> event.name().equals(name)).count();
        }

        long millis() {
            return events.getLast().time() - events.getFirst().time();
        }

        double revenue() {
            return events.stream()
                    .filter(event -> event.name().equals("Order"))
                    .mapToDouble(event -> number(event, "total"))
                    .sum();
        }

        String channel() {
            Object channel = events.getFirst().properties().get("channel");
            return channel == null ? "" : channel.toString();
        }
    }

    private static double number(IndexedEvent event, String property) {
        return event.properties().get(property) instanceof Number number ? number.doubleValue() : 0;
    }

    private static Answers byHand(World world, SessionQuery query) {
        List<Session> sessions = new ArrayList<>();
        world.journeys().forEach((person, journey) -> {
            for (List<IndexedEvent> events : World.sessions(journey)) {
                Session session = new Session(person, events);
                String first = events.getFirst().name();
                if (query.periods().contains(events.getFirst().time())
                        && (!query.onlyWithPageView() || session.count("Page Viewed") > 0)
                        && (query.where().isEmpty() || first.equals("Page Viewed") || first.equals("Add"))) {
                    sessions.add(session);
                }
            }
        });
        List<SessionFigures> days = new ArrayList<>();
        LocalDate day = LocalDate.ofInstant(world.day(0), World.ROME);
        while (day.atStartOfDay(World.ROME).toInstant().isBefore(world.day(6))) {
            LocalDate wanted = day;
            days.add(figures(
                    sessions,
                    session -> LocalDate.ofInstant(
                                    Instant.ofEpochMilli(
                                            session.events.getFirst().time()),
                                    World.ROME)
                            .equals(wanted)));
            day = day.plusDays(1);
        }
        List<SessionMetrics.Group> channels = new ArrayList<>();
        for (String channel :
                new TreeSet<>(sessions.stream().map(Session::channel).toList())) {
            channels.add(new SessionMetrics.Group(
                    channel, figures(sessions, session -> session.channel().equals(channel))));
        }
        channels.sort(Comparator.comparingLong(group -> -group.figures().sessions()));
        return new Answers(figures(sessions, session -> true), days, channels, pages(sessions));
    }

    private static SessionFigures figures(List<Session> all, Predicate<Session> test) {
        List<Session> some = all.stream().filter(test).toList();
        List<Session> converting =
                some.stream().filter(session -> session.count("Order") > 0).toList();
        return new SessionFigures(
                some.stream().map(Session::person).distinct().count(),
                some.size(),
                some.stream().mapToLong(session -> session.count("Page Viewed")).sum(),
                some.stream()
                        .filter(session -> session.count("Page Viewed") == 1 && session.count("Order") == 0)
                        .count(),
                some.stream()
                        .filter(session -> session.millis() > 10_000
                                || session.count("Order") > 0
                                || session.count("Page Viewed") >= 2)
                        .count(),
                some.stream().mapToLong(Session::millis).sum(),
                some.stream().mapToLong(session -> session.count("Order")).sum(),
                converting.size(),
                converting.stream().map(Session::person).distinct().count(),
                some.stream().mapToDouble(Session::revenue).sum());
    }

    private static final class PageByHand {
        private final Set<Integer> visitors = new HashSet<>();
        private long views;
        private long entries;
        private long exits;
        private long bounces;
        private long timed;
        private long millis;
    }

    private static List<SessionMetrics.Page> pages(List<Session> sessions) {
        Map<String, PageByHand> pages = new TreeMap<>();
        for (Session session : sessions) {
            List<Integer> views = new ArrayList<>();
            for (int i = 0; i < session.events.size(); i++) {
                if (session.events.get(i).name().equals("Page Viewed")) {
                    views.add(i);
                }
            }
            for (int i = 0; i < views.size(); i++) {
                int at = views.get(i);
                boolean last = i == views.size() - 1;
                Object path = session.events.get(at).properties().get("path");
                PageByHand page = pages.computeIfAbsent(path == null ? "" : path.toString(), name -> new PageByHand());
                page.views++;
                page.visitors.add(session.person);
                page.entries += i == 0 ? 1 : 0;
                page.exits += last ? 1 : 0;
                page.bounces += views.size() == 1 && session.count("Order") == 0 ? 1 : 0;
                addTime(page, session.events.subList(at, last ? session.events.size() : views.get(i + 1)), session, at);
            }
        }
        List<SessionMetrics.Page> list = new ArrayList<>();
        pages.forEach((path, page) -> list.add(new SessionMetrics.Page(
                path,
                page.views,
                page.visitors.size(),
                page.entries,
                page.exits,
                page.bounces,
                page.timed,
                page.millis)));
        list.sort(Comparator.comparingLong(page -> -page.views()));
        return list;
    }

    private static void addTime(PageByHand page, List<IndexedEvent> upToNextView, Session session, int at) {
        double heartbeats = upToNextView.stream()
                .filter(event -> event.name().equals("Page Engaged"))
                .mapToDouble(event -> number(event, "seconds"))
                .sum();
        if (heartbeats > 0) {
            page.timed++;
            page.millis += (long) (heartbeats * 1000);
        } else if (at + 1 < session.events.size()) {
            page.timed++;
            page.millis +=
                    session.events.get(at + 1).time() - session.events.get(at).time();
        }
    }
}
