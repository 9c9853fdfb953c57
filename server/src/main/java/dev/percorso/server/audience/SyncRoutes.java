package dev.percorso.server.audience;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Audiences that follow segments over HTTP. */
public final class SyncRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/audiences";

    private static final int MOST_BYTES = 64 << 10;

    private final AudienceSyncs syncs;

    public SyncRoutes(AudienceSyncs syncs) {
        this.syncs = syncs;
    }

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request -> Response.ok(syncs.all(request.workspace()).stream()
                                .map(sync -> sync.in(request.words()))
                                .toList()))
                .post(PATH, Access.EDIT, request -> Response.created(save(request, Optional.empty())))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(save(request, Optional.of(request.path("id")))))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    syncs.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .post(PATH + "/{id}/sync", Access.EDIT, request -> {
                    syncs.lookNow(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }

    /** The audience; {@code secrets} beside it are absent to keep those that there are. */
    private AudienceSyncs.Sync save(Request request, Optional<String> id) {
        JsonNode body = Json.tree(request.body(MOST_BYTES));
        if (!(body instanceof ObjectNode wanted)) {
            throw ProblemException.invalid("/", "an audience is a JSON object");
        }
        Optional<JsonNode> secrets =
                Optional.ofNullable(wanted.remove("secrets")).filter(node -> !node.isNull());
        return syncs.save(
                request.workspace(),
                id,
                Json.convert(wanted, SyncContent.class),
                secrets.map(node -> Json.convert(node, SyncSecrets.class))
                        .orElseGet(() -> new SyncSecrets("", "", "", "")));
    }
}
