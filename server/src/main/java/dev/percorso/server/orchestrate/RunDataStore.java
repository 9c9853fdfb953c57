package dev.percorso.server.orchestrate;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What flows know of persons: their runs, watched segments, traits on their way. */
public final class RunDataStore implements PersonalData {
    private static final String OF_PERSONS =
            " WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))";

    @Override
    public Set<String> tables() {
        return Set.of("flow_run", "flow_segment_member", "flow_trait", "experiment_exposure", "flow_failed_input");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        List<Map<String, Object>> experiments = PersonalRowStore.read(handle, """
                        SELECT f.name AS flow, e.variant, e.exposed_at AS at
                        FROM experiment_exposure e LEFT JOIN flow f ON f.workspace = e.workspace AND f.id = e.flow
                        WHERE e.workspace = :workspace AND e.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY e.exposed_at
                        """, subject, Set.of("at"));
        return Map.of(
                "experiments",
                experiments,
                "flows",
                PersonalRowStore.read(handle, """
                        SELECT f.name AS flow, r.version, r.step, r.run_key AS "key", r.started_at AS startedAt,
                          r.ended_at AS endedAt
                        FROM flow_run r LEFT JOIN flow f ON f.workspace = r.workspace AND f.id = r.flow
                        WHERE r.workspace = :workspace AND r.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY r.started_at
                        """, subject, Set.of("startedAt", "endedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (String table : tables()) {
            PersonalRowStore.change(handle, "DELETE FROM " + table + OF_PERSONS, subject);
        }
    }
}
