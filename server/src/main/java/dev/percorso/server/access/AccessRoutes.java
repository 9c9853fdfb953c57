package dev.percorso.server.access;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signing in and out, users, workspaces and API keys. */
public final class AccessRoutes implements Routes {
    private final Users users;
    private final ApiKeys apiKeys;
    private final Workspaces workspaces;
    private final AuditLog audit;
    private final List<UserLeaving> leaving;

    /** @param leaving what names users by their id besides users themselves */
    public AccessRoutes(
            Users users, ApiKeys apiKeys, Workspaces workspaces, AuditLog audit, List<UserLeaving> leaving) {
        this.audit = audit;
        this.leaving = List.copyOf(leaving);
        this.users = users;
        this.apiKeys = apiKeys;
        this.workspaces = workspaces;
    }

    record SignIn(String email, String password) {}

    record PasswordChange(String current, String replacement) {}

    record SessionView(User user, String csrfToken, List<EnteredWorkspace> workspaces) {}

    /** @param role of the signed-in user there */
    record EnteredWorkspace(@JsonUnwrapped Workspace workspace, Role role) {}

    /**
     * What a user may do where.
     *
     * @param everywhere in every workspace; so unless said otherwise
     */
    record AccessChange(Role role, Optional<Boolean> everywhere, List<Membership> memberships) {
        AccessChange {
            everywhere = everywhere == null ? Optional.empty() : everywhere;
            memberships = memberships == null ? List.of() : memberships;
        }

        Users.Reach reach(Workspaces workspaces) {
            if (role == null) {
                throw ProblemException.invalid("/role", "say the role: administrator, editor or viewer");
            }
            for (Membership membership : memberships) {
                if (membership.role() == null || membership.workspace() == null) {
                    throw ProblemException.invalid("/memberships", "a membership has a workspace and a role");
                }
                if (!WorkspaceId.isValid(membership.workspace())
                        || workspaces
                                .find(new WorkspaceId(membership.workspace()))
                                .isEmpty()) {
                    throw ProblemException.notFound("Workspace '" + membership.workspace() + "'");
                }
            }
            return new Users.Reach(role, everywhere.orElse(true), memberships);
        }
    }

    record NewUser(String email, String name, Role role, Optional<Boolean> everywhere, List<Membership> memberships) {}

    record CreatedUser(@JsonUnwrapped User user, String oneTimePassword) {}

    record NewApiKey(String name) {}

    @Override
    public void register(Router router) {
        router.get("/api/session", Access.SIGNED_IN, this::session)
                .post("/api/session", Access.PUBLIC, this::signIn)
                .delete("/api/session", Access.SIGNED_IN, this::signOut)
                .put("/api/session/password", Access.SIGNED_IN, this::changePassword)
                .get("/api/users", Access.ADMINISTER, request -> Response.ok(users.all()))
                .post("/api/users", Access.ADMINISTER, this::createUser)
                .delete(
                        "/api/users/{id}",
                        Access.ADMINISTER,
                        request -> Response.ok(users.delete(
                                request.path("id"), request.caller().userId(), leaving)))
                .put("/api/users/{id}/access", Access.ADMINISTER, this::setAccess)
                .get("/api/workspaces", Access.SIGNED_IN, request -> Response.ok(visible(request)))
                .post("/api/workspaces", Access.ADMINISTER, this::createWorkspace)
                .get(
                        "/api/workspaces/{workspace}",
                        Access.VIEW,
                        request -> Response.ok(workspaces.describe(request.workspace())))
                .patch(
                        "/api/workspaces/{workspace}",
                        Access.EDIT,
                        request -> Response.ok(
                                workspaces.change(request.workspace(), request.json(Workspaces.Changes.class))))
                .get(
                        "/api/workspaces/{workspace}/api-keys",
                        Access.ADMINISTER,
                        request -> Response.ok(apiKeys.all(request.workspace())))
                .post(
                        "/api/workspaces/{workspace}/api-keys",
                        Access.ADMINISTER,
                        request -> Response.created(apiKeys.create(
                                request.workspace(),
                                request.json(NewApiKey.class).name())))
                .delete("/api/workspaces/{workspace}/api-keys/{id}", Access.ADMINISTER, this::revokeApiKey);
    }

    private Response signIn(Request request) {
        if (!request.header("content-type").orElse("").startsWith("application/json")) {
            // A form of another site can send text but not JSON without asking first.
            throw ProblemException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send Content-Type: application/json");
        }
        SignIn input = request.json(SignIn.class);
        Users.SignedIn signedIn = users.signIn(input.email(), input.password(), request.clientAddress());
        audit.recordOfUser(signedIn.user().name(), signedIn.user().id(), "sign-in");
        String cookie = cookie(signedIn.token(), Users.SESSION_LIFE.toSeconds(), request.isSecure());
        return new Response.JsonBody(200, view(signedIn.user(), signedIn.token()), Map.of("Set-Cookie", cookie));
    }

    private static String cookie(String token, long seconds, boolean secure) {
        return "%s=%s; Path=/; HttpOnly; SameSite=Lax; Max-Age=%d%s"
                .formatted(SessionGatekeeper.COOKIE, token, seconds, secure ? "; Secure" : "");
    }

    private Response session(Request request) {
        String token = request.cookie(SessionGatekeeper.COOKIE).orElse("");
        User user = users.bySession(token)
                .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_SIGNED_IN, "An API key has no session"));
        return Response.ok(view(user, token));
    }

    private SessionView view(User user, String token) {
        List<EnteredWorkspace> entered = new ArrayList<>();
        for (Workspace workspace : workspaces.all()) {
            user.roleIn(new WorkspaceId(workspace.id()))
                    .ifPresent(role -> entered.add(new EnteredWorkspace(workspace, role)));
        }
        return new SessionView(user, Secrets.csrfToken(token), entered);
    }

    private Response signOut(Request request) {
        users.signOut(request.cookie(SessionGatekeeper.COOKIE).orElse(""));
        return new Response.Empty(204, Map.of("Set-Cookie", cookie("", 0, request.isSecure())));
    }

    private Response changePassword(Request request) {
        String userId = request.caller()
                .userId()
                .orElseThrow(() -> ProblemException.of(ErrorCode.NOT_ALLOWED, "An API key has no password"));
        PasswordChange change = request.json(PasswordChange.class);
        users.changePassword(
                userId,
                change.current(),
                change.replacement(),
                request.cookie(SessionGatekeeper.COOKIE).orElse(""));
        return Response.noContent();
    }

    private Response createUser(Request request) {
        NewUser wanted = request.json(NewUser.class);
        Users.Reach reach =
                new AccessChange(wanted.role(), wanted.everywhere(), wanted.memberships()).reach(workspaces);
        Users.Created created = users.create(wanted.email(), wanted.name(), wanted.role());
        User user = users.setAccess(created.user().id(), reach, Optional.empty());
        return Response.created(new CreatedUser(user, created.oneTimePassword()));
    }

    private Response setAccess(Request request) {
        Users.Reach reach = request.json(AccessChange.class).reach(workspaces);
        return Response.ok(
                users.setAccess(request.path("id"), reach, request.caller().userId()));
    }

    private List<Workspace> visible(Request request) {
        return workspaces.all().stream()
                .filter(workspace -> request.caller().mayEnter(new WorkspaceId(workspace.id())))
                .toList();
    }

    private Response createWorkspace(Request request) {
        return Response.created(workspaces.create(request.json(Workspaces.NewWorkspace.class), false));
    }

    private Response revokeApiKey(Request request) {
        apiKeys.revoke(request.workspace(), request.path("id"));
        return Response.noContent();
    }
}
