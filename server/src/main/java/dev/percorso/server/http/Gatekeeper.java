package dev.percorso.server.http;

/** Tells who makes a request, from its cookie or key. */
public interface Gatekeeper {
    /**
     * The caller, or {@link Caller#ANONYMOUS} when the request carries nothing.
     *
     * @throws ProblemException when what it carries is not valid, or when a browser's request that changes something
     *     lacks its CSRF token
     */
    Caller identify(Request request);

    /** Whether the workspace of the path exists; asked before a handler sees it. */
    boolean exists(dev.percorso.server.event.WorkspaceId workspace);
}
