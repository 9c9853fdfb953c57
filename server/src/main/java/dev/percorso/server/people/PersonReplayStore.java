package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells everything known about people again, for an index that is opened or built anew. */
public final class PersonReplayStore {
    private final Database database;

    public PersonReplayStore(Database database) {
        this.database = database;
    }

    /** Gives all merges of a workspace in their order and then everyone's traits. */
    public void replay(WorkspaceId workspace, PersonListener target) {
        List<PersonChanges.Merge> merges = database.read(handle -> handle.createQuery("""
                        SELECT from_person, into_person FROM person_merge
                        WHERE workspace = :workspace AND state = 'DONE' ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new PersonChanges.Merge(row.getInt(1), row.getInt(2)))
                .list());
        target.changed(workspace, new PersonChanges(merges, Map.of()));
        database.read(handle -> {
            Map<String, Map<String, Object>> companies = CompanyStore.ofMembers(handle, workspace);
            handle.createQuery("""
                            SELECT id, traits FROM person
                            WHERE workspace = :workspace AND traits <> '{}' AND merged_into IS NULL
                            """)
                    .bind("workspace", workspace.value())
                    .map((row, context) -> new PersonChanges(
                            List.of(),
                            Map.of(row.getInt("id"), withCompany(Traits.parse(row.getString("traits")), companies))))
                    .forEach(changes -> target.changed(workspace, changes));
            return true;
        });
    }

    private static Map<String, Object> withCompany(
            Map<String, Object> traits, Map<String, Map<String, Object>> companies) {
        CompanyTraits.key(traits)
                .flatMap(key -> Optional.ofNullable(companies.get(key)))
                .ifPresent(traits::putAll);
        return traits;
    }
}
