package dev.percorso.server.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The audit log over HTTP. */
public final class AuditRoutes implements Routes {
    private static final int PORTION = 1_000;

    private final AuditStore store;

    public AuditRoutes(Database database) {
        this.store = new AuditStore(database);
    }

    @Override
    public void register(Router router) {
        router.get(
                        "/api/workspaces/{workspace}/audit",
                        Access.ADMINISTER,
                        request -> Response.ok(
                                store.find(request.workspace(), query(request, request.before(), request.limit()))))
                .get("/api/workspaces/{workspace}/audit.csv", Access.ADMINISTER, this::csv);
    }

    private static AuditQuery query(Request request, long before, int limit) {
        return new AuditQuery(before, request.query("search"), request.instant("from"), request.instant("to"), limit);
    }

    private Response csv(Request request) throws IOException {
        Path file = Files.createTempFile("percorso-audit-", ".csv");
        try (CsvWriter writer = CsvWriter.builder().build(file)) {
            writer.writeRecord("sequence", "at", "workspace", "actor", "action", "subject");
            long before = Long.MAX_VALUE;
            List<AuditEntry> portion = store.find(request.workspace(), query(request, before, PORTION));
            while (!portion.isEmpty()) {
                for (AuditEntry entry : portion) {
                    writer.writeRecord(
                            Long.toString(entry.sequence()),
                            entry.at().toString(),
                            entry.workspace().orElse(""),
                            CsvText.harmless(entry.actor()),
                            entry.action(),
                            CsvText.harmless(entry.subject()));
                }
                before = portion.getLast().sequence();
                portion = store.find(request.workspace(), query(request, before, PORTION));
            }
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        return Response.download("audit-" + request.workspace() + ".csv", "text/csv; charset=utf-8", file);
    }
}
