package dev.percorso.server.analyze;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.List;

/** Spend over HTTP: lines by hand or as a CSV file. */
public final class SpendRoutes implements Routes {
    private static final String SPEND = "/api/workspaces/{workspace}/spend";
    private static final int MOST_BYTES = 1 << 20;

    private final Spend spend;

    public SpendRoutes(Spend spend) {
        this.spend = spend;
    }

    record Uploaded(int lines) {}

    @Override
    public void register(Router router) {
        router.get(SPEND, Access.VIEW, request -> Response.ok(spend.all(request.workspace())))
                .post(SPEND, Access.EDIT, request -> {
                    spend.put(request.workspace(), List.of(request.json(SpendLine.Content.class)));
                    return Response.noContent();
                })
                .post(SPEND + "/csv", Access.EDIT, this::upload)
                .put(
                        SPEND + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(spend.update(
                                request.workspace(),
                                new SpendLine(request.path("id"), request.json(SpendLine.Content.class)))))
                .delete(SPEND + "/{id}", Access.EDIT, request -> {
                    spend.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }

    private Response upload(Request request) {
        List<SpendLine.Content> lines = SpendFile.read(
                request.body(MOST_BYTES), request.query("property").orElse(Event.CHANNEL));
        spend.put(request.workspace(), lines);
        return Response.ok(new Uploaded(lines.size()));
    }
}
