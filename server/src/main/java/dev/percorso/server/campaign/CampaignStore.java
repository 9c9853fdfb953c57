package dev.percorso.server.campaign;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Campaigns and who gets them, in the state database. */
final class CampaignStore {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;

    CampaignStore(Database database) {
        this.database = database;
    }

    /**
     * A campaign as it is stored.
     *
     * @param winner 0 until the better subject is known
     * @param verdict what the test showed then
     */
    record Stored(
            WorkspaceId workspace,
            String id,
            CampaignContent content,
            CampaignStatus status,
            long revision,
            Optional<Instant> startAt,
            Optional<Instant> startedAt,
            Optional<Instant> testedAt,
            int winner,
            Optional<SubjectVerdict> verdict,
            Optional<Instant> endedAt,
            Instant updatedAt,
            String updatedBy) {}

    /**
     * Somebody who gets the campaign.
     *
     * @param dueAt the first moment at which the message may be queued, in epoch milliseconds; 0 for at once
     */
    record Addressee(int person, int variant, long dueAt) {}

    void insert(WorkspaceId workspace, String id, CampaignContent content, String by, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO campaign (workspace, id, name, content, status, revision, updated_at, updated_by)
                        VALUES (:workspace, :id, :name, :content, 'DRAFT', 1, :now, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("name", content.name())
                .bind("content", Json.text(content))
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .execute());
    }

