package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.imports.ImportRun;
import dev.percorso.server.collect.imports.Inspection;
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
@Command(name = "import", description = "Import a CSV, JSON lines, Parquet, XLSX or XES file with a mapping.")
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
            description = "A YAML file, or the name of a mapping that ships with Percorso; without it, the one that"
                    + " recognises the file.")
    private String mapping = "";

    @Option(names = "--look", description = "Only tell what the file holds, with a mapping to start from.")
    private boolean isLook;

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
        Settings settings = Settings.of(System.getenv(), data.path, "127.0.0.1", 0);
        try (Percorso percorso = new Percorso(settings, InstantSource.system()).startProjecting()) {
            WorkspaceId id = new WorkspaceId(workspace);
            if (percorso.workspaces().find(id).isEmpty()) {
                percorso.workspaces()
                        .create(
                                new Workspaces.NewWorkspace(workspace, workspace, Optional.empty(), Optional.empty()),
                                false);
            }
            if (isLook) {
                print(look(percorso, id));
                return 0;
            }
            String yaml = mapping.isEmpty() ? recognised(look(percorso, id)) : mapping();
            percorso.imports().runNow(id, file, yaml, ImportCommand::draw);
            percorso.awaitProjection();
            ImportRun done = percorso.imports().all(id).getFirst();
            report(done);
            return done.status() == ImportRun.Status.DONE ? 0 : 1;
        }
    }

    private Inspection look(Percorso percorso, WorkspaceId id) throws IOException {
        return percorso.imports().inspect(id, file, file.getFileName().toString(), Optional.empty());
    }

    private String recognised(Inspection found) {
        if (found.recognised().isEmpty()) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "No mapping that ships with Percorso recognises this file; write one, starting from '--look'");
        }
        return found.yaml();
    }

    private static void print(Inspection found) {
        System.out.printf(
                "%s%s%s, %,d columns%n",
                found.format(),
                found.packed() ? " (gzip)" : "",
                found.encoding().map(name -> " in " + name).orElse(""),
                found.columns().size());
        found.columns()
                .forEach(column -> System.out.printf(
                        "  %-30s %-8s %3.0f %%  %s%n",
                        column.name(), column.type(), column.filled() * 100, String.join(" · ", column.samples())));
        found.notes().forEach(System.out::println);
        found.recognised().ifPresent(kind -> System.out.println("This looks like: " + kind.title()));
        System.out.printf("%nA mapping to start from:%n%n%s", found.yaml());
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
                "%n%s: %,d rows, %,d events taken, %,d known already, %,d joined, %,d rows kept aside%n",
                run.fileName(), run.linesRead(), run.accepted(), run.duplicate(), run.joined(), run.refused());
        run.error().ifPresent(error -> System.out.println("It stopped: " + error));
        for (ImportRun.BadLine bad : run.badLines()) {
            System.out.printf("  line %d: %s%n    %s%n", bad.line(), bad.reason(), bad.text());
        }
    }
}
