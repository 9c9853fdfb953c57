package dev.percorso.server.http;

/** The routes of one capability. */
public interface Routes {
    void register(Router router);
}
