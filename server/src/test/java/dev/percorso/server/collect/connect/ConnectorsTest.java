package dev.percorso.server.collect.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.Settings;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConnectorsTest {
    private static final String CONNECTORS = "/api/workspaces/shop/connectors";
    private static final String SECRET = "hush-hush-hush";
    private static final String SHOPIFY_ORDER = """
            {"id": 820982911946154508, "email": "Jon@Example.com", "created_at": "2026-02-10T11:14:37+01:00",
             "name": "#9999", "total_price": "409.94", "subtotal_price": "399.00", "total_tax": "10.94",
             "currency": "EUR", "financial_status": "paid", "discount_codes": [{"code": "SPRING", "amount": "5.00"}],
             "customer": {"id": 115310627314723954, "email": "john@example.com"},
             "shipping_address": {"country_code": "IT"},
             "line_items": [
               {"id": 1, "product_id": 788032119674292922, "variant_id": null, "title": "Example T-Shirt",
                "sku": "example", "quantity": 2, "price": "199.50"}]}
            """;

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;
    private HttpServer ecwid;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    ConnectorsTest() {}

    @BeforeEach
    void start() throws Exception {
        ecwid = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ecwid.start();
        percorso = new RunningPercorso(settings(), CLOCK);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
    }

    private Settings settings() {
        Settings plain =
                new Settings(data.resolve("data"), "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty());
        return new Settings(
                plain.data(),
                plain.host(),
                0,
                plain.publicUrl(),
                Optional.empty(),
                plain.storage(),
                new Settings.Outward(
                        false,
                        URI.create("http://127.0.0.1:" + ecwid.getAddress().getPort() + "/api/v3")));
    }

    @AfterEach
    void stop() {
        percorso.close();
        ecwid.stop(0);
    }

    private String create(String kind, Map<String, Object> settings) throws Exception {
        Answer created = percorso.post(
                CONNECTORS, Map.of("name", "A " + kind, "kind", kind, "secret", SECRET, "settings", settings));
        assertEquals(201, created.status(), created::text);
        return created.json().get("path").asString();
    }

    @Test
    void shouldKeepSecretsSealedAndSealThoseThatWereNot() throws Exception {
        String path = create("ecwid", Map.of("accessToken", "token-of-ecwid"));
        restart();
        assertTrue(findings().isEmpty(), () -> "in plain: " + findings());
        assertEquals("hush", percorso.get(CONNECTORS).json().get(0).get("hint").asString());
        String id = path.substring(path.lastIndexOf('/') + 1);
        percorso.close();
        try (Database database = Database.open(data.resolve("data/state.sqlite"))) {
            database.run(handle -> handle.execute("UPDATE connector SET secret = ? WHERE id = ?", SECRET, id));
        }
        percorso = new RunningPercorso(settings(), CLOCK);
        assertTrue(findings().isEmpty(), () -> "in plain: " + findings());
        assertEquals(401, percorso.send("POST", path, "{}", Map.of()).status());

        percorso.close();
        Files.delete(data.resolve("data/secrets.key"));
        percorso = new RunningPercorso(settings(), CLOCK);
        Answer answer = percorso.send("POST", path, "{}", Map.of());
        assertEquals(503, answer.status(), answer::text);
        assertTrue(answer.text().contains("secrets.key"), answer::text);
    }

    private void restart() throws Exception {
        percorso.close();
        percorso = new RunningPercorso(settings(), CLOCK);
    }

    /** Files of the data folder in which a secret stands as it is. */
    private List<Path> findings() {
        try (Stream<Path> files = Files.walk(data.resolve("data"))) {
            return files.filter(Files::isRegularFile)
                    .filter(ConnectorsTest::holdsSecret)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean holdsSecret(Path file) {
        try {
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            return bytes.contains(SECRET) || bytes.contains("token-of-ecwid");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] hmac(String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(String text) throws Exception {
        return Base64.getEncoder().encodeToString(hmac(text));
    }

    private Answer shopify(String path, String topic, String body) throws Exception {
        return percorso.send(
                "POST", path, body, Map.of("X-Shopify-Topic", topic, "X-Shopify-Hmac-Sha256", base64(body)));
    }

    private JsonNode connector() throws Exception {
        percorso.percorso().awaitProjection();
        return percorso.get(CONNECTORS).json().get(0);
    }

    /** The newest event of this name, of the person found by the text. */
    private JsonNode newest(String person, String event) throws Exception {
        percorso.percorso().awaitProjection();
        JsonNode people = percorso.get("/api/workspaces/shop/people?search=" + person)
                .json()
                .get("people");
        assertEquals(1, people.size(), people::toString);
        JsonNode entries = percorso.get(
                        "/api/workspaces/shop/people/" + people.get(0).get("id").asString() + "/timeline")
                .json()
                .get("entries");
        for (JsonNode entry : entries) {
            if (entry.path("name").asString("").equals(event)) {
                return entry;
            }
        }
        throw new AssertionError("there is no " + event + " in " + entries);
    }

    @Test
    void shouldTakeOrdersAndCustomersOfShopifyOnce() throws Exception {
        String path = create("shopify", Map.of());

        Answer first = shopify(path, "orders/create", SHOPIFY_ORDER);
        assertEquals(200, first.status(), first::text);
        assertEquals(1, first.json().get("accepted").asInt());
        shopify(path, "orders/create", SHOPIFY_ORDER);
        shopify(path, "app/uninstalled", "{\"id\": 1}");
        shopify(path, "customers/update", """
                {"id": 115310627314723954, "email": "john@example.com", "first_name": "John", "last_name": "Smith",
                 "updated_at": "2026-02-11T10:00:00Z", "default_address": {"city": "Rome"}}
                """);
        shopify(path, "carts/update", """
                {"id": "eeafa272cebfd4b22385bc4b645e762c", "token": "eeafa272cebfd4b22385bc4b645e762c",
                 "updated_at": "2026-02-11T11:00:00.000Z",
                 "line_items": [{"id": 704912205188288575, "variant_id": 704912205188288575, "quantity": 3,
                   "product_id": 788032119674292922, "title": "Example T-Shirt", "price": "19.99"}]}
                """);

        JsonNode connector = connector();
        assertEquals(3, connector.get("accepted").asInt());
        assertEquals(1, connector.get("duplicate").asInt());
        assertEquals("hush", connector.get("hint").asString());
        assertEquals(
                "ignored", connector.get("deliveries").get(2).get("outcome").asString());
        JsonNode order = newest("john@example.com", "Order Completed");
        assertEquals("2026-02-10T10:14:37Z", order.get("time").asString());
        JsonNode properties = order.get("properties");
        assertEquals(409.94, properties.get("value").asDouble());
        assertEquals("820982911946154508", properties.get("order_id").asString());
        assertEquals("SPRING", properties.get("coupon").asString());
        assertEquals(2, properties.get("pieces").asInt());
        assertTrue(properties.get("products").asString().contains("\"price\":199.5"), properties::toString);
    }

    @Test
    void shouldRefuseAWrongSignatureAndCountIt() throws Exception {
        String path = create("shopify", Map.of());

        Answer forged = percorso.send(
                "POST",
                path,
                SHOPIFY_ORDER,
                Map.of("X-Shopify-Topic", "orders/create", "X-Shopify-Hmac-Sha256", base64(SHOPIFY_ORDER + " ")));
        Answer unsigned = percorso.send("POST", path, SHOPIFY_ORDER, Map.of("X-Shopify-Topic", "orders/create"));
        Answer huge = percorso.send("POST", path, "{\"a\":\"" + "x".repeat(3 << 20) + "\"}", Map.of());
        Answer broken = shopify(path, "orders/create", "{\"id\": ");
        Answer empty = shopify(path, "orders/create", "{}");

        assertEquals(401, forged.status());
        assertEquals(401, unsigned.status());
        assertEquals(413, huge.status());
        assertEquals(400, broken.status());
        assertEquals(422, empty.status());
        assertTrue(empty.json().get("detail").asString().contains("'id'"), empty::text);
        assertEquals(
                404,
                percorso.send("POST", "/hooks/nosuchconnector", "{}", Map.of()).status());
        JsonNode connector = connector();
        assertEquals(2, connector.get("unauthorised").asInt());
        assertEquals(0, connector.get("accepted").asInt());
        assertEquals(1, connector.get("refused").asInt());
        assertEquals(5, connector.get("deliveries").size());
        assertEquals(1, percorso.get("/api/workspaces/shop/dead-letters").json().size());
        assertEquals(
                204,
                percorso.delete(CONNECTORS + path.substring("/hooks".length())).status());
        assertEquals(404, shopify(path, "orders/create", SHOPIFY_ORDER).status());
    }

    @Test
    void shouldTakeOrdersOfWooCommerce() throws Exception {
        String path = create("woocommerce", Map.of("person", "customerId"));

        assertEquals(
                200,
                percorso.send(
                                "POST",
                                path,
                                "webhook_id=17",
                                Map.of("Content-Type", "application/x-www-form-urlencoded"))
                        .status());
        for (String status : new String[] {"pending", "processing", "completed", "cancelled"}) {
            String body = """
                {"id": 727, "number": "727", "status": "%s", "currency": "EUR", "date_created_gmt": "2026-02-22T16:28:02",
                 "date_modified_gmt": "2026-02-22T16:30:00", "total": "29.35", "total_tax": "1.35",
                 "shipping_total": "10.00", "discount_total": "0.00", "customer_id": 26,
                 "billing": {"email": "john.doe@example.com", "country": "IT"}, "payment_method": "bacs",
                 "line_items": [{"name": "Woo Single #1", "product_id": 93, "quantity": 2, "price": 3, "sku": ""}]}
                """.formatted(status);
            Answer answer = percorso.send(
                    "POST",
                    path,
                    body,
                    Map.of("X-WC-Webhook-Topic", "order.updated", "X-WC-Webhook-Signature", base64(body)));
            assertEquals(200, answer.status(), answer::text);
        }

        JsonNode connector = connector();
        assertEquals(2, connector.get("accepted").asInt());
        assertEquals(1, connector.get("duplicate").asInt());
        assertEquals(
                29.35,
                newest("john.doe@example.com", "Order Completed")
                        .get("properties")
                        .get("value")
                        .asDouble());
        assertEquals(
                "2026-02-22T16:30:00Z",
                newest("john.doe@example.com", "Order Cancelled").get("time").asString());
    }

    @Test
    void shouldAskEcwidWhatIsInAnOrder() throws Exception {
        ecwid.createContext("/api/v3/1003/orders/XJ12H", exchange -> {
            boolean isKnown =
                    "Bearer token-1".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] answer = """
                    {"id": "XJ12H", "email": "Test@Example.com", "customerId": 40201284, "total": 10.5, "tax": 0,
                     "createDate": "2026-02-22 18:48:38 +0000", "paymentStatus": "PAID",
                     "shippingOption": {"shippingRate": 5}, "items": [{"name": "Cherry", "sku": "00004", "price": 5.5,
                     "quantity": 1, "productId": 66722487}]}
                    """.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isKnown ? 200 : 403, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        String path = create("ecwid", Map.of("accessToken", "token-1"));
        String hook = """
                {"eventId": "80aece08-40e8-4145-8764-6c2f0d38678", "eventCreated": 1234567, "storeId": 1003,
                 "entityId": 103878161, "eventType": "order.created",
                 "data": {"orderId": "XJ12H", "oldPaymentStatus": "PAID", "newPaymentStatus": "PAID"}}
                """;
        Map<String, String> signed =
                Map.of("X-Ecwid-Webhook-Signature", base64("1234567.80aece08-40e8-4145-8764-6c2f0d38678"));

        assertEquals(200, percorso.send("POST", path, hook, signed).status());
        assertEquals(
                401,
                percorso.send("POST", path, hook.replace("1234567", "1234568"), signed)
                        .status());
        Answer gone = percorso.send("POST", path, hook.replace("XJ12H", "GONE"), signed);
        Answer sly = percorso.send("POST", path, hook.replace("XJ12H", "../../x"), signed);

        assertEquals(503, gone.status(), "Ecwid sends it again");
        assertEquals(422, sly.status());
        JsonNode order = newest("test@example.com", "Order Completed");
        assertEquals(10.5, order.get("properties").get("value").asDouble());
        assertEquals("2026-02-22T18:48:38Z", order.get("time").asString());
        assertEquals("…", connector().get("settings").get("accessToken").asString());
    }

    @Test
    void shouldTakeAnyJsonWithAMapping() throws Exception {
        String mapping = """
                title: Calls
                event: Call Answered
                user: {column: contact.email, lowerCase: true}
                time: {column: at, format: epochSeconds}
                id: [call.id]
                properties:
                  - {name: minutes, column: call.minutes}
                  - {name: agent, column: agent}
                """;
        String path =
                create("generic", Map.of("mapping", mapping, "each", "calls", "signatureHeader", "X-Hub-Signature"));
        String body = """
                {"agent": "Ada", "calls": [
                  {"at": 1772000000, "call": {"id": 1, "minutes": 2.5}, "contact": {"email": "ANNA@example.com"}},
                  {"at": 1772000100, "call": {"id": 2, "minutes": 4}, "contact": {"email": "anna@example.com"}}]}
                """;

        Answer hex = percorso.send(
                "POST",
                path,
                body,
                Map.of("X-Hub-Signature", "sha256=" + HexFormat.of().formatHex(hmac(body))));
        assertEquals(2, hex.json().get("accepted").asInt(), hex::text);
        assertEquals(
                200,
                percorso.send("POST", path, body, Map.of("x-hub-signature", base64(body)))
                        .status());
        assertEquals(
                401,
                percorso.send("POST", path + "?token=" + SECRET, body, Map.of()).status());
        String bad = body.replace("1772000100", "\"soon\"");
        Answer refused = percorso.send("POST", path, bad, Map.of("X-Hub-Signature", base64(bad)));
        assertEquals(422, refused.status());
        assertTrue(refused.json().get("detail").asString().contains("'soon' is not a time"));

        assertEquals(2, connector().get("duplicate").asInt());
        JsonNode call = newest("anna@example.com", "Call Answered").get("properties");
        assertEquals("Ada", call.get("agent").asString());

        String byToken = create("generic", Map.of("mapping", mapping, "each", "calls"));
        assertEquals(
                200,
                percorso.send("POST", byToken + "?token=" + SECRET, body, Map.of())
                        .status());
        assertEquals(
                200,
                percorso.send("POST", byToken, body, Map.of("Authorization", "Bearer " + SECRET))
                        .status());
        assertEquals(
                401,
                percorso.send("POST", byToken + "?token=x" + SECRET, body, Map.of())
                        .status());
        assertEquals(
                422,
                percorso.post(CONNECTORS, Map.of("name", "x", "kind", "generic"))
                        .status());
    }
}
