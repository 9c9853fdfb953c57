package dev.percorso.server.collect;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Refused events: all are counted, the newest are kept. */
public final class DeadLetterStore {
    private static final int KEPT_PER_WORKSPACE = 10_000;

    private static final String MATCHING = """
             FROM dead_letter WHERE workspace = :workspace
              AND (:sequences IS NULL OR sequence IN (SELECT value FROM json_each(:sequences)))
              AND (:source IS NULL OR source = :source)
              AND (:code IS NULL OR code = :code)
              AND (:text IS NULL OR instr(lower(payload), lower(:text)) > 0 OR instr(lower(reason), lower(:text)) > 0)
            """;
    private static final String COLUMNS = "SELECT sequence, received_at, source, code, reason, payload, form";

    private final Database database;

    public DeadLetterStore(Database database) {
        this.database = database;
    }

    /**
     * Dead letters of one source that were refused for one reason.
     *
     * @param reason the newest one in words
     * @param replayable how many can be tried again
     */
    public record Group(String sourceId, String code, String reason, long count, long replayable, Instant newestAt) {
        /** With its reason in somebody's language. */
        public Group in(ProblemWords words) {
            return new Group(sourceId, code, words.of(reason), count, replayable, newestAt);
        }
    }

    void add(WorkspaceId workspace, String source, Instant receivedAt, List<Refusal> refusals) {
        database.run(handle -> {
            insert(handle, workspace, source, receivedAt, refusals);
            handle.execute("""
                    INSERT INTO source_count (workspace, source, refused) VALUES (?, ?, ?)
                    ON CONFLICT (workspace, source) DO UPDATE SET refused = refused + excluded.refused
                    """, workspace.value(), source, refusals.size());
        });
    }

    private static void insert(
            Handle handle, WorkspaceId workspace, String source, Instant receivedAt, List<Refusal> refusals) {
        var batch = handle.prepareBatch("""
                INSERT INTO dead_letter (workspace, source, received_at, code, reason, payload, form)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """);
        for (Refusal refusal : refusals) {
            batch.add(
                    workspace.value(),
                    source,
                    receivedAt.toEpochMilli(),
                    refusal.code(),
                    refusal.reason(),
                    refusal.payload(),
                    refusal.form().orElse(null));
        }
        batch.execute();
        handle.execute("""
                DELETE FROM dead_letter WHERE workspace = ? AND sequence <= (
                  SELECT sequence FROM dead_letter WHERE workspace = ?
                  ORDER BY sequence DESC LIMIT 1 OFFSET ?)
                """, workspace.value(), workspace.value(), KEPT_PER_WORKSPACE);
    }

    /** Newest first. */
    public List<DeadLetter> before(WorkspaceId workspace, DeadLetterFilter filter, long before, int limit) {
        return database.read(handle -> bound(
                        handle.createQuery(
                                COLUMNS + MATCHING + " AND sequence < :before ORDER BY sequence DESC LIMIT :limit"),
                        workspace,
                        filter)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> letter(row))
                .list());
    }

    /** Oldest first, so that what is tried again keeps its order. */
    public List<DeadLetter> after(WorkspaceId workspace, DeadLetterFilter filter, long after, int limit) {
        return database.read(handle -> bound(
                        handle.createQuery(
                                COLUMNS + MATCHING + " AND sequence > :after ORDER BY sequence LIMIT :limit"),
                        workspace,
                        filter)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> letter(row))
                .list());
    }

    private static DeadLetter letter(ResultSet row) throws SQLException {
        return new DeadLetter(
                row.getLong(1),
                Instant.ofEpochMilli(row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Optional.ofNullable(row.getString(7)));
    }

    /** The largest groups first. */
    public List<Group> groups(WorkspaceId workspace, DeadLetterFilter filter) {
        String counted = "SELECT source, code, count(*) AS letters, count(form) AS forms, max(sequence) AS newest"
                + MATCHING + " GROUP BY source, code";
        return database.read(handle -> bound(handle.createQuery("""
                        SELECT g.source, g.code, d.reason, g.letters, g.forms, d.received_at FROM (
                        """ + counted + """
                        ) g JOIN dead_letter d ON d.sequence = g.newest
                        ORDER BY g.letters DESC, g.source, g.code LIMIT 200
                        """), workspace, filter)
                .map((row, context) -> new Group(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5),
                        Instant.ofEpochMilli(row.getLong(6))))
                .list());
    }

    /** Forgets letters; their events stay counted as refused. Gives how many there were. */
    public int delete(WorkspaceId workspace, DeadLetterFilter filter) {
        return database.write(handle -> bound(handle.createUpdate("DELETE" + MATCHING), workspace, filter)
                .execute());
    }

    /**
     * Notes the end of a new try: events that were taken are no longer refused ones, the others have a new reason.
     *
     * @param taken letters whose events are in the journal
     * @param refused letters as they are now
     */
    public void tried(WorkspaceId workspace, List<DeadLetter> taken, List<DeadLetter> refused) {
        database.run(handle -> {
            for (DeadLetter letter : taken) {
                int deleted = handle.execute(
                        "DELETE FROM dead_letter WHERE workspace = ? AND sequence = ?",
                        workspace.value(),
                        letter.sequence());
                handle.execute(
                        "UPDATE source_count SET refused = refused - ? WHERE workspace = ? AND source = ?",
                        deleted,
                        workspace.value(),
                        letter.sourceId());
            }
            for (DeadLetter letter : refused) {
                handle.execute(
                        "UPDATE dead_letter SET code = ?, reason = ?, payload = ? WHERE workspace = ? AND sequence = ?",
                        letter.code(),
                        letter.reason(),
                        letter.payload(),
                        workspace.value(),
                        letter.sequence());
            }
        });
    }

    private static <S extends SqlStatement<S>> S bound(S statement, WorkspaceId workspace, DeadLetterFilter filter) {
        return statement
                .bind("workspace", workspace.value())
                .bind("sequences", filter.sequences().map(Json::text).orElse(null))
                .bind("source", filter.sourceId().orElse(null))
                .bind("code", filter.code().orElse(null))
                .bind("text", filter.text().orElse(null));
    }
}
