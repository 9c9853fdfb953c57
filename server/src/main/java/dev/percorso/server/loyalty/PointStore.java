package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Points, their sums and the tiers in the state database. */
public final class PointStore {
    private final Database database;

    PointStore(Database database) {
        this.database = database;
    }

    /**
     * Points to add to somebody's.
     *
     * @param points to be taken when negative; never more than there are
     * @param source who or what adds them
     * @param key adding them again by the same key changes nothing
     */
    public record Addition(int person, long points, String reason, String source, String key) {}

    /** Adds points once, in the caller's transaction; answers how many it became, also when it was done before. */
    public static long add(Handle handle, WorkspaceId workspace, Addition addition, Instant now) {
        Optional<Long> before = handle.createQuery(
                        "SELECT points FROM point_entry WHERE workspace = :workspace AND key = :key")
                .bind("workspace", workspace.value())
                .bind("key", addition.key())
                .mapTo(Long.class)
                .findOne();
        if (before.isPresent()) {
            return before.get();
        }
        long had = handle.createQuery(
                        "SELECT points FROM point_standing WHERE workspace = :workspace AND person = :person")
                .bind("workspace", workspace.value())
                .bind("person", addition.person())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        long added = Math.max(addition.points(), -had);
        handle.execute(
                """
                INSERT INTO point_entry (workspace, person, added_at, points, asked, reason, source, key)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                workspace.value(),
                addition.person(),
                now.toEpochMilli(),
                added,
                addition.points(),
                addition.reason(),
                addition.source(),
                addition.key());
        handle.execute(
                "INSERT INTO point_standing (workspace, person, points, earned, due) VALUES (?, ?, 0, 0, 1) ON CONFLICT DO NOTHING",
                workspace.value(),
                addition.person());
        handle.execute("""
                UPDATE point_standing SET points = points + ?, earned = earned + ?, due = 1
                WHERE workspace = ? AND person = ?
                """, added, Math.max(added, 0), workspace.value(), addition.person());
        return added;
    }

    /** One line. */
    record Entry(long id, Instant at, long points, long asked, String reason, String source) {}

    /** Lines of a person before an instant, the newest first. */
    List<Entry> entries(WorkspaceId workspace, int person, Instant before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM point_entry
                        WHERE workspace = :workspace AND person = :person AND added_at < :before
                        ORDER BY id DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("added_at")),
                        row.getLong("points"),
                        row.getLong("asked"),
                        row.getString("reason"),
                        row.getString("source")))
                .list());
    }

    /**
     * What somebody has.
     *
     * @param earned all that was ever added, without what was taken
     * @param tier that the rest was told of; empty for none
     * @param changes how often the tier changed
     * @param isQuiet whether only the tiers changed, not the points
     */
    record Standing(
            WorkspaceId workspace, int person, long points, long earned, String tier, int changes, boolean isQuiet) {}

    private static Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new WorkspaceId(row.getString("workspace")),
                row.getInt("person"),
                row.getLong("points"),
                row.getLong("earned"),
                row.getString("tier"),
                row.getInt("changes"),
                row.getInt("due") == 2);
    }

    Optional<Standing> standing(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM point_standing WHERE workspace = :workspace AND person = :person")
                .bind("workspace", workspace.value())
                .bind("person", person)
                .map((row, context) -> standing(row))
                .findOne());
    }

    /** Of whom the rest must be told. */
    List<Standing> due(int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM point_standing WHERE due > 0 ORDER BY workspace, person LIMIT :most")
                .bind("most", most)
                .map((row, context) -> standing(row))
                .list());
    }

    /** The rest was told of the tier; whoever got points meanwhile stays due. */
    void told(Standing standing, String tier) {
        boolean isOther = !standing.tier().equals(tier);
        database.run(handle -> handle.execute(
                """
                UPDATE point_standing
                SET tier = ?, changes = changes + ?, due = iif(points = ? AND earned = ?, 0, 1)
                WHERE workspace = ? AND person = ?
                """,
                tier,
                isOther ? 1 : 0,
                standing.points(),
                standing.earned(),
                standing.workspace().value(),
                standing.person()));
    }

    Tiers tiers(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT tiers FROM loyalty_tiers WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(String.class)
                .findOne()
                .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), Tiers.class))
                .orElse(Tiers.NONE));
    }

    /** Everybody's tier is looked at anew. */
    void save(WorkspaceId workspace, Tiers tiers) {
        database.run(handle -> {
            handle.execute("""
                    INSERT INTO loyalty_tiers (workspace, tiers) VALUES (?, ?)
                    ON CONFLICT DO UPDATE SET tiers = excluded.tiers
                    """, workspace.value(), Json.text(tiers));
            handle.execute("UPDATE point_standing SET due = 2 WHERE workspace = ? AND due = 0", workspace.value());
        });
    }

    /** How many have points, how many points they have, and how many people each tier has; empty for none. */
    record Totals(long people, long points, Map<String, Long> peopleByTier) {}

    Totals totals(WorkspaceId workspace) {
        Map<String, Long> byTier = new HashMap<>();
        return database.read(handle -> {
            handle.createQuery(
                            "SELECT tier, count(*) AS people FROM point_standing WHERE workspace = :workspace GROUP BY tier")
                    .bind("workspace", workspace.value())
                    .map((row, context) -> byTier.put(row.getString("tier"), row.getLong("people")))
                    .list();
            return handle.createQuery("""
                            SELECT count(iif(points > 0, 1, NULL)) AS people, coalesce(sum(points), 0) AS points
                            FROM point_standing WHERE workspace = :workspace
                            """)
                    .bind("workspace", workspace.value())
                    .map((row, context) -> new Totals(row.getLong("people"), row.getLong("points"), byTier))
                    .one();
        });
    }

    /** Who has most points first. */
    List<Standing> richest(WorkspaceId workspace, int offset, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM point_standing WHERE workspace = :workspace
                        ORDER BY points DESC, person LIMIT :limit OFFSET :offset
                        """)
                .bind("workspace", workspace.value())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> standing(row))
                .list());
    }

    /** Who has points, or who is in a tier when it is named. */
    BitSet persons(WorkspaceId workspace, Optional<String> tier) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM point_standing
                            WHERE workspace = :workspace AND iif(:tier IS NULL, points > 0, tier = :tier)
                            """)
                    .bind("workspace", workspace.value())
                    .bind("tier", tier)
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }

    /** The points of a merged person become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.give(handle, merge, "point_entry");
        handle.execute("""
                INSERT INTO point_standing (workspace, person, points, earned, tier, changes, due)
                SELECT workspace, ?, points, earned, tier, changes, 1 FROM point_standing WHERE workspace = ? AND person = ?
                ON CONFLICT DO UPDATE SET points = points + excluded.points, earned = earned + excluded.earned,
                  changes = max(changes, excluded.changes), due = 1
                """, merge.into(), merge.workspace().value(), merge.from());
        handle.execute(
                "DELETE FROM point_standing WHERE workspace = ? AND person = ?",
                merge.workspace().value(),
                merge.from());
    }
}
