package dev.percorso.server.audit;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Caller;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router.Route;
import dev.percorso.server.http.Witness;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The audit log. Whatever a known caller changes through the API is noted at the one gate through which every call
 * goes, so that no capability can forget it; what only reads and still matters (an export) is noted by {@link #record}.
 */
public final class AuditLog implements Witness {
    private static final String OF_WORKSPACE = "/api/workspaces/{workspace}/";
    private static final String OF_PERSON = "people/{id}";

    private final AuditStore store;
    private final InstantSource clock;

    public AuditLog(Database database, InstantSource clock) {
        this.store = new AuditStore(database);
        this.clock = clock;
    }

    @Override
    public void acted(Route route, Request request, Response response) {
        if (route.access() == Access.VIEW || route.method().equals("GET") || response.status() >= 400) {
            return;
        }
        String path = name(route.path());
        record(
                request.caller(),
                route.path().contains("{workspace}") ? Optional.of(request.workspace()) : Optional.empty(),
                route.method() + " " + path,
                subject(route, request, response),
                path.startsWith(OF_PERSON) ? person(request.path("id")) : Optional.empty());
    }

    private static String name(String path) {
        return path.startsWith(OF_WORKSPACE)
                ? path.substring(OF_WORKSPACE.length())
                : path.replaceFirst("^/api/(workspaces/\\{workspace})?", "").replaceFirst("^$", "workspace");
    }

    private static Optional<Integer> person(String number) {
        try {
            return Optional.of(Integer.valueOf(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static String subject(Route route, Request request, Response response) {
        Stream<String> ofPath = Stream.of(route.path().split("/", -1))
                .filter(part -> part.startsWith("{") && !part.equals("{workspace}"))
                .map(part -> request.path(part.substring(1, part.length() - 1)));
        Stream<String> created = Stream.empty();
        boolean isGone = route.method().equals("DELETE");
        if (response instanceof Response.JsonBody json && (json.status() == 201 || isGone)) {
            JsonNode made = Json.MAPPER.valueToTree(json.value());
            created = Stream.of("id", "name")
                    .filter(field -> !isGone || field.equals("name")) // the id stands in the path
                    .map(made::get)
                    .filter(node -> node != null && node.isString())
                    .map(JsonNode::asString);
        }
        return Stream.concat(ofPath, created).collect(Collectors.joining(" "));
    }

    /** Notes something that the gate does not. */
    public void record(Caller caller, WorkspaceId workspace, String action, String subject) {
        record(caller, Optional.of(workspace), action, subject, Optional.empty());
    }

    /** Notes something about a person; the subject is forgotten with the person. */
    public void recordOfPerson(Caller caller, WorkspaceId workspace, String action, int person) {
        record(caller, Optional.of(workspace), action, Integer.toString(person), Optional.of(person));
    }

    /** Notes what the server does by itself. */
    public void recordByItself(WorkspaceId workspace, String action, String subject) {
        record(Caller.ANONYMOUS, Optional.of(workspace), action, subject, Optional.empty());
    }

    /** Notes what concerns no workspace, such as signing in. */
    public void recordOfUser(String name, String userId, String action) {
        store.add(new AuditStore.New(
                clock.instant(), Optional.empty(), name, Optional.of(userId), action, "", Optional.empty()));
    }

    private void record(
            Caller caller, Optional<WorkspaceId> workspace, String action, String subject, Optional<Integer> person) {
        store.add(new AuditStore.New(
                clock.instant(),
                workspace,
                caller.isAnonymous() ? "Percorso" : caller.name(),
                caller.userId(),
                action,
                subject,
                person));
    }
}
