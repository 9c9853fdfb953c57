package dev.percorso.server.http;

/** Answers one kind of request. Throws {@link ProblemException} for what the caller should know. */
@FunctionalInterface
public interface Handler {
    Response handle(Request request) throws Exception;
}
