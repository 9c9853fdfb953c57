package dev.percorso.server.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that every command shares. */
final class DataFolder {
    static final String OPTION = "--data";

    @Option(
            names = OPTION,
            description = "Folder that holds everything Percorso stores (default: $${PERCORSO_DATA:-./data}).",
            defaultValue = "${env:PERCORSO_DATA:-data}")
    Path path = Path.of("data");
}
