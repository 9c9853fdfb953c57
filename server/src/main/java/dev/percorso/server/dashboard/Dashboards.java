package dev.percorso.server.dashboard;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import dev.percorso.server.store.DocumentStore.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The dashboards of workspaces. */
public final class Dashboards {
    private final DocumentStore<DashboardContent> store;
    private final InstantSource clock;
    private final Ids ids;

    public Dashboards(Database database, InstantSource clock, Ids ids) {
        this.store = new DocumentStore<>(database, clock, "dashboard", DashboardContent.class);
        this.clock = clock;
        this.ids = ids;
    }

    /** A dashboard as it was last saved. */
    public record Dashboard(
            String id,
            long revision,
            Instant updatedAt,
            String updatedBy,
            @JsonUnwrapped DashboardContent content) {
        static Dashboard of(Stored<DashboardContent> stored) {
            return new Dashboard(
                    stored.id(), stored.revision(), stored.updatedAt(), stored.updatedBy(), stored.content());
        }
    }

    /** A dashboard in a list. */
    public record Summary(String id, String name, String description, int tiles, Instant updatedAt, String updatedBy) {}

    List<Summary> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(stored -> new Summary(
                        stored.id(),
                        stored.content().name(),
                        stored.content().description(),
                        stored.content().tiles().size(),
                        stored.updatedAt(),
                        stored.updatedBy()))
                .toList();
    }

    public Optional<Dashboard> find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).map(Dashboard::of);
    }

    Dashboard get(WorkspaceId workspace, String id) {
        return find(workspace, id).orElseThrow(() -> missing(id));
    }

    Dashboard create(WorkspaceId workspace, DashboardContent content, String by) {
        check(content);
        return Dashboard.of(store.save(workspace, ids.next(), content, by));
    }

    Dashboard save(WorkspaceId workspace, String id, DashboardContent content, long revision, String by) {
        check(content);
        Dashboard now = get(workspace, id);
        return store.saveIfUnchanged(workspace, id, content, revision, by)
                .map(Dashboard::of)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT,
                        "%s saved this dashboard meanwhile (revision %d, yours is based on %d); load it, put your changes on top and save again"
                                .formatted(now.updatedBy(), now.revision(), revision)));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private void check(DashboardContent content) {
        for (int place = 0; place < content.tiles().size(); place++) {
            String field = "/tiles/%d/report/request".formatted(place);
            content.tiles()
                    .get(place)
                    .report()
                    .ifPresent(report -> report.asked().check(field, clock.instant()));
        }
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The dashboard '" + id + "'");
    }
}
