package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.imports.ImportRun;
import dev.percorso.server.collect.imports.ShippedMappings;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a file into a workspace of a data folder that no server uses; started again, it goes on where it stopped. */
@Command(name = "import", description = "Import a CSV or CSV.gz file with a YAML mapping.")
final class ImportCommand implements Callable<Integer> {
    private static final int BAR = 30;

    @Mixin
    private DataFolder data = new DataFolder();

    @Option(
            names = "--workspace",
            required = true,
            description = "Id of the workspace; created when there is none yet.")
    private String workspace = "";

    @Option(
            names = "--mapping",
            required = true,
            description = "A YAML file, or the name of a mapping that ships with Percorso.")
    private String mapping = "";

    @Parameters(paramLabel = "FILE", description = "The file to import.")
    private Path file = Path.of("");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new CommandLine.ParameterException(command.commandLine(), "There is no file " + file);
        }
        String yaml = mapping();
        Settings settings = Settings.of(System.getenv(), data.path, "127.0.0.1", 0);
        try (Percorso percorso = new Percorso(settings, InstantSource.system()).startProjecting()) {
            WorkspaceId id = new WorkspaceId(workspace);
            if (percorso.workspaces().find(id).isEmpty()) {
                percorso.workspaces()
                        .create(
                                new Workspaces.NewWorkspace(workspace, workspace, Optional.empty(), Optional.empty()),
                                false);
            }
            percorso.imports().runNow(id, file, yaml, ImportCommand::draw);
            percorso.awaitProjection();
            ImportRun done = percorso.imports().all(id).getFirst();
            report(done);
            return done.status() == ImportRun.Status.DONE ? 0 : 1;
        }
    }

    private String mapping() throws IOException {
        Optional<ShippedMappings.Shipped> shipped = ShippedMappings.find(mapping);
        if (shipped.isPresent()) {
            return shipped.get().yaml();
        }
        if (Files.isRegularFile(Path.of(mapping))) {
            return Files.readString(Path.of(mapping));
        }
        String known = ShippedMappings.all().stream()
                .map(ShippedMappings.Shipped::name)
                .collect(Collectors.joining(", "));
        throw new CommandLine.ParameterException(
                command.commandLine(),
                "'%s' is neither a file nor a mapping that ships with Percorso; those are %s"
                        .formatted(mapping, known));
    }

    private static void draw(ImportRun run) {
        double share = run.bytesTotal() == 0 ? 1 : (double) run.bytesRead() / run.bytesTotal();
        int filled = (int) Math.round(share * BAR);
        System.out.printf(
                "\r%s%s %3.0f %%  %,d lines, %,d kept aside",
                "█".repeat(filled), "░".repeat(BAR - filled), share * 100, run.linesRead(), run.refused());
        System.out.flush();
    }

    private static void report(ImportRun run) {
        System.out.printf(
                "%n%s: %,d lines, %,d events taken, %,d known already, %,d lines kept aside%n",
                run.fileName(), run.linesRead(), run.accepted(), run.duplicate(), run.refused());
        run.error().ifPresent(error -> System.out.println("It stopped: " + error));
        for (ImportRun.BadLine bad : run.badLines()) {
            System.out.printf("  line %d: %s%n    %s%n", bad.line(), bad.reason(), bad.text());
        }
    }
}
