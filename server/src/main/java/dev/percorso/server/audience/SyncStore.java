package dev.percorso.server.audience;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** Audiences that follow segments, and whom their destinations were told of, in the state database. */
final class SyncStore {
    private final Database database;

    SyncStore(Database database) {
        this.database = database;
    }

    /**
     * An audience as it is stored.
     *
     * @param secrets sealed
     * @param trouble what went wrong last; empty when nothing did
     */
    record Stored(
            WorkspaceId workspace,
            String id,
            SyncContent content,
            String secrets,
            boolean ending,
            Instant nextAt,
            Instant fullAt,
            Optional<Instant> syncedAt,
            int attempts,
            String trouble,
            long added,
            long removed,
            long invalid) {}

    /** Somebody a destination knows, is to know or to forget. */
    record Member(long sequence, int person, List<String> hashes) {}

    /** What is next for a member. */
    enum State {
        ADDING,
        IN,
        LEAVING
    }

    void save(WorkspaceId workspace, String id, SyncContent content, String secrets, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO audience_sync (workspace, id, content, secrets, next_at)
                        VALUES (:workspace, :id, :content, :secrets, :now)
                        ON CONFLICT DO UPDATE SET content = :content, secrets = :secrets, next_at = :now, full_at = 0,
                          attempts = 0, trouble = ''
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("content", Json.text(content))
                .bind("secrets", secrets)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** Those of a workspace that do not end. */
    List<Stored> all(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM audience_sync WHERE workspace = :workspace AND ending = 0")
                        .bind("workspace", workspace.value())
                        .map(SyncStore::read)
                        .list());
    }

    Optional<Stored> find(WorkspaceId workspace, String id) {
        return all(workspace).stream().filter(sync -> sync.id().equals(id)).findFirst();
    }

