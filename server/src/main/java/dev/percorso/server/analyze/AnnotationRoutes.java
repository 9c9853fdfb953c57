package dev.percorso.server.analyze;

import dev.percorso.server.event.Ids;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.time.InstantSource;

/** Annotations over HTTP. */
public final class AnnotationRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/annotations";
    private static final int MOST = 2_000;

    private final WorkspaceTable<Annotation> store;
    private final Ids ids;
    private final InstantSource clock;

    public AnnotationRoutes(Database database, Ids ids, InstantSource clock) {
        this.store = AnnotationStore.in(database);
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
        Annotation annotation = annotation(ids.next(), request);
        if (store.count(request.workspace()) >= MOST) {
            throw ProblemException.invalid(
                    "/text", "a workspace has at most %d annotations; delete old ones first".formatted(MOST));
        }
        store.insert(request.workspace(), annotation.id(), annotation);
        return Response.created(annotation);
    }

    private Response update(Request request) {
        Annotation annotation = annotation(request.path("id"), request);
        if (!store.update(request.workspace(), annotation.id(), annotation)) {
            throw ProblemException.notFound("The annotation");
        }
        return Response.ok(annotation);
    }

    private Response delete(Request request) {
        if (!store.delete(request.workspace(), request.path("id"))) {
            throw ProblemException.notFound("The annotation");
        }
        return Response.noContent();
    }

    private Annotation annotation(String id, Request request) {
        Annotation.Content content = request.json(Annotation.Content.class);
        return new Annotation(
                id, content.day(), content.text().strip(), request.caller().name(), clock.instant());
    }
}
