package dev.percorso.server.consent;

import dev.percorso.server.collect.CountWithoutConsent;
import dev.percorso.server.collect.WithoutConsent;
import dev.percorso.server.event.Event;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What happened without consent to analytics, of nobody in particular.
 *
 * @param days all events by ISO date
 * @param pages page views by path, as the next two by channel and kind of device; the most first
 */
record WithoutConsentReport(
        long events,
        long pageViews,
        List<Row> days,
        List<Row> names,
        List<Row> pages,
        List<Row> channels,
        List<Row> devices) {
    private static final int MOST_ROWS = 50;

    /** How many events one thing had. */
    record Row(String name, long events) {}

    static WithoutConsentReport of(WithoutConsent.Counts counts) {
        Map<String, Long> days = counts.perDay().stream()
                .collect(Collectors.groupingBy(
                        CountWithoutConsent::name, TreeMap::new, Collectors.summingLong(CountWithoutConsent::events)));
        Map<String, Long> names = counts.perDay().stream()
                .collect(Collectors.groupingBy(
                        CountWithoutConsent::event, Collectors.summingLong(CountWithoutConsent::events)));
        return new WithoutConsentReport(
                names.values().stream().mapToLong(Long::longValue).sum(),
                names.getOrDefault(Event.PAGE_VIEWED, 0L),
                days.entrySet().stream()
                        .map(day -> new Row(day.getKey(), day.getValue()))
                        .toList(),
                names.entrySet().stream()
                        .map(name -> new Row(name.getKey(), name.getValue()))
                        .sorted((one, other) -> Long.compare(other.events(), one.events()))
                        .limit(MOST_ROWS)
                        .toList(),
                pageViews(counts.paths()),
                pageViews(counts.channels()),
                pageViews(counts.devices()));
    }

    private static List<Row> pageViews(List<CountWithoutConsent> counts) {
        return counts.stream()
                .filter(count -> count.event().equals(Event.PAGE_VIEWED))
                .limit(MOST_ROWS)
                .map(count -> new Row(count.name(), count.events()))
                .toList();
    }
}
