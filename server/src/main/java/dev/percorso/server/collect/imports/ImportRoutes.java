package dev.percorso.server.collect.imports;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** Imports over HTTP: prepare with a mapping, send the file, look how far it is. */
public final class ImportRoutes implements Routes {
    private static final String IMPORTS = "/api/workspaces/{workspace}/imports";

    private final Imports imports;

    public ImportRoutes(Imports imports) {
        this.imports = imports;
    }

    record NewImport(String fileName, String mapping) {}

    @Override
    public void register(Router router) {
        router.get(IMPORTS, Access.VIEW, request -> Response.ok(imports.all(request.workspace())))
                .post(IMPORTS, Access.EDIT, request -> {
                    NewImport wanted = request.json(NewImport.class);
                    return Response.created(imports.prepare(request.workspace(), wanted.fileName(), wanted.mapping()));
                })
                .get(
                        IMPORTS + "/{id}",
                        Access.VIEW,
                        request -> Response.ok(imports.get(request.workspace(), request.path("id"))))
                .put(
                        IMPORTS + "/{id}/content",
                        Access.EDIT,
                        request -> Response.accepted(
                                imports.upload(request.workspace(), request.path("id"), request.stream())))
                .get("/api/import-mappings", Access.SIGNED_IN, request -> Response.ok(ShippedMappings.all()));
    }
}
