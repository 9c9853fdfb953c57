package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PurchasesTest {

    private static Purchases.Query query(String from, String to) {
        return new Purchases.Query(
                List.of(EventMatch.of("Order")),
                List.of(EventMatch.of("Refund")),
                Optional.of("value"),
                Periods.of(Instant.parse(from), Instant.parse(to), PeriodUnit.MONTH, ZoneOffset.UTC));
    }

    private static IndexedEvent event(long sequence, int person, String day, String name, double value) {
        return new IndexedEvent(
                sequence, person, Instant.parse(day + "T12:00:00Z").toEpochMilli(), name, Map.of("value", value));
    }

    @Test
    void shouldTakeNegativeOrdersForRefunds() {
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            // given: one customer, and one who only ever got money back
            index.append(List.of(
                    event(1, 1, "2025-01-10", "Order", 100),
                    event(2, 1, "2025-01-20", "Order", -30),
                    event(3, 1, "2025-02-01", "Refund", 20),
                    event(4, 2, "2025-01-05", "Order", -5)));
            Snapshot snapshot = index.snapshot();

            // when
            Purchases purchases = new Purchases(snapshot, query("2025-01-01T00:00:00Z", "2025-03-01T00:00:00Z"));
            Purchases.Tally tally = snapshot.fold(purchases);
            Customers customers = purchases.customers(tally);

            // then
            assertEquals(new Purchases.Sales(1, 1, 0, 100, 55), purchases.total(tally));
            assertEquals(45, purchases.total(tally).revenue());
            assertEquals(100, purchases.total(tally).averageOrderValue());
            assertEquals(1, customers.size());
            assertEquals(50, customers.value(0));
            assertEquals(100, customers.orderValue(0));
        }
    }

    @Test
    void shouldLeadFromEventsToThePublishedModel() throws IOException {
        // given: the whole of CDNOW's sample, of which only the first 39 weeks may count
        List<IndexedEvent> events = new ArrayList<>();
        for (Cdnow.Order order : Cdnow.orders()) {
            events.add(event(events.size() + 1L, order.person(), order.day().toString(), "Order", order.value()));
        }
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            index.append(events);
            Snapshot snapshot = index.snapshot();
            Purchases purchases = new Purchases(snapshot, query("1997-09-01T00:00:00Z", "1997-10-01T00:00:00Z"));

            // when
            Customers customers = purchases.customers(snapshot.fold(purchases));
            Fit<BgNbd> buying = BgNbd.fit(customers.patterns((int) Cdnow.END_OF_CALIBRATION.toEpochDay(), 7));

            // then
            assertEquals(2_357, customers.size());
            Fit.Found<?> found = assertInstanceOf(Fit.Found.class, buying);
            assertEquals(-9582.4, found.logLikelihood(), 0.05);
            Fit.Found<GammaGamma> spending = foundSpending(customers.spending());
            assertEquals(946, spending.persons());
            assertEquals(6.25, spending.model().p(), 5e-3);
            assertTrue(spending.model().hasMean());
        }
    }

    private static Fit.Found<GammaGamma> foundSpending(Fit<GammaGamma> fit) {
        assertInstanceOf(Fit.Found.class, fit);
        return (Fit.Found<GammaGamma>) fit;
    }
}
