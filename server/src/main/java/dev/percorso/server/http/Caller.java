package dev.percorso.server.http;

import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param name shown in histories: the user's name, or the name of the API key
 * @param userId the signed-in user; empty for an API key
 * @param rank the most that the caller may do
 * @param onlyWorkspace the one workspace that an API key is good for
 */
public record Caller(String name, Optional<String> userId, Access rank, Optional<WorkspaceId> onlyWorkspace) {
    /** Nobody known. */
    public static final Caller ANONYMOUS = new Caller("", Optional.empty(), Access.PUBLIC, Optional.empty());

    public boolean isAnonymous() {
        return rank == Access.PUBLIC;
    }

    public boolean may(Access access) {
        return rank.compareTo(access) >= 0;
    }

    public boolean mayEnter(WorkspaceId workspace) {
        return onlyWorkspace.map(workspace::equals).orElse(true);
    }
}
