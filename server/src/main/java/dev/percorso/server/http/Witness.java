package dev.percorso.server.http;

/** Is told of every call of a known caller after it was answered, before the answer is sent. */
@FunctionalInterface
public interface Witness {
    void acted(Router.Route route, Request request, Response response);
}