    List<Stored> due(Instant now) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM audience_sync WHERE next_at <= :now ORDER BY next_at")
                        .bind("now", now.toEpochMilli())
                        .map(SyncStore::read)
                        .list());
    }

    void end(WorkspaceId workspace, String id, Instant now) {
        database.run(handle -> handle.execute(
                "UPDATE audience_sync SET ending = 1, next_at = ?, attempts = 0 WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                workspace.value(),
                id));
    }

    void lookNow(WorkspaceId workspace, String id, Instant now) {
        database.run(handle -> handle.execute(
                "UPDATE audience_sync SET next_at = ?, full_at = 0, attempts = 0 WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                workspace.value(),
                id));
    }

    void remove(Stored sync) {
        database.run(handle -> handle.execute(
                "DELETE FROM audience_sync WHERE workspace = ? AND id = ? AND ending = 1",
                sync.workspace().value(),
                sync.id()));
    }

    /** Everything is told. */
    void done(Stored sync, Instant now, Instant next, Instant full) {
        database.run(handle -> handle.execute(
                "UPDATE audience_sync SET synced_at = ?, next_at = ?, full_at = ?, attempts = 0, trouble = ''"
                        + " WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                next.toEpochMilli(),
                full.toEpochMilli(),
                sync.workspace().value(),
                sync.id()));
    }

    void failed(Stored sync, String trouble, Instant next) {
        database.run(handle -> handle.execute(
                "UPDATE audience_sync SET trouble = ?, next_at = ?, attempts = attempts + 1"
                        + " WHERE workspace = ? AND id = ?",
                trouble,
                next.toEpochMilli(),
                sync.workspace().value(),
                sync.id()));
    }

    /** People whom the destination knows or is about to know. */
    BitSet inside(Stored sync) {
        BitSet inside = new BitSet();
        members(sync, "state <> 'LEAVING'").forEach(member -> inside.set(member.person()));
        return inside;
    }

    List<Member> known(Stored sync) {
        return members(sync, "state <> 'LEAVING'");
    }

    private List<Member> members(Stored sync, String which) {
        return database.read(handle -> handle.createQuery("SELECT sequence, person, hashes FROM audience_member"
                        + " WHERE workspace = :workspace AND sync = :sync AND " + which)
                .bind("workspace", sync.workspace().value())
                .bind("sync", sync.id())
                .map((row, context) -> member(row))
                .list());
    }

    List<Member> next(Stored sync, State state, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT sequence, person, hashes FROM audience_member
                        WHERE workspace = :workspace AND sync = :sync AND state = :state ORDER BY sequence LIMIT :most
                        """)
                .bind("workspace", sync.workspace().value())
                .bind("sync", sync.id())
                .bind("state", state.name())
                .bind("most", most)
                .map((row, context) -> member(row))
                .list());
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(row.getLong("sequence"), row.getInt("person"), hashes(row.getString("hashes")));
    }

    private static List<String> hashes(String json) {
        return List.of(Json.read(json.getBytes(StandardCharsets.UTF_8), String[].class));
    }

    /** Notes who comes and who goes, before the destination hears of it. */
    void note(Stored sync, Map<Integer, List<String>> coming, List<Member> going) {
        database.run(handle -> {
            if (!going.isEmpty()) {
                PreparedBatch leave =
                        handle.prepareBatch("UPDATE audience_member SET state = 'LEAVING' WHERE sequence = :sequence");
                going.forEach(
                        member -> leave.bind("sequence", member.sequence()).add());
                leave.execute();
            }
            if (!coming.isEmpty()) {
                PreparedBatch add = handle.prepareBatch("""
                        INSERT INTO audience_member (workspace, sync, person, hashes, state)
                        VALUES (:workspace, :sync, :person, :hashes, 'ADDING')
                        """);
                coming.forEach((person, hashes) -> add.bind(
                                "workspace", sync.workspace().value())
                        .bind("sync", sync.id())
                        .bind("person", person)
                        .bind("hashes", Json.text(hashes))
                        .add());
                add.execute();
            }
        });
    }

    /** The destination has them. Who was to leave meanwhile stays on the way out. */
    void added(Stored sync, List<Member> members, long invalid) {
        told(members, "UPDATE audience_member SET state = 'IN' WHERE sequence = :sequence AND state = 'ADDING'");
        database.run(handle -> count(handle, sync, members.size(), 0, invalid));
    }

    /** The destination has forgotten them. */
    void left(Stored sync, List<Member> members) {
        told(members, "DELETE FROM audience_member WHERE sequence = :sequence");
        database.run(handle -> count(handle, sync, 0, members.size(), 0));
    }

    private void told(List<Member> members, String sql) {
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch(sql);
            members.forEach(member -> batch.bind("sequence", member.sequence()).add());
            batch.execute();
        });
    }

    private static void count(Handle handle, Stored sync, long added, long removed, long invalid) {
        handle.execute(
                "UPDATE audience_sync SET added = added + ?, removed = removed + ?, invalid = invalid + ?"
                        + " WHERE workspace = ? AND id = ?",
                added,
                removed,
                invalid,
                sync.workspace().value(),
                sync.id());
    }

    /** Whose hashes somebody else inside has, too: they must stay known. */
    List<Member> shared(Stored sync, List<Member> leaving) {
        return database.read(handle -> leaving.stream()
                .filter(member -> handle.createQuery("""
                                SELECT 1 FROM audience_member WHERE workspace = :workspace AND sync = :sync
                                  AND state <> 'LEAVING' AND hashes = :hashes LIMIT 1
                                """)
                        .bind("workspace", sync.workspace().value())
                        .bind("sync", sync.id())
                        .bind("hashes", Json.text(member.hashes()))
                        .mapTo(Integer.class)
                        .findOne()
                        .isPresent())
                .toList());
    }

    Map<String, Map<State, Long>> counts(WorkspaceId workspace) {
        Map<String, Map<State, Long>> counts = new TreeMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT sync, state, count(*) AS members FROM audience_member
                            WHERE workspace = :workspace GROUP BY sync, state
                            """)
                    .bind("workspace", workspace.value())
                    .map((row, context) -> counts.computeIfAbsent(row.getString("sync"), _ -> new TreeMap<>())
                            .put(State.valueOf(row.getString("state")), row.getLong("members")))
                    .list();
            return true;
        });
        return counts;
    }

    private static Stored read(ResultSet row, StatementContext context) throws SQLException {
        long syncedAt = row.getLong("synced_at");
        boolean never = row.wasNull();
        return new Stored(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                Json.read(row.getString("content").getBytes(StandardCharsets.UTF_8), SyncContent.class),
                row.getString("secrets"),
                row.getBoolean("ending"),
                Instant.ofEpochMilli(row.getLong("next_at")),
                Instant.ofEpochMilli(row.getLong("full_at")),
                never ? Optional.empty() : Optional.of(Instant.ofEpochMilli(syncedAt)),
                row.getInt("attempts"),
                row.getString("trouble"),
                row.getLong("added"),
                row.getLong("removed"),
                row.getLong("invalid"));
    }
}
