package dev.percorso.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class UnpackedLibrariesTest {
    /** A process that is killed now has nothing of the drivers' to leave behind. */
    @Test
    void shouldLeaveNoFileOfADriverWhileTheDriversWork(@TempDir Path folder) throws Exception {
        try (Database database = Database.open(folder.resolve("state.sqlite"));
                Connection duck = DuckDb.open();
                Statement statement = duck.createStatement();
                ResultSet answer = statement.executeQuery("SELECT sum(range) FROM range(5)")) {
            String mapped = Files.readString(Path.of("/proc/self/maps"));

            assertEquals(List.of(), UnpackedLibraries.loaded());
            for (String library : List.of("libduckdb_java", "libsqlitejdbc")) {
                assertTrue(
                        mapped.lines().anyMatch(line -> line.contains(library) && line.endsWith("(deleted)")), library);
            }
            assertTrue(answer.next());
            assertEquals(10, answer.getInt(1));
            assertEquals(
                    0,
                    database.<Integer, RuntimeException>read(
                            handle -> handle.createQuery("SELECT count(*) FROM user_account")
                                    .mapTo(Integer.class)
                                    .one()));
        }
    }
}
