package dev.percorso.server.goal;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** Goals over HTTP. */
public final class GoalRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/goals";

    private final Goals goals;

    public GoalRoutes(Goals goals) {
        this.goals = goals;
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(goals.all(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(goals.create(
                                request.workspace(),
                                request.json(GoalContent.class),
                                request.caller().name())))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(goals.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(GoalContent.class),
                                request.caller().name())))
                .get(
                        PATH + "/{id}/progress",
                        Access.VIEW,
                        request -> Response.ok(goals.progress(request.workspace(), request.path("id"))))
                .post(
                        PATH + "/{id}/restore",
                        Access.EDIT,
                        request -> Response.ok(goals.bringBack(request.workspace(), request.path("id"))))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    goals.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }
}
