package dev.percorso.server.review;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** Governance and versions of maps over HTTP. */
public final class ReviewRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String MAP = WORKSPACE + "/maps/{id}";

    private final MapReviews reviews;

    public ReviewRoutes(MapReviews reviews) {
        this.reviews = reviews;
    }

    @Override
    public void register(Router router) {
        router.get(
                WORKSPACE + "/map-reviews", Access.VIEW, request -> Response.ok(reviews.overview(request.workspace())));
        registerGovernance(router);
    }

    private void registerGovernance(Router router) {
        router.get(
                        MAP + "/governance",
                        Access.VIEW,
                        request -> Response.ok(reviews.governance(request.workspace(), map(request))))
                .put(
                        MAP + "/governance",
                        Access.EDIT,
                        request -> Response.ok(reviews.govern(
                                request.workspace(),
                                map(request),
                                request.json(Governance.Draft.class),
                                name(request))))
                .post(
                        MAP + "/approvals",
                        Access.EDIT,
                        request -> Response.ok(reviews.answer(
                                request.workspace(),
                                map(request),
                                request.json(Governance.Answer.class),
                                name(request))))
                .post(
                        MAP + "/reviewed",
                        Access.EDIT,
                        request -> Response.ok(reviews.stillHolds(request.workspace(), map(request), name(request))))
                .get(
                        MAP + "/versions",
                        Access.VIEW,
                        request -> Response.ok(reviews.versions(request.workspace(), map(request))))
                .post(
                        MAP + "/versions",
                        Access.EDIT,
                        request -> Response.created(reviews.keep(
                                request.workspace(),
                                map(request),
                                request.json(MapVersion.Draft.class),
                                name(request))))
                .get(
                        MAP + "/versions/{version}",
                        Access.VIEW,
                        request -> Response.ok(
                                reviews.version(request.workspace(), map(request), request.path("version"))))
                .post(
                        MAP + "/versions/{version}/restore",
                        Access.EDIT,
                        request -> Response.ok(reviews.restore(
                                request.workspace(), map(request), request.path("version"), name(request))));
    }

    private static String map(Request request) {
        return request.path("id");
    }

    private static String name(Request request) {
        return request.caller().name();
    }
}
