package dev.percorso.server.command;

import dev.percorso.server.http.ProblemException;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

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
                    if (failure instanceof ProblemException problem) {
                        commandLine.getErr().println(problem.detail());
                        return FAILED;
                    }
                    throw failure;
                })
                .execute(arguments);
    }
}
