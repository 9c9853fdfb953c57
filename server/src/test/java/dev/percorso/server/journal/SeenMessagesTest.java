package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenMessagesTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    Path folder;

    /** Against a plain map: thousands of ids over three weeks, with restarts, roll-backs and many small files. */
    @Test
    void shouldKnowExactlyTheMessagesOfSevenDays() throws Exception {
        Random random = new Random(7);
        MessageHash.Hasher hasher = new MessageHash.Hasher();
        Map<String, Instant> arrivals = new HashMap<>();
        Instant now = Instant.parse("2026-03-01T00:00:00Z");
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            SeenMessages seen = new SeenMessages(database, folder.resolve("seen"), 300);
            for (int turn = 0; turn < 400; turn++) {
                now = now.plus(Duration.ofMinutes(random.nextInt(150)));
                Map<String, Instant> noted = new HashMap<>();
                for (int message = 0; message < 40; message++) {
                    String id = "m" + random.nextInt(6_000);
                    Instant arrival = arrivals.get(id);
                    boolean expected = !noted.containsKey(id)
                            && (arrival == null || arrival.isBefore(now.minus(SeenMessages.MEMORY)));
                    assertEquals(expected, seen.isNew(hasher.of(SHOP, id), now), id + " in turn " + turn);
                    if (expected) {
                        noted.put(id, now);
                    }
                }
                if (random.nextInt(5) == 0) {
                    seen.rolledBack();
                } else {
                    database.run(seen::store);
                    seen.committed(now);
                    arrivals.putAll(noted);
                }
                if (random.nextInt(20) == 0) {
                    seen.close();
                    seen = new SeenMessages(database, folder.resolve("seen"), 300);
                }
            }
            seen.close();
        }
        try (var files = Files.list(folder.resolve("seen"))) {
            long count = files.count();
            assertTrue(count > 3 && count < 30, "old files should be dropped, there are " + count);
        }
    }

    @Test
    void shouldTellWorkspacesApart() {
        MessageHash.Hasher hasher = new MessageHash.Hasher();

        assertTrue(!hasher.of(SHOP, "1").equals(hasher.of(new WorkspaceId("shop1"), "")));
        assertEquals(hasher.of(SHOP, "1"), hasher.of(SHOP, "1"));
    }
}
