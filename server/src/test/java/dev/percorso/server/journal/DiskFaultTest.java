package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.journal.SentEvents.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the disk of the real server fail at its nth call, then for a while, then cuts its power: nothing acknowledged is
 * lost, nothing is acknowledged that was not stored, and it heals without a restart. {@code bench/run faults} tries every n
 * from 1 to 200.
 */
class DiskFaultTest {
    private static final int MOST = 200;
    private static final int FAULTS = Integer.getInteger("percorso.faults", 10);
    /** The power is cut, and the server started again, after so many faults. */
    private static final int FAULTS_PER_LIFE = 50;

    private static final Set<Integer> EXPECTED = Set.of(200, 503);
    private static final int MOST_CALLS = 400;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldLoseNothingWhicheverCallToTheDiskFails() throws Exception {
        long seed = Long.getLong("percorso.seed", System.nanoTime());
        Random random = new Random(seed);
        Path data = Files.createDirectory(folder.resolve("data")).toRealPath();
        DiskFaults faults = DiskFaults.in(folder, data);
        SentEvents events = new SentEvents(data);
        List<Integer> rest = new ArrayList<>(places(random));
        while (!rest.isEmpty()) {
            List<Integer> life = rest.subList(0, Math.min(rest.size(), FAULTS_PER_LIFE));
            try (ServerProcess server = ServerProcess.start(data, faults.environment())) {
                for (int nth : life) {
                    failOnce(server, faults, events, nth, random);
                }
                failForAWhile(server, faults, events, random);
                awaitEventFile(server, events, data, random);
                cutPower(server, faults, events, random);
            }
            life.clear();
        }
        startOnAFullDisk(faults, events, data, random);
        events.verify("seed " + seed);
    }

    /** A new folder cannot be begun there, and that is said; what is stored already is served, and more refused for now. */
    private void startOnAFullDisk(DiskFaults faults, SentEvents events, Path data, Random random) throws Exception {
        faults.arm(1, DiskFaults.Kind.ENOSPC, true, false);
        Path empty = Files.createDirectory(data.resolve("empty"));
        String said = ServerProcess.failingStart(empty, faults.environment());
        assertTrue(said.startsWith("exit 1: "), said);
        assertTrue(said.contains("The disk of the folder " + empty + " is full. Make room on it"), said);
        assertFalse(said.contains("\tat "), said);
        try (ServerProcess server = ServerProcess.start(data, faults.environment())) {
            Batch refused = events.next(random);
            assertEquals(503, events.post(client, server.address(), refused).statusCode());
            faults.heal();
            awaitTaken(server, events, refused, "a start on a full disk");
        }
    }

    private static Set<Integer> places(Random random) {
        List<Integer> all =
                new ArrayList<>(IntStream.rangeClosed(1, MOST).boxed().toList());
        if (FAULTS < MOST) {
            Collections.shuffle(all, random);
        }
        return new TreeSet<>(all.subList(0, FAULTS));
    }

    private void failOnce(ServerProcess server, DiskFaults faults, SentEvents events, int nth, Random random)
            throws Exception {
        DiskFaults.Kind error = random.nextBoolean() ? DiskFaults.Kind.EIO : DiskFaults.Kind.ENOSPC;
        String what = "call %d failed with %s".formatted(nth, error);
        faults.arm(nth, error, false, random.nextBoolean());
        Batch current = events.next(random);
        for (int call = 0; call < MOST_CALLS && faults.hits() == 0; call++) {
            current = send(server, events, current, random, what);
        }
        assertTrue(faults.hits() > 0, () -> what + ", but it never came to that");
        faults.heal();
        awaitTaken(server, events, current, what);
    }

    /** Sends the batch; the next one is another when it was taken. */
    private Batch send(ServerProcess server, SentEvents events, Batch batch, Random random, String what)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = events.post(client, server.address(), batch);
        assertTrue(EXPECTED.contains(answer.statusCode()), () -> what + ": " + answer.statusCode() + answer.body());
        return answer.statusCode() == 200 ? events.next(random) : batch;
    }

    private void awaitTaken(ServerProcess server, SentEvents events, Batch batch, String what) throws Exception {
        Await.until("events are taken again after " + what, () -> {
            try {
                return events.post(client, server.address(), batch).statusCode() == 200;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interruption) {
                throw new AssertionError(interruption);
            }
        });
    }

    private void failForAWhile(ServerProcess server, DiskFaults faults, SentEvents events, Random random)
            throws Exception {
        String what = "a full disk";
        faults.arm(1, DiskFaults.Kind.ENOSPC, true, false);
        Batch refused = events.next(random);
        for (int call = 0; call < 5; call++) {
            HttpResponse<String> answer = events.post(client, server.address(), refused);
            assertEquals(503, answer.statusCode(), answer::body);
            assertTrue(answer.headers().firstValue("retry-after").isPresent(), "when may it be sent again?");
        }
        HttpResponse<String> health = health(server);
        assertEquals(503, health.statusCode());
        assertTrue(health.body().contains("\"notCollecting\""), health::body);
        assertTrue(health.body().contains("\"diskFull\""), health::body);
        faults.heal();
        Await.until("the server is well again without being asked to store anything", () -> {
            HttpResponse<String> look = health(server);
            return look.statusCode() == 200 && look.body().contains("\"up\"");
        });
        awaitTaken(server, events, refused, what);
    }

    private void awaitEventFile(ServerProcess server, SentEvents events, Path data, Random random) throws Exception {
        for (int call = 0; call < 15; call++) {
            send(server, events, events.next(random), random, "no fault");
        }
        Await.until(
                "an event file is written",
                () -> Files.exists(data.resolve("files").resolve("shop")));
    }

    private HttpResponse<String> health(ServerProcess server) {
        try {
            return client.send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/health"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }

    private void cutPower(ServerProcess server, DiskFaults faults, SentEvents events, Random random)
            throws InterruptedException {
        int before = random.nextInt(20);
        try {
            for (int call = 0; call < MOST_CALLS && server.isAlive(); call++) {
                if (call == before) {
                    faults.cutPower();
                }
                events.post(client, server.address(), events.next(random));
            }
        } catch (IOException gone) {
            // As it should be.
        }
        server.awaitEnd();
        faults.restorePower();
    }
}
