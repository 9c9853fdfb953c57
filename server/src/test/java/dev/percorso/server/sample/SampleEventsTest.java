package dev.percorso.server.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleEventsTest {
    private static final Instant END = Instant.parse("2026-06-01T00:00:00Z");
    private static final List<Event> EVENTS = generate(4_000);

    private static List<Event> generate(int persons) {
        List<Event> events = new ArrayList<>();
        new SampleEvents(7, persons, END, "survey").forEachInOrder(events::addAll);
        return events;
    }

    @Test
    void shouldBeTheSameForTheSameSeed() {
        assertEquals(generate(50), generate(50));
    }

    @Test
    void shouldFillAYearInOrderWithUniqueMessages() {
        for (int i = 1; i < EVENTS.size(); i++) {
            assertFalse(EVENTS.get(i).time().isBefore(EVENTS.get(i - 1).time()));
        }
        assertTrue(EVENTS.getLast().time().isBefore(END));
        assertTrue(EVENTS.getFirst().time().isAfter(END.minus(SampleEvents.YEAR)));
        Set<String> ids = EVENTS.stream().map(Event::messageId).collect(Collectors.toSet());
        assertEquals(EVENTS.size(), ids.size());
        double perPerson = EVENTS.size() / 4_000.0;
        assertTrue(perPerson > 15 && perPerson < 27, "about 20 events per person, not " + perPerson);
    }

    @Test
    void shouldLoseBuyersOnPhonesSinceTheCheckoutIsSlow() {
        Instant slowSince = END.minus(Duration.ofDays(VisitorJourney.SLOW_DAYS));
        assertTrue(checkoutRate("mobile", slowSince, END) < 0.6 * checkoutRate("mobile", Instant.MIN, slowSince));
        double desktopChange =
                checkoutRate("desktop", slowSince, END) / checkoutRate("desktop", Instant.MIN, slowSince);
        assertTrue(desktopChange > 0.85 && desktopChange < 1.15, "desktop stays as it was, not " + desktopChange);
    }

    private static double checkoutRate(String device, Instant from, Instant to) {
        return (double) count("Order Completed", device, from, to) / count("Checkout Started", device, from, to);
    }

    private static long count(String name, String device, Instant from, Instant to) {
        return EVENTS.stream()
                .filter(event -> event.name().equals(name)
                        && device.equals(event.properties().get("device"))
                        && event.time().isAfter(from)
                        && event.time().isBefore(to))
                .count();
    }

    @Test
    void shouldBringOneTimeBuyersThroughTheCouponSite() {
        Map<String, Integer> orders = new HashMap<>();
        Set<String> couponBuyers = new HashSet<>();
        for (Event event : EVENTS) {
            if (event.name().equals("Order Completed") && event.time().isBefore(END.minus(Duration.ofDays(90)))) {
                String buyer = event.userId().orElse("nobody");
                orders.merge(buyer, 1, Integer::sum);
                if (Boolean.TRUE.equals(event.properties().get("coupon"))) {
                    couponBuyers.add(buyer);
                }
            }
        }
        assertTrue(repeatRate(orders, couponBuyers, true) < 0.5 * repeatRate(orders, couponBuyers, false));
    }

    /** Frequency has more than two groups: quite some people ordered three times and more. */
    @Test
    void shouldBringPeopleBackMoreThanOnce() {
        Map<String, Integer> orders = new HashMap<>();
        EVENTS.stream()
                .filter(event -> event.name().equals("Order Completed"))
                .forEach(event -> orders.merge(event.userId().orElse("nobody"), 1, Integer::sum));
        double buyers = orders.size();
        double again = orders.values().stream().filter(count -> count > 1).count() / buyers;
        double often = orders.values().stream().filter(count -> count > 2).count() / buyers;
        assertTrue(again > 0.2 && again < 0.5, "ordered again: " + again);
        assertTrue(often > 0.06 && often < 0.3, "ordered three times: " + often);
    }

    private static double repeatRate(Map<String, Integer> orders, Set<String> couponBuyers, boolean byCoupon) {
        List<Integer> counts = orders.entrySet().stream()
                .filter(entry -> couponBuyers.contains(entry.getKey()) == byCoupon)
                .map(Map.Entry::getValue)
                .toList();
        return (double) counts.stream().filter(count -> count > 1).count() / counts.size();
    }
}
