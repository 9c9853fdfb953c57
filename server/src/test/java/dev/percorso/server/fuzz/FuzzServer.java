package dev.percorso.server.fuzz;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The whole product in this process, for targets that are asked over HTTP. Started once. */
final class FuzzServer {
    static final String SHOP = "/api/workspaces/shop";
    private static final FuzzServer RUNNING = start();

    private final RunningPercorso percorso;
    private final String key;

    private FuzzServer(RunningPercorso percorso, String key) {
        this.percorso = percorso;
        this.key = key;
    }

    static FuzzServer running() {
        return RUNNING;
    }

    private static FuzzServer start() {
        try {
            RunningPercorso percorso =
                    new RunningPercorso(Files.createTempDirectory("fuzz").resolve("data"), InstantSource.system());
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
            String key = percorso.post(
                            SHOP + "/sources", Map.of("name", "Any", "kind", "server", "consent", "elsewhere"))
                    .json()
                    .get("writeKey")
                    .asString();
            return new FuzzServer(percorso, key);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }

    /** Sends what a source would; {@code KEY} in the body stands for the write key. A failure of the server throws. */
    void collect(String path, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("KEY", key);
        String user = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        ask(path, text.getBytes(StandardCharsets.ISO_8859_1), Map.of("Authorization", "Basic " + user));
    }

    /** Sends what a signed-in user would. A failure of the server throws. */
    Answer use(String path, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>(percorso.session());
        headers.put("Content-Type", "application/octet-stream");
        return ask(path, body, headers);
    }

    void delete(String path) {
        try {
            percorso.delete(path);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Answer ask(String path, byte[] body, Map<String, String> headers) {
        try {
            Answer answer = percorso.send("POST", path, body, headers);
            // 503 is what a full journal says.
            if (answer.status() >= 500 && answer.status() != 503) {
                throw new IllegalStateException(path + " answers " + answer.status() + " " + answer.text());
            }
            return answer;
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
