package dev.percorso.server;

import dev.percorso.server.access.Role;
import dev.percorso.server.access.Users;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A whole Percorso on a free port, with a signed-in administrator, for tests over HTTP. */
public final class RunningPercorso implements AutoCloseable {
    /** An answer: its status, headers and body. */
    public record Answer(int status, HttpResponse<byte[]> raw) {
        public JsonNode json() {
            return Json.tree(raw.body());
        }

        public String text() {
            return new String(raw.body(), java.nio.charset.StandardCharsets.UTF_8);
        }

        public Optional<String> header(String name) {
            return raw.headers().firstValue(name);
        }
    }

    private final Percorso percorso;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private final Users.Created administrator;
    private final Map<String, String> session = new LinkedHashMap<>();

    public RunningPercorso(Path data, InstantSource clock) throws IOException, InterruptedException {
        this(new Settings(data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty()), clock);
    }

    public RunningPercorso(Settings settings, InstantSource clock) throws IOException, InterruptedException {
        this.percorso = new Percorso(settings, clock).start();
        this.address = "http://127.0.0.1:" + percorso.port();
        this.administrator =
                percorso.users().create("admin" + UUID.randomUUID() + "@example.com", "Ada", Role.ADMINISTRATOR);
        signIn(administrator.user().email(), administrator.oneTimePassword());
    }

    public Percorso percorso() {
        return percorso;
    }

    public String address() {
        return address;
    }

    public Users.Created administrator() {
        return administrator;
    }

    /** Signs in; later calls carry the session. */
    public void signIn(String email, String password) throws IOException, InterruptedException {
        session.clear();
        Answer answer = send("POST", "/api/session", Json.text(Map.of("email", email, "password", password)), Map.of());
        String cookie = answer.header("set-cookie").orElseThrow(() -> new IllegalStateException(answer.text()));
        session.put("Cookie", cookie.substring(0, cookie.indexOf(';')));
        session.put("X-CSRF-Token", answer.json().get("csrfToken").asString());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", session);
    }

    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send("POST", path, Json.text(body), session);
    }

    public Answer put(String path, Object body) throws IOException, InterruptedException {
        return send("PUT", path, Json.text(body), session);
    }

    public Answer patch(String path, Object body) throws IOException, InterruptedException {
        return send("PATCH", path, Json.text(body), session);
    }

    public Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "", session);
    }

    /** A request with just these headers, without the session. */
    public Answer send(String method, String path, String body, Map<String, String> headers)
            throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** {@link #send(String, String, String, Map)} with bytes. */
    public Answer send(String method, String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (!headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), response);
    }

    /** The headers of the signed-in administrator. */
    public Map<String, String> session() {
        return Map.copyOf(session);
    }

    @Override
    public void close() {
        client.close();
        percorso.close();
    }
}
