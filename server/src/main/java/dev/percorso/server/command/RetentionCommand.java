package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Applies retention limits while the server is stopped; a running one does it every night by itself. */
@Command(
        name = "retention",
        description = "Remove what is older than the limits under Settings, Privacy. The server must be stopped.")
final class RetentionCommand implements Callable<Integer> {
    @Mixin
    private DataFolder data = new DataFolder();

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.of(System.getenv(), data.path, "127.0.0.1", 0);
        try (Percorso percorso = new Percorso(settings, InstantSource.system()).startProjecting()) {
            percorso.awaitProjection();
            percorso.retention()
                    .runAll()
                    .forEach((workspace, run) -> System.out.printf(
                            "%s: removed %s%s%n",
                            workspace, run.removed(), run.problem().isEmpty() ? "" : "; " + run.problem()));
        }
        return 0;
    }
}
