package dev.percorso.server;

import dev.percorso.server.command.Commands;

/** Where the jar starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Maps are painted without a screen, also where one is named.
        System.setProperty("java.awt.headless", "true");
        System.exit(Commands.run(arguments));
    }
}
