package dev.percorso.server.http;

import dev.percorso.server.event.WorkspaceId;
import java.util.Map;
import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param name shown in histories: the user's name, or the name of the API key
 * @param userId the signed-in user; empty for an API key
 * @param rank the most that the caller may do where the request is: in its workspace, or outside of any
 * @param only the workspaces that the caller may enter, and what the caller may do there; empty for all, with the rank
 */
public record Caller(String name, Optional<String> userId, Access rank, Optional<Map<WorkspaceId, Access>> only) {
    /** Nobody known. */
    public static final Caller ANONYMOUS = new Caller("", Optional.empty(), Access.PUBLIC, Optional.empty());

    public boolean isAnonymous() {
        return rank == Access.PUBLIC;
    }

    public boolean may(Access access) {
        return rank.compareTo(access) >= 0;
    }

    /** The same caller in a workspace: a lower rank than to see it is the rank of somebody who may not enter. */
    public Caller in(WorkspaceId workspace) {
        return new Caller(
                name,
                userId,
                only.map(ranks -> ranks.getOrDefault(workspace, Access.SIGNED_IN))
                        .orElse(rank),
                only);
    }

    public boolean mayEnter(WorkspaceId workspace) {
        return in(workspace).may(Access.VIEW);
    }
}
