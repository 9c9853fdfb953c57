package dev.percorso.server.sql;

import dev.percorso.server.event.Ids;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Questions in SQL over HTTP; for those who may change the workspace, since a question sees every raw event. */
public final class SqlRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/sql";

    private final Questions questions;
    private final WorkspaceTable<SavedQuery> saved;
    private final Ids ids;
    private final InstantSource clock;

    public SqlRoutes(Questions questions, Database database, Ids ids, InstantSource clock) {
        this.questions = questions;
        this.saved = SavedQueryStore.in(database);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.post(
                        PATH,
                        Access.EDIT,
                        request -> Response.ok(questions.answer(request.workspace(), request.json(SqlQuestion.class))))
                .get(PATH + "/schema", Access.EDIT, request -> Response.ok(questions.schema(request.workspace())))
                .post(PATH + "/export", Access.EDIT, this::export)
                .delete(PATH + "/running/{id}", Access.EDIT, this::cancel)
                .get(PATH + "/saved", Access.EDIT, request -> Response.ok(saved.all(request.workspace())))
                .post(PATH + "/saved", Access.EDIT, this::create)
                .put(PATH + "/saved/{id}", Access.EDIT, this::update)
                .delete(PATH + "/saved/{id}", Access.EDIT, this::delete);
    }

    private Response export(Request request) throws IOException {
        SqlExport export = request.json(SqlExport.class);
        Path file = Files.createTempFile("percorso-sql-", ".answer");
        try {
            questions.export(request.workspace(), export, file);
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        String name = "sql-%s.%s"
                .formatted(
                        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC),
                        export.format().name().toLowerCase(Locale.ROOT));
        return Response.download(name, export.format().contentType(), file);
    }

    private Response cancel(Request request) {
        if (!questions.cancel(request.workspace(), request.path("id"))) {
            throw ProblemException.notFound("The question");
        }
        return Response.noContent();
    }

    private Response create(Request request) {
        SavedQuery query = query(ids.next(), request);
        saved.insert(request.workspace(), query.id(), query);
        return Response.created(query);
    }

    private Response update(Request request) {
        SavedQuery query = query(request.path("id"), request);
        if (!saved.update(request.workspace(), query.id(), query)) {
            throw ProblemException.notFound("The saved question");
        }
        return Response.ok(query);
    }

    private Response delete(Request request) {
        if (!saved.delete(request.workspace(), request.path("id"))) {
            throw ProblemException.notFound("The saved question");
        }
        return Response.noContent();
    }

    private SavedQuery query(String id, Request request) {
        SavedQuery.Content content = request.json(SavedQuery.Content.class);
        return new SavedQuery(id, content.name().strip(), content.sql(), clock.instant());
    }
}
