package dev.percorso.server.privacy;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.Settings;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * A server that begins to erase a person and tells when the erasure is in a phase, to be killed then. Arguments: data
 * folder, the person's user id, the phase.
 */
final class ErasureChild {
    static final WorkspaceId SHOP = new WorkspaceId("shop");
    static final String SIGN = "now";

    private ErasureChild() {}

    static Settings settings(Path data) {
        return new Settings(
                data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty(), new Settings.Storage(3, 4));
    }

    /** Ends with whatever goes wrong, though the server's threads would go on. */
    public static void main(String[] arguments) {
        try {
            run(arguments);
        } catch (Exception failure) {
            failure.printStackTrace(System.out);
        } finally {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String[] arguments) throws Exception {
        Path data = Path.of(arguments[0]);
        Erasure.Phase phase = Erasure.Phase.valueOf(arguments[2]);
        RunningPercorso percorso = new RunningPercorso(settings(data), InstantSource.system());
        int person = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, arguments[1])
                .orElseThrow()
                .id();
        percorso.post("/api/workspaces/shop/people/" + person + "/erasure", Map.of());
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            while (furthest(database).compareTo(phase) < 0) {
                Thread.onSpinWait();
            }
            System.out.println(SIGN);
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    /** Phase of the erasure begun last. */
    private static Erasure.Phase furthest(Database database) {
        return database.read(
                handle -> handle.createQuery("SELECT phase FROM erasure ORDER BY requested_at DESC LIMIT 1")
                        .mapTo(Erasure.Phase.class)
                        .one());
    }
}
