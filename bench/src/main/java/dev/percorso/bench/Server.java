package dev.percorso.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real product in a process of its own, with the options of its launcher, and a signed-in client. */
final class Server implements AutoCloseable {
    private static final Path JAR = Path.of("server/target/percorso.jar");
    private static final int STOP_SECONDS = 30;
    private static final String PASSWORD = "bench-password";
    private static final Pattern ADDRESS = Pattern.compile("listens on http://localhost:(\\d+)");
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    /** From the start of the process until it answered for the first time. */
    final double startMillis;

    private String cookie = "";
    private String token = "";

    /** Starts the sample shop in the folder, which it makes when the folder is empty, and waits for an answer. */
    Server(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is missing; run './percorso build' in the project's folder first");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-XX:MaxRAMPercentage=40",
                "-XX:G1PeriodicGCInterval=5000",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=20"));
        // Such as -XX:StartFlightRecording=filename=server.jfr, to see where the time goes.
        String more = System.getenv().getOrDefault("BENCH_SERVER_OPTIONS", "");
        command.addAll(Arrays.stream(more.split(" ", -1))
                .filter(option -> !option.isBlank())
                .toList());
        command.addAll(List.of("-jar", JAR.toString(), "demo", "--port=0", "--data=" + data));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PERCORSO_DEMO_PASSWORD", PASSWORD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        process = builder.start();
        address = "http://127.0.0.1:" + port();
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(address + "/health")).build(), HttpResponse.BodyHandlers.ofString());
        startMillis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("the server answers " + answer.statusCode());
        }
        signIn();
    }

    private String port() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder told = new StringBuilder();
        for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
            told.append(line).append('\n');
            Matcher found = ADDRESS.matcher(line);
            if (found.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(ignored -> {}));
                return found.group(1);
            }
        }
        throw new IllegalStateException("the server ended:\n" + told);
    }

    private void signIn() throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(
                request("/api/session")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("email", "admin@percorso.local", "password", PASSWORD))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String given = answer.headers().firstValue("set-cookie").orElseThrow();
        cookie = given.substring(0, given.indexOf(';'));
        token = JSON.readTree(answer.body()).get("csrfToken").asString();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Content-Type", "application/json");
    }

    URI uri(String path) {
        return URI.create(address + path);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return answer(request(path).header("Cookie", cookie).GET().build());
    }

    JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return answer(request(path)
                .header("Cookie", cookie)
                .header("X-CSRF-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /** A call that answers nothing. */
    void send(String path, Object body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Cookie", cookie)
                .header("X-CSRF-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private JsonNode answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** A new workspace with one source; answers the source's write key. */
    String workspaceWithSource(String workspace) throws IOException, InterruptedException {
        post("/api/workspaces", Map.of("id", workspace, "name", workspace, "timeZone", "Europe/Rome"));
        return post(
                        "/api/workspaces/" + workspace + "/sources",
                        Map.of("name", "Bench", "kind", "server", "consent", "elsewhere"))
                .get("writeKey")
                .asString();
    }

    /** Resident memory in MB. */
    double residentMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return Double.NaN;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOP_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
        client.shutdownNow();
    }
}