    /** Whether the draft was still at the revision. */
    boolean save(WorkspaceId workspace, String id, CampaignContent content, long revision, String by, Instant now) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE campaign SET name = :name, content = :content, revision = revision + 1,
                                            updated_at = :now, updated_by = :by
                        WHERE workspace = :workspace AND id = :id AND revision = :revision AND status = 'DRAFT'
                          AND deleted_at IS NULL
                        """)
                        .bind("name", content.name())
                        .bind("content", Json.text(content))
                        .bind("now", now.toEpochMilli())
                        .bind("by", by)
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .bind("revision", revision)
                        .execute())
                == 1;
    }

    Optional<Stored> find(WorkspaceId workspace, String id) {
        return database.read(handle -> find(handle, workspace, id));
    }

    static Optional<Stored> find(Handle handle, WorkspaceId workspace, String id) {
        return handle.createQuery("SELECT * FROM campaign WHERE workspace = ? AND id = ? AND deleted_at IS NULL")
                .bind(0, workspace.value())
                .bind(1, id)
                .map(CampaignStore::read)
                .findOne();
    }

    /** The content and name, also of a deleted one: messages and stories still name it. */
    Optional<CampaignContent> content(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM campaign WHERE workspace = ? AND id = ?")
                .bind(0, workspace.value())
                .bind(1, id)
                .map((row, context) -> read(row, context).content())
                .findOne());
    }

    List<Stored> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM campaign WHERE workspace = ? AND deleted_at IS NULL ORDER BY updated_at DESC, id
                        """)
                .bind(0, workspace.value())
                .map(CampaignStore::read)
                .list());
    }

    /** Campaigns of every workspace on which there is something to do. */
    List<Stored> underWay() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT * FROM campaign
                        WHERE status IN ('SCHEDULED', 'PREPARING', 'SENDING') AND deleted_at IS NULL ORDER BY start_at, id
                        """).map(CampaignStore::read).list());
    }

    /** Paused or stopped campaigns of which messages wait that were just being handed over then. */
    List<Stored> leftOver() {
        return database.read(
                handle -> handle.createQuery("""
                        SELECT c.* FROM campaign c
                        WHERE c.status IN ('PAUSED', 'STOPPED')
                          AND EXISTS (SELECT 1 FROM outbox o
                                      WHERE o.workspace = c.workspace AND o.flow = c.id AND o.step = 'campaign'
                                        AND o.status = 'PENDING')
                        """).map(CampaignStore::read).list());
    }

    private static Stored read(ResultSet row, StatementContext context) throws SQLException {
        return new Stored(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                Json.read(row.getString("content").getBytes(StandardCharsets.UTF_8), CampaignContent.class),
                CampaignStatus.valueOf(row.getString("status")),
                row.getLong("revision"),
                instant(row, "start_at"),
                instant(row, "started_at"),
                instant(row, "tested_at"),
                row.getInt("winner"),
                Optional.of(row.getString("verdict"))
                        .filter(text -> !text.isEmpty())
                        .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), SubjectVerdict.class)),
                instant(row, "ended_at"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static void setStatus(Handle handle, Stored campaign, CampaignStatus status) {
        handle.execute(
                "UPDATE campaign SET status = ? WHERE workspace = ? AND id = ?",
                status.name(),
                campaign.workspace().value(),
                campaign.id());
    }

    static void schedule(Handle handle, Stored campaign, @Nullable Long at) {
        handle.execute(
                "UPDATE campaign SET status = ?, start_at = ? WHERE workspace = ? AND id = ?",
                at == null ? "DRAFT" : "SCHEDULED",
                at,
                campaign.workspace().value(),
                campaign.id());
    }

    static void started(Handle handle, Stored campaign, Instant now) {
        handle.execute(
                "UPDATE campaign SET status = 'SENDING', started_at = ? WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                campaign.workspace().value(),
                campaign.id());
    }

    static void tested(Handle handle, Stored campaign, Instant now) {
        handle.execute(
                "UPDATE campaign SET tested_at = ? WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                campaign.workspace().value(),
                campaign.id());
    }

    static void won(Handle handle, Stored campaign, int variant, SubjectVerdict verdict) {
        handle.execute(
                "UPDATE campaign SET winner = ?, verdict = ? WHERE workspace = ? AND id = ?",
                variant,
                Json.text(verdict),
                campaign.workspace().value(),
                campaign.id());
        handle.execute(
                "UPDATE campaign_person SET variant = ? WHERE workspace = ? AND campaign = ? AND variant = 0",
                variant,
                campaign.workspace().value(),
                campaign.id());
    }

    static void end(Handle handle, Stored campaign, CampaignStatus status, Instant now) {
        handle.execute(
                "UPDATE campaign SET status = ?, ended_at = ? WHERE workspace = ? AND id = ?",
                status.name(),
                now.toEpochMilli(),
                campaign.workspace().value(),
                campaign.id());
    }

    void delete(WorkspaceId workspace, String id, Instant now) {
        database.run(handle -> handle.execute(
                "UPDATE campaign SET deleted_at = ? WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                workspace.value(),
                id));
    }

    static void forgetAddressees(Handle handle, Stored campaign) {
        handle.execute(
                "DELETE FROM campaign_person WHERE workspace = ? AND campaign = ?",
                campaign.workspace().value(),
                campaign.id());
    }

    static void add(Handle handle, Stored campaign, List<Addressee> addressees) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO campaign_person (workspace, campaign, person, variant, due_at) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING
                """);
        addressees.forEach(addressee -> batch.add(
                campaign.workspace().value(),
                campaign.id(),
                addressee.person(),
                addressee.variant(),
                addressee.dueAt()));
        batch.execute();
    }

    /** Those whose message can be queued: the ones whose subject is known and whose moment has come. */
    List<Addressee> waiting(Stored campaign, Instant now, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT person, variant, due_at FROM campaign_person
                        WHERE workspace = ? AND campaign = ? AND variant IN (1, 2) AND due_at <= ?
                          AND queued_at IS NULL LIMIT ?
                        """)
                .bind(0, campaign.workspace().value())
                .bind(1, campaign.id())
                .bind(2, now.toEpochMilli())
                .bind(3, most)
                .map((row, context) -> new Addressee(row.getInt(1), row.getInt(2), row.getLong(3)))
                .list());
    }

    /**
     * Lets everybody whose hour of the day is over, and who has no message yet, wait for the same hour of the next day.
     */
    static void postpone(Handle handle, Stored campaign, Instant now) {
        handle.createUpdate("""
                        UPDATE campaign_person
                        SET due_at = due_at + ((:hourAgo - due_at) / :day + 1) * :day
                        WHERE workspace = :workspace AND campaign = :campaign AND queued_at IS NULL
                          AND due_at > 0 AND due_at <= :hourAgo
                        """)
                .bind("hourAgo", now.minus(HOUR).toEpochMilli())
                .bind("day", DAY.toMillis())
                .bind("workspace", campaign.workspace().value())
                .bind("campaign", campaign.id())
                .execute();
    }

    /** Whether this call was the one that queues the person's message. */
    static boolean queue(Handle handle, Stored campaign, int person, Instant now) {
        return handle.execute("""
                        UPDATE campaign_person SET queued_at = ?
                        WHERE workspace = ? AND campaign = ? AND person = ? AND queued_at IS NULL
                        """, now.toEpochMilli(), campaign.workspace().value(), campaign.id(), person) == 1;
    }

    static void unqueue(Handle handle, Stored campaign, List<Integer> persons) {
        handle.createUpdate("""
                        UPDATE campaign_person SET queued_at = NULL
                        WHERE workspace = :workspace AND campaign = :campaign
                          AND person IN (SELECT value FROM json_each(:persons))
                        """)
                .bind("workspace", campaign.workspace().value())
                .bind("campaign", campaign.id())
                .bind("persons", persons.toString())
                .execute();
    }

    long queuedSince(Stored campaign, Instant since) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM campaign_person
                        WHERE workspace = ? AND campaign = ? AND queued_at IS NOT NULL AND queued_at > ?
                        """)
                .bind(0, campaign.workspace().value())
                .bind(1, campaign.id())
                .bind(2, since.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    /**
     * How many get the campaign.
     *
     * @param waiting whose message is not queued
     * @param forTheirHour of those, whose moment has not come
     * @param last when the last of them comes
     */
    record Addressees(long all, long waiting, long forTheirHour, Optional<Instant> last) {}

    Addressees addressees(WorkspaceId workspace, String campaign, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*), coalesce(sum(queued_at IS NULL), 0),
                               coalesce(sum(queued_at IS NULL AND due_at > :now), 0),
                               max(iif(queued_at IS NULL AND due_at > :now, due_at, NULL)) AS last
                        FROM campaign_person WHERE workspace = :workspace AND campaign = :campaign
                        """)
                .bind("now", now.toEpochMilli())
                .bind("workspace", workspace.value())
                .bind("campaign", campaign)
                .map((row, context) ->
                        new Addressees(row.getLong(1), row.getLong(2), row.getLong(3), instant(row, "last")))
                .one());
    }

    /** Whether anybody's message is not queued: of those whose subject is known, or of all. */
    static boolean anyWaits(Handle handle, Stored campaign, boolean onlyDecided) {
        return handle.createQuery("""
                        SELECT 1 FROM campaign_person
                        WHERE workspace = ? AND campaign = ? AND queued_at IS NULL AND variant >= ? LIMIT 1
                        """)
                .bind(0, campaign.workspace().value())
                .bind(1, campaign.id())
                .bind(2, onlyDecided ? 1 : 0)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** Everybody who gets a campaign. */
    BitSet persons(WorkspaceId workspace, String campaign) {
        return persons(workspace, campaign, false, Long.MIN_VALUE);
    }

    /** Those whose message is not queued and whose moment comes later than an instant in epoch milliseconds. */
    BitSet waiting(WorkspaceId workspace, String campaign, long dueAfter) {
        return persons(workspace, campaign, true, dueAfter);
    }

    private BitSet persons(WorkspaceId workspace, String campaign, boolean onlyWaiting, long dueAfter) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM campaign_person
                            WHERE workspace = ? AND campaign = ? AND (? = 0 OR queued_at IS NULL) AND due_at > ?
                            """)
                    .bind(0, workspace.value())
                    .bind(1, campaign)
                    .bind(2, onlyWaiting ? 1 : 0)
                    .bind(3, dueAfter)
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }
}
