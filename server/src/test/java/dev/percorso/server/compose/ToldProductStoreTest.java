package dev.percorso.server.compose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldProductStoreTest {
    private static final WorkspaceId ONE_BY_ONE = new WorkspaceId("one-by-one");
    private static final WorkspaceId TOGETHER = new WorkspaceId("together");
    private static final List<String> IDS = List.of("cup", "lamp", "rug");

    @Test
    void shouldKnowTheSameHoweverManyWordsComeAtOnce(@TempDir Path folder) {
        Random random = new Random(7);
        List<ToldProductStore.Told> told = new ArrayList<>();
        for (int word = 0; word < 300; word++) {
            told.add(new ToldProductStore.Told(
                    IDS.get(random.nextInt(IDS.size())),
                    Map.of("part" + random.nextInt(6), word),
                    Instant.ofEpochSecond(1_000 + word + random.nextInt(-20, 20))));
        }
        try (Database database = Database.open(folder.resolve("state.sqlite"))) {
            told.forEach(word -> keep(database, ONE_BY_ONE, List.of(word)));
            for (int from = 0; from < told.size(); ) {
                int to = Math.min(told.size(), from + 1 + random.nextInt(40));
                keep(database, TOGETHER, told.subList(from, to));
                from = to;
            }

            ToldProductStore store = new ToldProductStore(database);
            Map<String, Map<String, Object>> known = store.find(TOGETHER, IDS);
            assertEquals(store.find(ONE_BY_ONE, IDS), known);
            assertEquals(6, known.getOrDefault("cup", Map.of()).size(), "every part was told of, and none was lost");
        }
    }

    private static void keep(Database database, WorkspaceId workspace, List<ToldProductStore.Told> told) {
        database.run(handle -> ToldProductStore.keep(handle, workspace, told));
    }
}
