package dev.percorso.server.command;

import dev.percorso.server.http.ProblemException;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The commands and how their failures are told. */
@Command(
        name = "percorso",
        description = "Maps, measures and orchestrates customer journeys.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommand.class,
            ReindexCommand.class,
            UserCommand.class,
            RetentionCommand.class,
            ScenariosCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        version = "Percorso 0.1.0",
        synopsisSubcommandLabel = "COMMAND")
public final class Commands {
    private static final int FAILED = 1;

    private Commands() {}

    /** Runs a command line and returns the exit code. */
    public static int run(String... arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return new CommandLine(new Commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    String told = failure instanceof ProblemException problem
                            ? problem.detail()
                            : DiskTrouble.of(failure, data(commandLine)).orElseThrow(() -> failure);
                    commandLine.getErr().println(told);
                    return FAILED;
                })
                .execute(arguments);
    }

    /** The data folder of the command that failed. */
    private static Path data(CommandLine command) {
        OptionSpec option = command.getCommandSpec().findOption(DataFolder.OPTION);
        return option != null && option.getValue() instanceof Path path ? path : Path.of("");
    }
}
