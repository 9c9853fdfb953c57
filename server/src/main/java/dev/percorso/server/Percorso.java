package dev.percorso.server;

import dev.percorso.server.access.AccessRoutes;
import dev.percorso.server.access.ApiKeys;
import dev.percorso.server.access.SessionGatekeeper;
import dev.percorso.server.access.Users;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.SavedReportRoutes;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.HttpServer;
import dev.percorso.server.http.Routes;
import dev.percorso.server.http.StaticRoutes;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The composition root: constructs every part and knows how they fit. A whole Percorso runs in one object, so that a
 * test can start one with its own clock and folder.
 *
 * <p>Parts are opened bottom-up and closed top-down: no request reaches a part that is already closed.
 */
public final class Percorso implements AutoCloseable {
    private final Database database;
    private final Users users;
    private final Workspaces workspaces;
    private final HttpServer http;

    public Percorso(Settings settings, InstantSource clock) {
        createFolder(settings);
        Ids ids = new Ids();
        this.database = Database.open(settings.data().resolve("state.sqlite"));
        this.users = new Users(database, clock, ids);
        ApiKeys apiKeys = new ApiKeys(database, clock, ids);
        this.workspaces = new Workspaces(database, clock, workspace -> Optional.empty());

        List<Routes> routes = List.of(
                new AccessRoutes(users, apiKeys, workspaces),
                new SavedReportRoutes(database, ids, clock),
                new StaticRoutes());
        this.http = new HttpServer(
                settings.host(), settings.port(), new SessionGatekeeper(users, apiKeys, workspaces), routes);
    }

    private static void createFolder(Settings settings) {
        try {
            Files.createDirectories(settings.data());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create the data folder " + settings.data(), failure);
        }
    }

    /** Starts answering requests. */
    public Percorso start() {
        http.start();
        return this;
    }

    public int port() {
        return http.port();
    }

    public Users users() {
        return users;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    @Override
    public void close() {
        http.close();
        database.close();
    }
}
