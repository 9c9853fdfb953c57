package dev.percorso.server.analyze;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.time.InstantSource;

/** Saved reports: what was asked, without the period. */
public final class SavedReportRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/saved-reports";

    private final WorkspaceTable<SavedReport> store;
    private final Ids ids;
    private final InstantSource clock;

    public SavedReportRoutes(Database database, Ids ids, InstantSource clock) {
        this.store = SavedReportStore.in(database);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(store.all(request.workspace())))
                .post(PATH, Access.EDIT, this::create)
                .put(PATH + "/{id}", Access.EDIT, this::update)
                .delete(PATH + "/{id}", Access.EDIT, this::delete);
    }

    private Response create(Request request) {
        SavedReport report = report(ids.next(), request);
        store.insert(request.workspace(), report.id(), report);
        return Response.created(report);
    }

    private Response update(Request request) {
        SavedReport report = report(request.path("id"), request);
        if (!store.update(request.workspace(), report.id(), report)) {
            throw ProblemException.notFound("The report");
        }
        return Response.ok(report);
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        if (!store.delete(workspace, request.path("id"))) {
            throw ProblemException.notFound("The report");
        }
        return Response.noContent();
    }

    private SavedReport report(String id, Request request) {
        SavedReport.Content content = request.json(SavedReport.Content.class);
        new AskedReport(content.kind(), content.request()).check("/request", clock.instant());
        return new SavedReport(id, content.name().strip(), content.kind(), content.request(), clock.instant());
    }
}
