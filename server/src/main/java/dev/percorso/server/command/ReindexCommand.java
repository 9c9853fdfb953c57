package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds the journey indexes of a data folder anew. Nothing is lost by it: an index is derived from the events. */
@Command(
        name = "reindex",
        description = "Build the journey index anew from the event files, in a data folder that no server uses.")
final class ReindexCommand implements Callable<Integer> {
    @Mixin
    private DataFolder data = new DataFolder();

    @Option(names = "--workspace", description = "Id of the workspace (default: all of them).")
    private @Nullable String workspace;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec command;

    @Override
    public Integer call() {
        if (!Files.exists(data.path.resolve("state.sqlite"))) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "The folder %s holds no data of Percorso; tell where it lies with --data".formatted(data.path));
        }
        Settings settings = Settings.of(System.getenv(), data.path, "127.0.0.1", 0);
        try (Percorso percorso = new Percorso(settings, InstantSource.system())) {
            List<WorkspaceId> all = percorso.workspaces().all().stream()
                    .map(Workspace::id)
                    .map(WorkspaceId::new)
                    .toList();
            Optional<WorkspaceId> wanted = Optional.ofNullable(workspace).map(WorkspaceId::new);
            wanted.ifPresent(percorso.workspaces()::get);
            for (WorkspaceId id : wanted.map(List::of).orElse(all)) {
                rebuild(percorso, id);
            }
        }
        return 0;
    }

    private static void rebuild(Percorso percorso, WorkspaceId id) {
        percorso.journeys().rebuild(id, share -> draw(id, share));
        System.out.printf(
                Locale.ROOT,
                "\r%s: %,d events indexed%n",
                id,
                percorso.journeys().snapshot(id).eventCount());
    }

    private static void draw(WorkspaceId id, double share) {
        System.out.printf(Locale.ROOT, "\r%s: %3.0f %%", id, share * 100);
        System.out.flush();
    }
}
