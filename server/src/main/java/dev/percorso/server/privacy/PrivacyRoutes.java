package dev.percorso.server.privacy;

import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Privacy over HTTP. */
public final class PrivacyRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";

    private final AccessExport export;
    private final Erasures erasures;
    private final Retention retention;
    private final AuditLog audit;

    public PrivacyRoutes(AccessExport export, Erasures erasures, Retention retention, AuditLog audit) {
        this.export = export;
        this.erasures = erasures;
        this.retention = retention;
        this.audit = audit;
    }

    @Override
    public void register(Router router) {
        router.get(WORKSPACE + "/people/{id}/export", Access.EDIT, this::export)
                .post(
                        WORKSPACE + "/people/{id}/erasure",
                        Access.EDIT,
                        request -> Response.accepted(erasures.request(
                                request.workspace(),
                                person(request).id(),
                                request.caller().name())))
                .get(WORKSPACE + "/erasures", Access.EDIT, request -> Response.ok(erasures.list(request.workspace())))
                .post(WORKSPACE + "/erasures/{id}/lift", Access.ADMINISTER, this::lift)
                .get(
                        WORKSPACE + "/privacy",
                        Access.VIEW,
                        request -> Response.ok(retention.settings(request.workspace())))
                .put(
                        WORKSPACE + "/privacy",
                        Access.ADMINISTER,
                        request ->
                                Response.ok(retention.change(request.workspace(), request.json(PrivacySettings.class))))
                .get(
                        WORKSPACE + "/privacy/retention-runs",
                        Access.EDIT,
                        request -> Response.ok(retention.runs(request.workspace())))
                .post(
                        WORKSPACE + "/privacy/retention-runs",
                        Access.ADMINISTER,
                        request -> Response.ok(retention.run(request.workspace())));
    }

    private Person person(Request request) {
        return export.person(request.workspace(), People.number(request.path("id")));
    }

    private Response lift(Request request) {
        erasures.lift(request.workspace(), request.path("id"));
        return Response.noContent();
    }

    private Response export(Request request) throws IOException {
        Person person = person(request);
        Path file = Files.createTempFile("percorso-person-", ".json");
        try (OutputStream target = Files.newOutputStream(file)) {
            export.write(request.workspace(), person, target);
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        audit.recordOfPerson(request.caller(), request.workspace(), "export-person", person.id());
        String name = "person-%d.json".formatted(person.id());
        return Response.download(name, "application/json", file);
    }
}
