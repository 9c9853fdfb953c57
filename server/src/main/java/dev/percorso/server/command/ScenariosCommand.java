package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.orchestrate.ScenarioFile;
import dev.percorso.server.orchestrate.Scenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries flows on made-up people, in a data folder that lasts as long as the command. */
@Command(
        name = "scenarios",
        description = "Play made-up people through flows, and tell where a flow does something else than expected.")
final class ScenariosCommand implements Callable<Integer> {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("scenarios");

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenarios as YAML, each beside its flow.")
    private List<Path> files = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the call
    private CommandSpec command;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("percorso-scenarios");
        try (Percorso percorso =
                new Percorso(Settings.of(System.getenv(), data, "127.0.0.1", 0), at(files)).startProjecting()) {
            percorso.workspaces()
                    .create(
                            new Workspaces.NewWorkspace(
                                    WORKSPACE.value(), "Scenarios", Optional.of("UTC"), Optional.empty()),
                            false);
            List<Scenarios.Known> known = new ArrayList<>();
            for (Path file : files) {
                known.add(Scenarios.takeIn(percorso.collector(), WORKSPACE, file));
            }
            percorso.awaitProjection();
            int failed = 0;
            for (Scenarios.Known scenario : known) {
                failed += told(scenario, percorso.scenarios().play(WORKSPACE, scenario));
            }
            return failed == 0 ? 0 : 1;
        } finally {
            remove(data);
        }
    }

    /** The clock stands still after everything. */
    private static InstantSource at(List<Path> files) throws IOException {
        Instant end = Instant.EPOCH;
        for (Path file : files) {
            Instant own = ScenarioFile.read(file).end();
            end = own.isAfter(end) ? own : end;
        }
        return InstantSource.fixed(end);
    }

    /** Answers how many went otherwise. */
    private int told(Scenarios.Known scenario, List<Scenarios.Outcome> outcomes) {
        int failed = 0;
        for (Scenarios.Outcome outcome : outcomes) {
            String name = scenario.file().getFileName() + ": " + outcome.who();
            if (outcome.isAsExpected()) {
                command.commandLine().getOut().println("as expected  " + name);
            } else {
                failed++;
                command.commandLine()
                        .getErr()
                        .println("OTHERWISE    " + name + lines("expected", outcome.expected())
                                + lines("happened", outcome.happened()));
            }
        }
        return failed;
    }

    private static String lines(String title, List<String> lines) {
        return "\n  " + title + ":\n    " + (lines.isEmpty() ? "nothing" : String.join("\n    ", lines));
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
