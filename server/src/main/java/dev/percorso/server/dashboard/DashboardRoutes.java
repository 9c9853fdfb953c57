package dev.percorso.server.dashboard;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Dashboards over HTTP. */
public final class DashboardRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/dashboards";

    private final Dashboards dashboards;

    public DashboardRoutes(Dashboards dashboards) {
        this.dashboards = dashboards;
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(dashboards.all(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(dashboards.create(
                                request.workspace(),
                                request.json(DashboardContent.class),
                                request.caller().name())))
                .get(
                        PATH + "/{id}",
                        Access.VIEW,
                        request -> Response.ok(dashboards.get(request.workspace(), request.path("id"))))
                .put(PATH + "/{id}", Access.EDIT, this::save)
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    dashboards.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }

    private Response save(Request request) {
        JsonNode body = request.json(JsonNode.class);
        if (!(body instanceof ObjectNode fields) || !fields.path("revision").isIntegralNumber()) {
            throw ProblemException.invalid(
                    "/revision",
                    "send the 'revision' that the change is based on, as the dashboard was loaded with it");
        }
        long revision = fields.get("revision").asLong();
        fields.remove("revision");
        DashboardContent content = Json.convert(fields, DashboardContent.class);
        return Response.ok(dashboards.save(
                request.workspace(),
                request.path("id"),
                content,
                revision,
                request.caller().name()));
    }
}
