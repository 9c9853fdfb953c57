package dev.percorso.server.audience;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What Google, Meta and TikTok answer, by their documents, with an audience each and faults on demand. */
final class AdvertisingPeer implements AutoCloseable {
    /** What goes wrong with the next call. */
    enum Fault {
        NONE,
        /** 429 with a minute to wait. */
        BUSY,
        /** 500 after the change was made. */
        BROKEN,
        /** The line goes dead after the change was made. */
        DROPPED,
        /** The key is not accepted. */
        KEY
    }

    final Set<String> google = new ConcurrentSkipListSet<>();
    final Set<String> meta = new ConcurrentSkipListSet<>();
    final Set<String> tiktok = new ConcurrentSkipListSet<>();
    final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    final List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final HttpServer server;

    AdvertisingPeer() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::token);
        server.createContext("/v1/", this::google);
        server.createContext("/v25.0/", this::meta);
        server.createContext("/open_api/", this::tiktok);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isRight = form.contains("grant_type=refresh_token")
                && form.contains("refresh_token=refresh%2Fme")
                && form.contains("client_id=client")
                && form.contains("client_secret=shh");
        if (isRight && faults.peek() != Fault.KEY) {
            answer(exchange, 200, Map.of("access_token", "t" + tokens.incrementAndGet(), "expires_in", 3599));
        } else {
            faults.poll();
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private void google(HttpExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        expect("Bearer t" + tokens.get(), exchange.getRequestHeaders().getFirst("Authorization"));
        JsonNode to = body.path("destinations").path(0);
        expect("777", to.path("productDestinationId").asString());
        expect("1234567890", to.path("operatingAccount").path("accountId").asString());
        expect("GOOGLE_ADS", to.path("operatingAccount").path("accountType").asString());
        expect("HEX", body.path("encoding").asString());
        boolean isAdding = exchange.getRequestURI().getPath().equals("/v1/audienceMembers:ingest");
        if (isAdding) {
            expect("CONSENT_GRANTED", body.path("consent").path("adUserData").asString());
        } else {
            expect("/v1/audienceMembers:remove", exchange.getRequestURI().getPath());
        }
        Set<String> hashes = new TreeSet<>();
        body.path("audienceMembers")
                .forEach(member -> member.path("userData")
                        .path("userIdentifiers")
                        .forEach(identifier -> {
                            if (identifier.has("emailAddress")) {
                                hashes.add(identifier.path("emailAddress").asString());
                            }
                        }));
        Fault fault = before(exchange, Map.of("error", Map.of("message", "token expired")), 401);
        if (fault != Fault.BUSY && fault != Fault.KEY) {
            change(google, hashes, isAdding);
            after(exchange, fault, Map.of("requestId", "r1"));
        }
    }

    private void meta(HttpExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        expect("Bearer meta-token", exchange.getRequestHeaders().getFirst("Authorization"));
        expect("/v25.0/888/users", exchange.getRequestURI().getPath());
        expect("EMAIL", body.path("payload").path("schema").path(0).asString());
        Set<String> hashes = new TreeSet<>();
        body.path("payload").path("data").forEach(row -> hashes.add(row.path(0).asString()));
        Map<String, Object> expired =
                Map.of("error", Map.of("message", "Session has expired", "type", "OAuthException", "code", 190));
        Fault fault = before(exchange, expired, 400);
        if (fault != Fault.BUSY && fault != Fault.KEY) {
            change(meta, hashes, exchange.getRequestMethod().equals("POST"));
            after(
                    exchange,
                    fault,
                    Map.of("audience_id", "888", "num_received", hashes.size(), "num_invalid_entries", 1));
        }
    }

    private void tiktok(HttpExchange exchange) throws IOException {
        JsonNode body = body(exchange);
        expect("tiktok-token", exchange.getRequestHeaders().getFirst("Access-Token"));
        expect("/open_api/v1.3/segment/mapping/", exchange.getRequestURI().getPath());
        expect("555", body.path("advertiser_ids").path(0).asString());
        expect("EMAIL_SHA256", body.path("id_schema").path(0).asString());
        Set<String> hashes = new TreeSet<>();
        body.path("batch_data").forEach(ids -> {
            expect("999", ids.path(0).path("audience_ids").path(0).asString());
            hashes.add(ids.path(0).path("id").asString());
        });
        Fault fault = before(exchange, Map.of("code", 40105, "message", "Access token is incorrect"), 200);
        if (fault != Fault.BUSY && fault != Fault.KEY) {
            change(tiktok, hashes, body.path("action").asString().equals("add"));
            after(exchange, fault, Map.of("code", 0, "message", "OK", "request_id", "r"));
        }
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        return Json.tree(exchange.getRequestBody().readAllBytes());
    }

    private void expect(String right, String given) {
        if (!right.equals(given)) {
            wrong.add("expected " + right + ", was " + given);
        }
    }

    private static void change(Set<String> audience, Set<String> hashes, boolean isAdding) {
        if (isAdding) {
            audience.addAll(hashes);
        } else {
            audience.removeAll(hashes);
        }
    }

    private Fault before(HttpExchange exchange, Map<String, Object> keyTrouble, int status) throws IOException {
        Fault fault = faults.poll();
        if (fault == Fault.BUSY) {
            exchange.getResponseHeaders().add("Retry-After", "60");
            answer(exchange, 429, Map.of());
        } else if (fault == Fault.KEY) {
            answer(exchange, status, keyTrouble);
        }
        return fault == null ? Fault.NONE : fault;
    }

    private static void after(HttpExchange exchange, Fault fault, Map<String, Object> done) throws IOException {
        if (fault == Fault.DROPPED) {
            exchange.close();
        } else {
            answer(exchange, fault == Fault.BROKEN ? 500 : 200, fault == Fault.BROKEN ? Map.of() : done);
        }
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        byte[] bytes = Json.write(body);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
