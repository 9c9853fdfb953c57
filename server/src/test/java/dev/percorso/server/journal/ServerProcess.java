package dev.percorso.server.journal;

import dev.percorso.server.ChildJava;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real server in a process of its own, made to be killed. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final String address;
    private final Thread drain;

    private ServerProcess(Process process) throws IOException {
        this.process = process;
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.address = address(output);
        this.drain = Thread.ofVirtual()
                .start(() -> output.lines().forEach(line -> {
                    if (Boolean.getBoolean("percorso.show")) {
                        System.out.println(line);
                    }
                }));
    }

    static ServerProcess start(Path data, Map<String, String> environment) throws IOException {
        return new ServerProcess(begin(data, environment));
    }

    /** What a server says that cannot start, until it has ended by itself. */
    static String failingStart(Path data, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = begin(data, environment);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return "exit %d: %s".formatted(process.waitFor(), said);
    }

    private static Process begin(Path data, Map<String, String> environment) throws IOException {
        ProcessBuilder server = new ProcessBuilder(ChildJava.command(
                        List.of("-Xmx512m"),
                        "dev.percorso.server.Main",
                        List.of("serve", "--data", data.toString(), "--host", "127.0.0.1", "--port", "0")))
                .redirectErrorStream(true);
        // Few enough that event files and the index are written all the time.
        server.environment().put("PERCORSO_EVENTS_PER_FILE", "1000");
        server.environment().put("PERCORSO_EVENTS_PER_COMPACTION", "1500");
        server.environment().putAll(environment);
        return server.start();
    }

    private static String address(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            int address = line.indexOf("http://localhost:");
            if (address >= 0) {
                return line.substring(address).strip().replace("localhost", "127.0.0.1");
            }
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    String address() {
        return address;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            kill();
            drain.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
