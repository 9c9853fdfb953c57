package dev.percorso.server.orchestrate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.http.Json;
import dev.percorso.server.push.PushReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * A push service on this machine, with browsers behind it: it checks who sends, opens what arrives as the browser would, and
 * answers as it is told.
 */
final class PushEndpoint implements AutoCloseable {
    /** Not an answer: the connection is closed once the message was read. */
    static final int DROP = 0;

    private final HttpServer server;
    private final Map<String, PushReader> browsers = new ConcurrentHashMap<>();
    private final Map<String, Queue<Integer>> faults = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    PushEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** A message that a browser got. */
    record Received(String browser, JsonNode notification, JsonNode claims, Map<String, List<String>> headers) {}

    /** A browser's subscription as the tag sends it. */
    Map<String, Object> subscription(String browser, String anonymousId) {
        PushReader reader = browsers.computeIfAbsent(browser, _ -> new PushReader());
        return Map.of(
                "anonymousId", anonymousId,
                "endpoint", address(browser),
                "p256dh", reader.p256dh(),
                "auth", reader.auth());
    }

    String address(String browser) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + browser;
    }

    /** Answers so to the next messages, then takes them. */
    void answering(String browser, Integer... statuses) {
        faults.put(browser, new ConcurrentLinkedQueue<>(List.of(statuses)));
    }

    List<Received> received(String browser) {
        return received.stream().filter(one -> one.browser().equals(browser)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        String browser = exchange.getRequestURI().getPath().substring(1);
        byte[] body = exchange.getRequestBody().readAllBytes();
        Queue<Integer> faults = this.faults.getOrDefault(browser, new ConcurrentLinkedQueue<>());
        Integer fault = faults.poll();
        if (fault != null && fault == DROP) {
            exchange.close();
            return;
        }
        if (fault != null) {
            exchange.getResponseHeaders().set("Retry-After", "120");
            exchange.sendResponseHeaders(fault, -1);
            exchange.close();
            return;
        }
        int status;
        try {
            received.add(read(browser, body, exchange));
            status = 201;
        } catch (GeneralSecurityException | RuntimeException wrong) {
            status = 403;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private Received read(String browser, byte[] body, HttpExchange exchange) throws GeneralSecurityException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        String token = header.replaceAll("vapid t=([^,]+), k=.*", "$1");
        String key = header.replaceAll(".*, k=", "");
        int dot = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(PushReader.vapidKey(key));
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)))) {
            throw new GeneralSecurityException("forged");
        }
        JsonNode claims = Json.tree(Base64.getUrlDecoder().decode(token.substring(token.indexOf('.') + 1, dot)));
        String notification = Objects.requireNonNull(browsers.get(browser)).read(body);
        return new Received(
                browser,
                Json.tree(notification.getBytes(StandardCharsets.UTF_8)),
                claims,
                Map.copyOf(exchange.getRequestHeaders()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
