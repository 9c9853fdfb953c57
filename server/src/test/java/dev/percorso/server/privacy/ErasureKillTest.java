package dev.percorso.server.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.ChildJava;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is killed while it erases somebody ends the erasure after its next start. */
class ErasureKillTest {
    /** One person is erased for each, and the server killed when it has got so far, or a little later. */
    private static final List<Erasure.Phase> KILLS =
            List.of(Erasure.Phase.EVENTS, Erasure.Phase.INDEX, Erasure.Phase.RECORDS, Erasure.Phase.CLEANING);

    private static final int LONGEST_MILLIS = 12;
    private static final String STAYS = "stays-with-us-99";

    @TempDir
    Path data;

    private int messages;

    @Test
    void shouldEndErasuresThatWereKilled() throws Exception {
        // given people with events in files, log and index
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<String> identifiers = new ArrayList<>();
        try (RunningPercorso percorso = start()) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
            for (int person = 0; person < KILLS.size(); person++) {
                identifiers.addAll(List.of(device(person), user(person), mail(person)));
                accept(percorso, user(person), Map.of("email", mail(person)), Optional.of(device(person)));
                accept(percorso, STAYS, Map.of(), Optional.empty());
            }
            percorso.percorso().awaitProjection();
            upload(percorso);
        }
        assertTrue(EveryByte.find(data, identifiers).size() > identifiers.size());

        // when
        for (int person = 0; person < KILLS.size(); person++) {
            kill(person, random.nextInt(LONGEST_MILLIS));
        }

        // then
        try (RunningPercorso percorso = start()) {
            Await.until("all erasures are done", () -> phases(percorso).equals(Set.of("done")), () -> "seed " + seed);
            assertEquals(KILLS.size(), erasures(percorso).size());
            int stays = percorso.percorso()
                    .people()
                    .find(ErasureChild.SHOP, IdentityKind.USER, STAYS)
                    .orElseThrow()
                    .id();
            var snapshot = percorso.percorso().journeys().snapshot(ErasureChild.SHOP);
            assertEquals(KILLS.size(), snapshot.journey(stays).size(), "seed " + seed);
            assertEquals(KILLS.size(), snapshot.eventCount(), "seed " + seed);
        }
        assertEquals(Set.of(), EveryByte.find(data, identifiers), "seed " + seed);
        try (Stream<Path> files = Files.list(data.resolve("imports"))) {
            assertEquals(
                    List.of("who\n" + STAYS + "\n"),
                    files.map(ErasureKillTest::content).toList(),
                    "seed " + seed);
        }
    }

    /** A file that waits for its mapping and names everybody. */
    private static void upload(RunningPercorso percorso) throws IOException, InterruptedException {
        String id = percorso.post("/api/workspaces/shop/imports", Map.of("fileName", "people.csv"))
                .json()
                .get("id")
                .asString();
        StringBuilder csv = new StringBuilder("who\n" + STAYS + "\n");
        for (int person = 0; person < KILLS.size(); person++) {
            csv.append(mail(person)).append('\n');
        }
        percorso.send("PUT", "/api/workspaces/shop/imports/" + id + "/content", csv.toString(), percorso.session());
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private RunningPercorso start() throws IOException, InterruptedException {
        return new RunningPercorso(ErasureChild.settings(data), InstantSource.system());
    }

    private static String device(int person) {
        return "forgotten-device-" + person + "-7c9e";
    }

    private static String user(int person) {
        return "forgotten-user-" + person + "-4711";
    }

    private static String mail(int person) {
        return "forgotten." + person + ".quillfeather@example.com";
    }

    private void accept(RunningPercorso percorso, String user, Map<String, Object> traits, Optional<String> device) {
        percorso.percorso()
                .collector()
                .accept(
                        ErasureChild.SHOP,
                        "s",
                        List.of(new Event(
                                "message-" + messages,
                                Event.Kind.TRACK,
                                "Seen",
                                device,
                                Optional.of(user),
                                Optional.empty(),
                                Instant.now().minusSeconds(1_000 - messages++),
                                Map.of("whose", user),
                                traits,
                                "s")));
    }

    private void kill(int person, int later) throws Exception {
        Process server = new ProcessBuilder(ChildJava.command(
                        List.of("-Xmx256m"),
                        ErasureChild.class.getName(),
                        List.of(data.toString(), user(person), KILLS.get(person).name())))
                .redirectErrorStream(true)
                .start();
        StringBuilder said = new StringBuilder();
        try (BufferedReader output = server.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null && !line.equals(ErasureChild.SIGN)) {
                said.append(line).append('\n');
                line = output.readLine();
            }
            Thread.sleep(later);
            assertTrue(server.isAlive(), () -> "the server ended by itself:\n" + said);
            server.toHandle().destroyForcibly();
            server.waitFor();
        }
    }

    private static Set<String> phases(RunningPercorso percorso) {
        return Set.copyOf(StreamSupport.stream(erasures(percorso).spliterator(), false)
                .map(erasure -> erasure.get("phase").asString())
                .toList());
    }

    private static JsonNode erasures(RunningPercorso percorso) {
        try {
            return percorso.get("/api/workspaces/shop/erasures").json();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
