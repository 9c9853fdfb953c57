package dev.percorso.server.command;

import dev.percorso.server.Percorso;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.Users;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Run the server.")
final class ServeCommand implements Callable<Integer> {
    static final String ADMINISTRATOR = "admin@percorso.local";

    @Mixin
    private DataFolder data = new DataFolder();

    @Mixin
    private Listen listen = new Listen();

    /** Where the server listens. */
    static final class Listen {
        @Option(
                names = "--host",
                description = "Address to listen on (default: ${DEFAULT-VALUE}).",
                defaultValue = "${env:PERCORSO_HOST:-127.0.0.1}")
        String host = "127.0.0.1";

        @Option(
                names = "--port",
                description = "Port to listen on, 0 for any free one (default: ${DEFAULT-VALUE}).",
                defaultValue = "${env:PERCORSO_PORT:-8080}")
        int port = 8080;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = Settings.of(System.getenv(), data.path, listen.host, listen.port);
        Percorso percorso = new Percorso(settings, InstantSource.system());
        announceAdministrator(percorso.users());
        start(percorso);
        System.out.printf("Percorso listens on http://%s:%d%n", shownHost(listen.host), percorso.port());
        awaitStop();
        return 0;
    }

    /** Starts the server; on SIGTERM or Ctrl-C every part closes in order. */
    static void start(Percorso percorso) {
        Runtime.getRuntime().addShutdownHook(new Thread(percorso::close, "shutdown"));
        percorso.start();
    }

    /** Waits for the end of the process, which the shutdown hook brings about. */
    static void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    static String shownHost(String host) {
        return host.equals("127.0.0.1") || host.equals("0.0.0.0") ? "localhost" : host;
    }

    private static void announceAdministrator(Users users) {
        if (!users.all().isEmpty()) {
            return;
        }
        Users.Created created = users.create(ADMINISTRATOR, "Administrator", Role.ADMINISTRATOR);
        System.out.printf(
                "First start: sign in as %s with the one-time password %s (shown only now) and change it.%n",
                created.user().email(), created.oneTimePassword());
    }
}
