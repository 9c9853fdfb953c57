package dev.percorso.server.exchange;

import dev.percorso.server.analyze.ReportExport;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.exchange.MapFiles.MapFile;
import dev.percorso.server.exchange.MapFiles.Wish;
import dev.percorso.server.exchange.sheet.Paper;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.map.PortableMaps.Taken;

/** Files of maps over HTTP. */
public final class MapFileRoutes implements Routes {
    private static final String MAPS = "/api/workspaces/{workspace}/maps";

    private final MapFiles files;

    public MapFileRoutes(MapFiles files) {
        this.files = files;
    }

    @Override
    public void register(Router router) {
        router.get(MAPS + "/{id}/export", Access.VIEW, this::export)
                .get(
                        MAPS + "/{id}/export/losses",
                        Access.VIEW,
                        request -> Response.ok(files.losses(request.workspace(), request.path("id"), format(request))))
                .post(MAPS + "/import", Access.EDIT, this::take);
    }

    private Response export(Request request) {
        MapFile file = files.export(
                request.workspace(),
                request.path("id"),
                new Wish(
                        format(request),
                        ReportWords.language(request.query("language").orElse("en")),
                        ReportExport.choice("paper", request.query("paper").orElse("a4"), Paper.class)));
        return Response.download(file.name(), file.contentType(), file.content());
    }

    private static MapFormat format(Request request) {
        return ReportExport.choice("format", request.query("format").orElse("json"), MapFormat.class);
    }

    private Response take(Request request) {
        Taken taken = files.take(
                request.workspace(),
                request.body(Request.API_BODY_BYTES),
                request.query("name").orElse("Map"),
                request.caller().name());
        return Response.created(new Taken(
                taken.map(),
                taken.notes().stream().map(note -> note.in(request.words())).toList()));
    }
}
