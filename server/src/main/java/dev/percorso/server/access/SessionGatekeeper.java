package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Caller;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Gatekeeper;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows callers by the session cookie of a browser or the API key of a program. */
public final class SessionGatekeeper implements Gatekeeper {
    static final String COOKIE = "percorso_session";

    private static final String BEARER = "Bearer ";
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Users users;
    private final ApiKeys apiKeys;
    private final Workspaces workspaces;

    public SessionGatekeeper(Users users, ApiKeys apiKeys, Workspaces workspaces) {
        this.users = users;
        this.apiKeys = apiKeys;
        this.workspaces = workspaces;
    }

    @Override
    public Caller identify(Request request) {
        Optional<String> authorization = request.header("authorization").filter(value -> value.startsWith(BEARER));
        if (authorization.isPresent()) {
            return byKey(authorization.get().substring(BEARER.length()).strip());
        }
        return request.cookie(COOKIE).map(token -> bySession(token, request)).orElse(Caller.ANONYMOUS);
    }

    private Caller byKey(String key) {
        return apiKeys.find(key)
                .map(live -> new Caller(
                        live.name(), Optional.empty(), Access.EDIT, Optional.of(Map.of(live.workspace(), Access.EDIT))))
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY, "The API key is unknown or revoked; create one under Settings"));
    }

    private Caller bySession(String token, Request request) {
        Optional<User> user = users.bySession(token);
        if (user.isEmpty()) {
            return Caller.ANONYMOUS;
        }
        if (!READING.contains(request.method())
                && !Secrets.same(
                        Secrets.csrfToken(token), request.header("x-csrf-token").orElse(""))) {
            throw ProblemException.of(
                    ErrorCode.CSRF_TOKEN_MISSING, "Send the csrfToken of GET /api/session as the header X-CSRF-Token");
        }
        return caller(user.get());
    }

    private static Caller caller(User user) {
        return new Caller(
                user.name(),
                Optional.of(user.id()),
                user.entersAll() ? user.role().access() : Access.SIGNED_IN,
                user.entersAll()
                        ? Optional.empty()
                        : Optional.of(user.memberships().stream()
                                .collect(Collectors.toUnmodifiableMap(
                                        membership -> new WorkspaceId(membership.workspace()),
                                        membership -> membership.role().access()))));
    }

    @Override
    public boolean exists(WorkspaceId workspace) {
        return workspaces.find(workspace).isPresent();
    }
}
