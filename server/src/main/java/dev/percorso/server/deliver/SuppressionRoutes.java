package dev.percorso.server.deliver;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.List;

/** The list of suppressed addresses over HTTP. */
public final class SuppressionRoutes implements Routes {
    private static final String LIST = "/api/workspaces/{workspace}/suppressions";
    private static final int MOST_BYTES = 10 << 20;
    private static final int MOST_OFFSET = 100_000_000;

    private final SuppressionList list;

    public SuppressionRoutes(SuppressionList list) {
        this.list = list;
    }

    /** Addresses to add. */
    record Addresses(List<String> addresses) {
        Addresses {
            addresses = addresses == null ? List.of() : List.copyOf(addresses);
        }
    }

    @Override
    public void register(Router router) {
        router.get(LIST, Access.EDIT, this::list)
                .post(
                        LIST,
                        Access.EDIT,
                        request -> Response.ok(list.add(
                                request.workspace(),
                                request.json(Addresses.class).addresses())))
                .post(
                        LIST + "/csv",
                        Access.EDIT,
                        request -> Response.ok(list.addFile(request.workspace(), request.body(MOST_BYTES))))
                .get(LIST + "/csv", Access.EDIT, this::file)
                .delete(LIST + "/{id}", Access.EDIT, request -> {
                    list.remove(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }

    private Response list(Request request) {
        return Response.ok(list.list(
                request.workspace(),
                request.query("search"),
                (int) request.query("offset", 0, 0, MOST_OFFSET),
                request.limit()));
    }

    private Response file(Request request) {
        return Response.download("suppressions.csv", "text/csv; charset=utf-8", list.file(request.workspace()));
    }
}
