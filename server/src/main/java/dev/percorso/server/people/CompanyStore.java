package dev.percorso.server.people;

import dev.percorso.engine.index.Grouping;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Companies in the state database, with the history of their traits. */
public final class CompanyStore {
    private static final int SHOWN = 1_000;

    private final Database database;

    public CompanyStore(Database database) {
        this.database = database;
    }

    /** A change of a trait of a company, with its place among the events of the workspace. */
    record Placed(String company, TraitChange change, long sequence) {}

    public List<Company> all(WorkspaceId workspace) {
        return database.read(handle -> all(handle, workspace));
    }

    static List<Company> all(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("""
                        SELECT key, type, traits, created_at FROM company WHERE workspace = :workspace ORDER BY key
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> company(row))
                .list();
    }

    /**
     * The persons of each company, on a snapshot of its workspace; the companies' traits as their people have them.
     *
     * @param persons only these count as people of a company
     */
    public Grouping grouping(WorkspaceId workspace, Snapshot snapshot, IntPredicate persons) {
        return Grouping.byTrait(
                snapshot, CompanyTraits.ID, persons, database.read(handle -> ofMembers(handle, workspace)));
    }

    public Optional<Company> find(WorkspaceId workspace, String key) {
        return database.read(handle -> find(handle, workspace, key));
    }

    static Optional<Company> find(Handle handle, WorkspaceId workspace, String key) {
        return handle.createQuery("""
                        SELECT key, type, traits, created_at FROM company WHERE workspace = :workspace AND key = :key
                        """)
                .bind("workspace", workspace.value())
                .bind("key", key)
                .map((row, context) -> company(row))
                .findOne();
    }

    private static Company company(ResultSet row) throws SQLException {
        return new Company(
                row.getString("key"),
                row.getString("type"),
                Traits.parse(row.getString("traits")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    /** Traits of all companies by their key, as their people have them. */
    static Map<String, Map<String, Object>> ofMembers(Handle handle, WorkspaceId workspace) {
        Map<String, Map<String, Object>> traits = new HashMap<>();
        all(handle, workspace)
                .forEach(company ->
                        traits.put(company.key(), CompanyTraits.ofMembers(company.type(), company.traits())));
        return traits;
    }

    /** A company that somebody named, unless it is known. */
    static void ensure(Handle handle, WorkspaceId workspace, String key, String source, Instant now) {
        handle.execute("""
                INSERT INTO company (workspace, key, type, traits, source, created_at) VALUES (?, ?, '', '{}', ?, ?)
                ON CONFLICT DO NOTHING
                """, workspace.value(), key, source, now.toEpochMilli());
    }

    /** @param source that first spoke of it; not changed later */
    static void put(Handle handle, WorkspaceId workspace, Company company, String source) {
        handle.execute(
                """
                INSERT INTO company (workspace, key, type, traits, source, created_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (workspace, key) DO UPDATE SET type = excluded.type, traits = excluded.traits
                """,
                workspace.value(),
                company.key(),
                company.type(),
                Json.text(company.traits()),
                source,
                company.createdAt().toEpochMilli());
    }

    static void delete(Handle handle, WorkspaceId workspace, String key) {
        handle.execute("DELETE FROM company_trait_change WHERE workspace = ? AND company = ?", workspace.value(), key);
        handle.execute("DELETE FROM company WHERE workspace = ? AND key = ?", workspace.value(), key);
    }

    static void add(Handle handle, WorkspaceId workspace, List<Placed> changes) {
        if (changes.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO company_trait_change (workspace, company, trait, value, source, at, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """);
        for (Placed placed : changes) {
            batch.add(
                    workspace.value(),
                    placed.company(),
                    placed.change().trait(),
                    placed.change().value().map(Json::text).orElse(""),
                    placed.change().source(),
                    placed.change().at().toEpochMilli(),
                    placed.sequence());
        }
        batch.execute();
    }

    /** The changes of a company's traits, newest first. */
    public List<TraitChange> history(WorkspaceId workspace, String key) {
        return database.read(handle -> handle.createQuery("""
                        SELECT trait, value, source, at FROM company_trait_change
                        WHERE workspace = :workspace AND company = :company ORDER BY id DESC LIMIT :shown
                        """)
                .bind("workspace", workspace.value())
                .bind("company", key)
                .bind("shown", SHOWN)
                .map((row, context) -> new TraitChange(
                        row.getString(1),
                        TraitChangeStore.value(row.getString(2)),
                        row.getString(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list());
    }

    /** The persons of a company. */
    static List<Integer> members(Handle handle, WorkspaceId workspace, String key) {
        return handle.createQuery("""
                        SELECT id FROM person WHERE workspace = :workspace AND merged_into IS NULL
                          AND json_extract(traits, '$."group.id"') = :key
                        """)
                .bind("workspace", workspace.value())
                .bind("key", key)
                .mapTo(Integer.class)
                .list();
    }

    /**
     * Gives companies back the traits they had before a source spoke, unless somebody else changed them since, and
     * forgets companies that nobody else spoke of and that have no people.
     */
    static void takeBack(Handle handle, WorkspaceId workspace, String source) {
        List<String> touched = handle.createQuery("""
                        SELECT DISTINCT company FROM company_trait_change
                        WHERE workspace = :workspace AND source = :source
                        """)
                .bind("workspace", workspace.value())
                .bind("source", source)
                .mapTo(String.class)
                .list();
        for (String key : touched) {
            find(handle, workspace, key).ifPresent(company -> takeBack(handle, workspace, company, source));
        }
        handle.execute(
                "DELETE FROM company_trait_change WHERE workspace = ? AND source = ?", workspace.value(), source);
        handle.execute("""
                DELETE FROM company WHERE workspace = ? AND source = ?
                  AND NOT EXISTS (SELECT 1 FROM company_trait_change c
                    WHERE c.workspace = company.workspace AND c.company = company.key)
                  AND NOT EXISTS (SELECT 1 FROM person p WHERE p.workspace = company.workspace
                    AND p.merged_into IS NULL AND json_extract(p.traits, '$."group.id"') = company.key)
                """, workspace.value(), source);
    }

    private static void takeBack(Handle handle, WorkspaceId workspace, Company company, String source) {
        Map<String, Object> traits = new LinkedHashMap<>(company.traits());
        Map<String, @Nullable Object> before = new HashMap<>();
        Map<String, String> lastSource = new HashMap<>();
        handle.createQuery("""
                        SELECT trait, value, source FROM company_trait_change
                        WHERE workspace = :workspace AND company = :company ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("company", company.key())
                .map((row, context) -> {
                    lastSource.put(row.getString(1), row.getString(3));
                    if (!row.getString(3).equals(source)) {
                        before.put(
                                row.getString(1),
                                TraitChangeStore.value(row.getString(2)).orElse(null));
                    }
                    return row.getString(1);
                })
                .list();
        lastSource.forEach((trait, last) -> {
            if (last.equals(source)) {
                Object value = before.get(trait);
                if (value == null) {
                    traits.remove(trait);
                } else {
                    traits.put(trait, Objects.requireNonNull(value));
                }
            }
        });
        put(handle, workspace, new Company(company.key(), company.type(), traits, company.createdAt()), source);
    }
}
