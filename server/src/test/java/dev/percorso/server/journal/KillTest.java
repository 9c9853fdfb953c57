package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.journal.SentEvents.Batch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real server at random moments while many clients send, and then counts: every acknowledged event is there
 * exactly once, in log and files and in the index, and no other event is there twice. {@code bench/run kill} kills more
 * often.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("percorso.kills", 20);
    private static final int CLIENTS = 4;
    private static final long LONGEST_LIFE_MILLIS = 700;

    @TempDir
    Path data;

    /** Batches whose answer never came. */
    private final Queue<Batch> unanswered = new ConcurrentLinkedQueue<>();

    @Test
    void shouldLoseAndDoubleNothingWhenKilledAtAnyMoment() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SentEvents events = new SentEvents(data);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = ServerProcess.start(data, Map.of())) {
                if (kill == 0) {
                    assertRefusesASecondServer();
                }
                sendUntilKilled(server, events, random);
            }
        }
        assertTrue(
                events.acknowledged() > KILLS * SentEvents.EVENTS_PER_BATCH,
                "too little came through to prove anything");
        assertTrue(Files.exists(data.resolve("files").resolve("shop")), "no event file was written");
        events.verify("seed " + seed);
    }

    /** The first one goes on as if nothing had been. */
    private void assertRefusesASecondServer() throws Exception {
        String said = ServerProcess.failingStart(data, Map.of());

        assertTrue(said.startsWith("exit 1: "), said);
        assertTrue(said.contains("Another Percorso uses the folder " + data), said);
        assertFalse(said.contains("\tat "), said);
    }

    private void sendUntilKilled(ServerProcess server, SentEvents events, Random random) throws Exception {
        List<Thread> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            Random own = new Random(random.nextLong());
            clients.add(Thread.ofPlatform().start(() -> send(server.address(), events, own)));
        }
        Thread.sleep(random.nextLong(LONGEST_LIFE_MILLIS));
        server.kill();
        for (Thread client : clients) {
            client.join();
        }
    }

    /** Sends batches until the server is gone; now and then one twice, or one whose answer never came. */
    private void send(String address, SentEvents events, Random random) {
        Batch current = events.next(random);
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build()) {
            while (true) {
                post(client, address, events, current);
                if (random.nextInt(4) == 0) {
                    post(client, address, events, current);
                }
                Batch again = unanswered.poll();
                current = again == null ? events.next(random) : again;
            }
        } catch (IOException gone) {
            unanswered.add(current);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private static void post(HttpClient client, String address, SentEvents events, Batch batch)
            throws IOException, InterruptedException {
        int status = events.post(client, address, batch).statusCode();
        if (status != 200 && status != 429) {
            throw new IllegalStateException("the server answered " + status);
        }
    }
}
