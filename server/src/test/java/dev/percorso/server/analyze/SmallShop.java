package dev.percorso.server.analyze;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Person;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A shop with four customers whose figures can be counted by hand. Rome puts its clocks forward on 30 March 2025, which
 * is a day of 23 hours.
 *
 * <table>
 * <caption>Sessions (start in Rome)</caption>
 * <tr><td>anna</td><td>29 March 10:00</td><td>e-mail, mobile: /, product, /cart, checkout, order of 50</td></tr>
 * <tr><td>anna</td><td>2 April 10:00</td><td>direct, mobile: /</td></tr>
 * <tr><td>bruno</td><td>29 March 23:30</td><td>paid search, desktop: /, product</td></tr>
 * <tr><td>bruno</td><td>31 March 00:30</td><td>direct, desktop: /, product, checkout</td></tr>
 * <tr><td>carla</td><td>30 March 12:00</td><td>not yet known; e-mail, mobile: /, product</td></tr>
 * <tr><td>carla</td><td>31 March 11:00</td><td>direct, mobile: /cart, checkout, order of 30</td></tr>
 * <tr><td>dario</td><td>1 April 14:00</td><td>organic search, desktop: /blog</td></tr>
 * </table>
 */
public final class SmallShop implements AutoCloseable {
    public static final String SHOP = "/api/workspaces/shop";
    static final Map<String, Object> SCOPE = Map.of("from", "2025-03-29", "to", "2025-04-04");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("shop");
    private static final int EVENTS = 17;
    private static final Instant NOW = Instant.parse("2025-04-04T10:00:00Z");

    private final RunningPercorso percorso;
    private final List<Event> sent = new ArrayList<>();
    private int messages;

    private SmallShop(RunningPercorso percorso) {
        this.percorso = percorso;
    }

    public static SmallShop open(Path data) throws Exception {
        SmallShop shop = new SmallShop(new RunningPercorso(data, InstantSource.fixed(NOW)));
        shop.percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        shop.fill();
        return shop;
    }

    private void fill() throws Exception {
        identify("anna", "device-a", Map.of("name", "Anna", "email", "anna@example.com", "city", "Roma"));
        page("anna", "2025-03-29T09:00:00Z", "/", "email", "mobile");
        track("anna", "2025-03-29T09:00:05Z", "Product Viewed", Map.of("sku", "chair"));
        page("anna", "2025-03-29T09:02:00Z", "/cart", "email", "mobile");
        track("anna", "2025-03-29T09:03:00Z", "Checkout Started", Map.of());
        track("anna", "2025-03-29T09:05:00Z", "Order Completed", Map.of("value", 50));
        page("anna", "2025-04-02T08:00:00Z", "/", "direct", "mobile");

        identify("bruno", "device-b", Map.of("city", "Bari"));
        page("bruno", "2025-03-29T22:30:00Z", "/", "paid search", "desktop");
        track("bruno", "2025-03-29T22:31:00Z", "Product Viewed", Map.of("sku", "table"));
        page("bruno", "2025-03-30T22:30:00Z", "/", "direct", "desktop");
        track("bruno", "2025-03-30T22:31:00Z", "Product Viewed", Map.of("sku", "table"));
        track("bruno", "2025-03-30T22:40:00Z", "Checkout Started", Map.of());

        anonymous("device-c", "2025-03-30T10:00:00Z", "Page Viewed", pageOf("/", "email", "mobile"));
        anonymous("device-c", "2025-03-30T10:01:00Z", "Product Viewed", Map.of("sku", "chair"));
        page("carla", "2025-03-31T09:00:00Z", "/cart", "direct", "mobile");
        track("carla", "2025-03-31T09:01:00Z", "Checkout Started", Map.of());
        track("carla", "2025-03-31T09:02:00Z", "Order Completed", Map.of("value", 30));

        send();
        identify("carla", "device-c", Map.of("city", "Roma"));
        send();
        waitUntil(() -> person(IdentityKind.USER, "carla")
                .filter(carla -> person(IdentityKind.ANONYMOUS, "device-c").equals(Optional.of(carla)))
                .isPresent());

        page("dario", "2025-04-01T12:00:00Z", "/blog", "organic search", "desktop");
        send();
        waitUntil(() -> percorso.percorso().journeys().snapshot(WORKSPACE).eventCount() == EVENTS);
    }

    /** Anna is asked how satisfied she is when she comes back. */
    void answerSurvey() throws InterruptedException {
        track(
                "anna",
                "2025-04-02T08:00:00Z",
                "Survey Answered",
                Map.of("survey", "Visit", "kind", "csat", "score", 4, "scale", "1-5"));
        send();
        waitUntil(() -> percorso.percorso().journeys().snapshot(WORKSPACE).eventCount() == EVENTS + 1);
    }

    private Optional<Integer> person(IdentityKind kind, String value) {
        return percorso.percorso().people().find(WORKSPACE, kind, value).map(Person::id);
    }

    private static Map<String, Object> pageOf(String path, String channel, String device) {
        return Map.of("path", path, "channel", channel, "device", device);
    }

    private void page(String user, String time, String path, String channel, String device) {
        track(user, time, "Page Viewed", pageOf(path, channel, device));
    }

    private void track(String user, String time, String name, Map<String, Object> properties) {
        add(Kind.TRACK, name, Optional.empty(), Optional.of(user), Instant.parse(time), properties, Map.of());
    }

    private void anonymous(String device, String time, String name, Map<String, Object> properties) {
        add(Kind.TRACK, name, Optional.of(device), Optional.empty(), Instant.parse(time), properties, Map.of());
    }

    private void identify(String user, String device, Map<String, Object> traits) {
        add(Kind.IDENTIFY, "Identify", Optional.of(device), Optional.of(user), NOW, Map.of(), traits);
    }

    private void add(
            Kind kind,
            String name,
            Optional<String> device,
            Optional<String> user,
            Instant time,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        messages++;
        sent.add(new Event(
                "message-" + messages, kind, name, device, user, Optional.empty(), time, properties, traits, "till"));
    }

    private void send() {
        percorso.percorso().collector().accept(WORKSPACE, "till", List.copyOf(sent));
        sent.clear();
    }

    private static void waitUntil(BooleanSupplier isDone) throws InterruptedException {
        for (int look = 0; look < 3_000; look++) {
            if (isDone.getAsBoolean()) {
                return;
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("the events were not projected");
    }

    public Answer get(String path) throws Exception {
        return percorso.get(SHOP + path);
    }

    public Answer post(String path, Object body) throws Exception {
        return percorso.post(SHOP + path, body);
    }

    /** Sends a CSV file. */
    public Answer upload(String path, String csv) throws Exception {
        Map<String, String> headers = new LinkedHashMap<>(percorso.session());
        headers.put("Content-Type", "text/csv");
        return percorso.send("POST", SHOP + path, csv, headers);
    }

    public Answer put(String path, Object body) throws Exception {
        return percorso.put(SHOP + path, body);
    }

    Answer patch(String path, Object body) throws Exception {
        return percorso.send("PATCH", SHOP + path, Json.text(body), percorso.session());
    }

    public Answer delete(String path) throws Exception {
        return percorso.delete(SHOP + path);
    }

    /** A request with the usual period and these fields. */
    static Map<String, Object> asking(Map<String, Object> fields) {
        Map<String, Object> request = new LinkedHashMap<>(fields);
        request.putIfAbsent("scope", SCOPE);
        return request;
    }

    static Map<String, Object> step(String event) {
        return Map.of("any", List.of(Map.of("event", event)));
    }

    @Override
    public void close() {
        percorso.close();
    }
}
