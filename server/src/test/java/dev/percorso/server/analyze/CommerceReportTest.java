package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How {@link SmallShop} sells, counted by hand, and what a shop with many customers may expect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommerceReportTest {
    private static final int CUSTOMERS = 600;
    private static final Instant END = Instant.parse("2025-06-30T20:00:00Z");
    private static final Map<String, Object> JUNE = Map.of("from", "2025-06-01", "to", "2025-06-30");

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;
    private RunningPercorso busy;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    CommerceReportTest() {}

    @BeforeAll
    void open(@TempDir Path data, @TempDir Path more) throws Exception {
        shop = SmallShop.open(data);
        busy = new RunningPercorso(more, InstantSource.fixed(END));
        busy.post("/api/workspaces", Map.of("id", "busy", "name", "Busy"));
        busy.percorso().collector().accept(new WorkspaceId("busy"), "till", orders());
        busy.percorso().awaitProjection();
    }

    @AfterAll
    void close() {
        shop.close();
        busy.close();
    }

    /** People who buy at rates of their own, leave at rates of their own, and spend amounts of their own. */
    private static List<Event> orders() {
        Random random = new Random(20_250_630);
        List<Event> orders = new ArrayList<>();
        for (int person = 0; person < CUSTOMERS; person++) {
            double ordersPerDay = -Math.log(random.nextDouble()) / 25;
            double daysHere = -Math.log(random.nextDouble()) * (20 + random.nextInt(300));
            double usual = 20 + 80 * random.nextDouble();
            double day = random.nextInt(120);
            double last = Math.min(180, day + daysHere);
            while (day <= last) {
                orders.add(new Event(
                        "order-" + orders.size(),
                        Event.Kind.TRACK,
                        "Order Completed",
                        Optional.empty(),
                        Optional.of("customer-" + person),
                        Optional.empty(),
                        Instant.parse("2025-01-01T08:00:00Z").plus(Duration.ofMinutes((long) (day * 1_440))),
                        Map.of("value", usual * (0.5 + random.nextDouble())),
                        Map.of(),
                        "till"));
                day += 0.01 - Math.log(random.nextDouble()) / ordersPerDay;
            }
        }
        return orders;
    }

    @Test
    void shouldCountOrdersCartsAndCheckouts() throws Exception {
        // when: a look at a product is taken for a cart
        JsonNode result = report(Map.of("cart", Map.of("event", "Product Viewed")));

        // then
        JsonNode totals = result.get("totals");
        assertEquals(
                List.of(4L, 7L, 2L, 2L, 4L, 3L),
                List.of("visitors", "sessions", "orders", "buyers", "cartSessions", "checkoutSessions").stream()
                        .map(field -> totals.get(field).asLong())
                        .toList());
        assertEquals(80, totals.get("revenue").asDouble(), 1e-9);
        assertEquals(40, totals.get("averageOrderValue").asDouble(), 1e-9);
        assertEquals(0.5, totals.at("/visitorConversion/value").asDouble(), 1e-9);
        assertEquals(2.0 / 7, totals.at("/sessionConversion/value").asDouble(), 1e-9);
        assertEquals(0.75, totals.at("/cartAbandonment/value").asDouble(), 1e-9);
        assertEquals(1.0 / 3, totals.at("/checkoutAbandonment/value").asDouble(), 1e-9);
        assertEquals(0, totals.at("/repeatRate/value").asDouble(), 1e-9);
        assertFalse(totals.has("daysBetweenOrders"));
        assertEquals("Order Completed", result.at("/events/order").asString());
        assertEquals("Checkout Started", result.at("/events/checkout").asString());
    }

    @Test
    void shouldGiveALaterOrderToItsCart() throws Exception {
        // when: carla looks on Sunday at noon and orders on Monday at 11:02
        JsonNode day = report(Map.of("cart", Map.of("event", "Product Viewed"), "within", "PT24H"));
        JsonNode hours = report(Map.of("cart", Map.of("event", "Product Viewed"), "within", "PT22H"));

        // then
        assertEquals(0.5, day.at("/totals/cartAbandonment/value").asDouble(), 1e-9);
        assertEquals(0.75, hours.at("/totals/cartAbandonment/value").asDouble(), 1e-9);
    }

    @Test
    void shouldPutOrdersIntoTheirDaysAndAbandonmentIntoItsChannels() throws Exception {
        // when
        JsonNode result = report(Map.of(
                "cart",
                Map.of("event", "Product Viewed"),
                "scope",
                Map.of("from", "2025-03-29", "to", "2025-04-04", "compare", "previous")));

        // then
        assertEquals(
                List.of("2025-03-29 1 50 2", "2025-03-30 0 0 1", "2025-03-31 1 30 1", "2025-04-01 0 0 0"),
                result.get("series")
                        .valueStream()
                        .limit(4)
                        .map(point -> point.get("from").asString() + " "
                                + point.get("orders").asLong() + " "
                                + Math.round(point.get("revenue").asDouble()) + " "
                                + point.get("cartSessions").asLong())
                        .toList());
        assertEquals(
                List.of("email 2 0.5 1 0.0", "direct 1 1.0 2 0.5", "paid search 1 1.0 0 0.0"),
                result.get("channels")
                        .valueStream()
                        .map(row -> row.get("name").asString() + " "
                                + row.get("cartSessions").asLong() + " "
                                + row.at("/cartAbandonment/value").asDouble() + " "
                                + row.get("checkoutSessions").asLong() + " "
                                + row.at("/checkoutAbandonment/value").asDouble())
                        .toList());
        assertEquals(0, result.at("/comparison/orders").asLong());
        assertEquals(7, result.get("comparisonSeries").size());
    }

    @Test
    void shouldScoreCustomersAndSayWhyItPredictsNothing() throws Exception {
        // when
        JsonNode result = report(Map.of());

        // then: anna bought first, carla last; both once
        assertEquals(25, result.at("/rfm/cells").size());
        assertEquals(
                List.of("3/1 aboutToSleep 30", "1/1 lost 50"),
                result.at("/rfm/cells")
                        .valueStream()
                        .filter(cell -> cell.get("persons").asLong() > 0)
                        .map(cell -> cell.get("recency").asInt() + "/"
                                + cell.get("frequency").asInt() + " "
                                + cell.get("segment").asString() + " "
                                + cell.get("value").asInt())
                        .toList());
        JsonNode value = result.get("value");
        assertEquals(2, value.get("customers").asLong());
        assertEquals(80, value.get("observed").asDouble(), 1e-9);
        assertFalse(value.has("prediction"));
        assertEquals("tooFewRepeats", value.at("/noPrediction/reason").asString());
        assertEquals(20, value.at("/noPrediction/leastRepeatCustomers").asInt());
        assertEquals("2025-03-01", value.at("/cohorts/0/from").asString());
        assertEquals(40, value.at("/cohorts/0/cells/0/perCustomer").asDouble(), 1e-9);
    }

    @Test
    void shouldBeEmptyWhereNothingHappens() throws Exception {
        // when
        JsonNode result = report(Map.of("order", Map.of("event", "Never Happens"), "interval", "week"));

        // then
        assertEquals(0, result.at("/totals/orders").asLong());
        assertFalse(result.get("totals").has("averageOrderValue"));
        assertEquals(0, result.at("/rfm/customers").asLong());
        assertEquals(0, result.at("/value/cohorts").size());
        assertEquals("Never Happens", result.at("/events/order").asString());
    }

    @Test
    void shouldShowThePeopleOfSmallFigures() throws Exception {
        // given
        Map<String, Object> request = asking(Map.of("cart", Map.of("event", "Product Viewed")));

        // then
        assertEquals(2, people(shop::post, request, Map.of("figure", "converted")));
        assertEquals(2, people(shop::post, request, Map.of("figure", "buyers")));
        assertEquals(0, people(shop::post, request, Map.of("figure", "repeatBuyers")));
        assertEquals(2, people(shop::post, request, Map.of("figure", "cartAbandoned")));
        assertEquals(
                1,
                people(
                        shop::post,
                        request,
                        Map.of("figure", "cartAbandoned", "dimension", "channel", "value", "email")));
        assertEquals(1, people(shop::post, request, Map.of("figure", "checkoutAbandoned")));
        assertEquals(1, people(shop::post, request, Map.of("figure", "rfm", "recency", 3, "frequency", 1)));
        assertEquals(1, people(shop::post, request, Map.of("figure", "rfmSegment", "rfmSegment", "lost")));
        assertEquals(2, people(shop::post, request, Map.of("figure", "cohort", "cohort", "2025-03-01")));
    }

    @Test
    void shouldPredictWithEachModelAndLeadToThePeople() throws Exception {
        for (String model : List.of("bgNbd", "mbgNbd", "paretoNbd")) {
            // given
            Map<String, Object> request = Map.of("scope", JUNE, "model", model, "horizonDays", 90);

            // when
            Answer answer = busy.post("/api/workspaces/busy/reports/commerce", request);

            // then
            assertEquals(200, answer.status(), answer.text());
            assertEquals(List.of(), api.faults("CommerceResult", answer.json()));
            JsonNode value = answer.json().get("value");
            JsonNode prediction = value.get("prediction");
            assertTrue(prediction != null, answer.text());
            assertEquals(CUSTOMERS, value.get("customers").asLong());
            assertEquals(model, prediction.get("model").asString());
            assertEquals(4, prediction.get("parameters").size());
            JsonNode fits = value.get("fits");
            assertEquals(3, fits.size());
            assertTrue(
                    fits.get(0).get("akaike").asDouble()
                            <= fits.get(1).get("akaike").asDouble(),
                    answer.text());
            for (JsonNode fit : fits) {
                double likelihood = fit.get("logLikelihood").asDouble();
                assertEquals(8 - 2 * likelihood, fit.get("akaike").asDouble(), 1e-9);
                if (fit.get("model").asString().equals(model)) {
                    assertEquals(prediction.get("logLikelihood").asDouble(), likelihood);
                }
            }
            assertEquals(3, prediction.at("/spending/parameters").size());
            double expected = prediction.get("expectedValue").asDouble();
            assertTrue(expected > 0 && expected < 2 * value.get("observed").asDouble(), answer.text());
            assertEquals(expected, sum(prediction.get("risk"), "expectedValue"), 1e-6 * expected);
            assertEquals(expected, sum(prediction.get("tenths"), "expectedValue"), 1e-6 * expected);
            assertEquals(CUSTOMERS, sum(prediction.get("risk"), "persons"));
            assertEquals(CUSTOMERS, sum(answer.json().at("/rfm/cells"), "persons"));
            for (JsonNode band : prediction.get("risk")) {
                assertEquals(
                        band.get("persons").asLong(),
                        people(
                                this::busyPost,
                                request,
                                Map.of(
                                        "figure",
                                        "risk",
                                        "risk",
                                        band.get("band").asString())));
            }
            assertEquals(60, people(this::busyPost, request, Map.of("figure", "tenth", "period", 1)));
            for (JsonNode segment : answer.json().at("/rfm/segments")) {
                assertEquals(
                        segment.get("persons").asLong(),
                        people(
                                this::busyPost,
                                request,
                                Map.of(
                                        "figure",
                                        "rfmSegment",
                                        "rfmSegment",
                                        segment.get("segment").asString())));
            }
        }
    }

    @Test
    void shouldCountRepeatCustomersOfThePeriod() throws Exception {
        // when
        JsonNode result = busy.post("/api/workspaces/busy/reports/commerce", Map.of("scope", JUNE))
                .json();

        // then
        JsonNode totals = result.get("totals");
        long repeat = people(this::busyPost, Map.of("scope", JUNE), Map.of("figure", "repeatBuyers"));
        assertEquals(
                (double) repeat / totals.get("buyers").asLong(),
                totals.at("/repeatRate/value").asDouble(),
                1e-9);
        assertTrue(totals.get("daysBetweenOrders").asDouble() > 0);
    }

    private interface Post {
        Answer send(String path, Object body) throws Exception;
    }

    private Answer busyPost(String path, Object body) throws Exception {
        return busy.post("/api/workspaces/busy" + path, body);
    }

    private static double sum(JsonNode rows, String field) {
        return rows.valueStream().mapToDouble(row -> row.get(field).asDouble()).sum();
    }

    private JsonNode report(Map<String, Object> fields) throws Exception {
        Answer answer = shop.post("/reports/commerce", asking(fields));
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults("CommerceResult", answer.json()));
        return answer.json();
    }

    private static long people(Post post, Map<String, Object> request, Map<String, Object> fields) throws Exception {
        Map<String, Object> query = new LinkedHashMap<>(fields);
        query.put("kind", "commerce");
        query.put("commerce", request);
        Answer answer = post.send("/reports/people", query);
        assertEquals(200, answer.status(), answer.text());
        return answer.json().get("total").asLong();
    }
}
