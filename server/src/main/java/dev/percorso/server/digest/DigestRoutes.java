package dev.percorso.server.digest;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** Reports by e-mail over HTTP. */
public final class DigestRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/scheduled-reports";

    private final Digests digests;

    public DigestRoutes(Digests digests) {
        this.digests = digests;
    }

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request -> Response.ok(digests.all(request.workspace()).stream()
                                .map(digest -> digest.in(request.words()))
                                .toList()))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(digests.create(
                                request.workspace(),
                                request.json(DigestContent.class),
                                request.caller().name())))
                .post(
                        PATH + "/{id}/send",
                        Access.EDIT,
                        request -> Response.ok(digests.sendNow(request.workspace(), request.path("id"))))
                .post(
                        "/api/workspaces/{workspace}/scheduled-report-preview",
                        Access.EDIT,
                        request -> Response.ok(digests.preview(request.workspace(), request.json(DigestContent.class))))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(digests.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(DigestContent.class),
                                request.caller().name())))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    digests.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }
}
