package dev.percorso.server.command;

import dev.percorso.server.access.Role;
import dev.percorso.server.access.User;
import dev.percorso.server.access.Users;
import dev.percorso.server.event.Ids;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Users from the command line, for the day when nobody can sign in. Works beside a running server. */
@Command(name = "user", description = "List users, create one, or give one a new one-time password.")
final class UserCommand {
    @Mixin
    private DataFolder data = new DataFolder();

    @Command(name = "list", description = "List the users.")
    int list() throws IOException {
        return with(users -> {
            for (User user : users.all()) {
                System.out.printf("%-32s %-14s %s%n", user.email(), user.role(), user.name());
            }
        });
    }

    @Command(name = "create", description = "Create a user with a one-time password.")
    int create(
            @Parameters(paramLabel = "EMAIL") String email,
            @Option(names = "--name", defaultValue = "", description = "Name shown to colleagues.") String name,
            @Option(
                            names = "--role",
                            defaultValue = "EDITOR",
                            description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
                    Role role)
            throws IOException {
        return with(users -> print(users.create(email, name, role)));
    }

    @Command(name = "reset", description = "Give a user a new one-time password; every session of the user ends.")
    int reset(@Parameters(paramLabel = "EMAIL") String email) throws IOException {
        return with(users -> print(users.resetPassword(email)));
    }

    private static void print(Users.Created created) {
        System.out.printf(
                "%s signs in with the one-time password %s%n", created.user().email(), created.oneTimePassword());
    }

    private interface Work {
        void run(Users users);
    }

    private int with(Work work) throws IOException {
        Files.createDirectories(data.path);
        try (Database database = Database.open(data.path.resolve("state.sqlite"))) {
            work.run(new Users(database, InstantSource.system(), new Ids()));
        }
        return 0;
    }
}
