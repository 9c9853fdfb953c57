package dev.percorso.server.loyalty;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;

/** Points, who has them, and tiers. */
final class PointRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String LOYALTY = WORKSPACE + "/loyalty";

    private final Points points;

    PointRoutes(Points points) {
        this.points = points;
    }

    @Override
    public void register(Router router) {
        router.get(LOYALTY + "/tiers", Access.VIEW, request -> Response.ok(points.overview(request.workspace())))
                .put(
                        LOYALTY + "/tiers",
                        Access.EDIT,
                        request -> Response.ok(points.save(request.workspace(), request.json(Tiers.class))))
                .get(
                        LOYALTY + "/people",
                        Access.VIEW,
                        request -> Response.ok(points.richest(request.workspace(), request.offset(), request.limit())))
                .post(
                        LOYALTY + "/points",
                        Access.EDIT,
                        request -> Response.ok(points.add(
                                request.workspace(),
                                request.json(Points.Addition.class),
                                request.caller().name())))
                .get(
                        WORKSPACE + "/people/{id}/points",
                        Access.VIEW,
                        request -> Response.ok(points.account(request.workspace(), People.number(request.path("id")))));
    }
}
