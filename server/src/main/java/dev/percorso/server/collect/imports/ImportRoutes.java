package dev.percorso.server.collect.imports;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Optional;

/** Imports over HTTP: prepare, send the file, look at it, try a mapping, start, watch. */
public final class ImportRoutes implements Routes {
    private static final String IMPORTS = "/api/workspaces/{workspace}/imports";
    private static final String IMPORT = IMPORTS + "/{id}";
    private static final String MAPPINGS = "/api/workspaces/{workspace}/import-mappings";

    private final Imports imports;

    public ImportRoutes(Imports imports) {
        this.imports = imports;
    }

    private record NewImport(String fileName, Optional<String> mapping) {}

    private record NewMapping(String name, String mapping) {}

    private record MappingText(String mapping) {}

    private record CheckedMapping(Mapping mapping, String yaml) {}

    @Override
    public void register(Router router) {
        router.get(
                        IMPORTS,
                        Access.VIEW,
                        request -> Response.ok(imports.all(request.workspace()).stream()
                                .map(run -> run.in(request.words()))
                                .toList()))
                .post(IMPORTS, Access.EDIT, request -> {
                    NewImport wanted = request.json(NewImport.class);
                    return Response.created(imports.prepare(
                            request.workspace(),
                            wanted.fileName(),
                            wanted.mapping(),
                            request.caller().name()));
                })
                .get(
                        IMPORT,
                        Access.VIEW,
                        request -> Response.ok(
                                imports.get(request.workspace(), id(request)).in(request.words())))
                .delete(IMPORT, Access.EDIT, request -> {
                    imports.forget(request.workspace(), id(request));
                    return Response.noContent();
                })
                .put(
                        IMPORT + "/content",
                        Access.EDIT,
                        request ->
                                Response.accepted(imports.upload(request.workspace(), id(request), request.stream())))
                .get(
                        IMPORT + "/inspection",
                        Access.VIEW,
                        request ->
                                Response.ok(imports.inspect(request.workspace(), id(request), request.query("sheet"))))
                .post(
                        IMPORT + "/preview",
                        Access.VIEW,
                        request -> Response.ok(imports.preview(request.workspace(), id(request), mapping(request))
                                .in(request.words())))
                .post(
                        IMPORT + "/start",
                        Access.EDIT,
                        request -> Response.accepted(imports.start(request.workspace(), id(request), mapping(request))))
                .post(
                        IMPORT + "/cancel",
                        Access.EDIT,
                        request -> Response.ok(imports.cancel(request.workspace(), id(request))))
                .post(
                        IMPORT + "/undo",
                        Access.EDIT,
                        request -> Response.accepted(imports.undo(
                                request.workspace(),
                                id(request),
                                request.caller().name())))
                .get(IMPORT + "/bad-lines", Access.VIEW, this::badLines);
        registerMappings(router);
    }

    private void registerMappings(Router router) {
        router.get("/api/import-mappings", Access.SIGNED_IN, request -> Response.ok(ShippedMappings.all()))
                .post("/api/import-mappings/check", Access.SIGNED_IN, request -> {
                    Mapping mapping = Mapping.parse(mapping(request));
                    return Response.ok(new CheckedMapping(mapping, mapping.yaml()));
                })
                .get(
                        MAPPINGS,
                        Access.VIEW,
                        request -> Response.ok(imports.mappings().all(request.workspace())))
                .post(MAPPINGS, Access.EDIT, request -> {
                    NewMapping wanted = request.json(NewMapping.class);
                    return Response.created(imports.mappings()
                            .save(
                                    request.workspace(),
                                    wanted.name(),
                                    wanted.mapping(),
                                    request.caller().name()));
                })
                .delete(MAPPINGS + "/{id}", Access.EDIT, request -> {
                    imports.mappings().delete(request.workspace(), id(request));
                    return Response.noContent();
                });
    }

    private static String id(Request request) {
        return request.path("id");
    }

    private static String mapping(Request request) {
        return request.json(MappingText.class).mapping();
    }

    private Response badLines(Request request) {
        return Response.download(
                "refused-lines.csv",
                "text/csv; charset=utf-8",
                BadLinesFile.csv(imports.badLines(request.workspace(), id(request)).stream()
                        .map(line -> line.in(request.words()))
                        .toList()));
    }
}
