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
import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Coupons and their codes in the state database. */
public final class CouponStore {
    private static final String CODES = """
            SELECT c.*, p.name AS pool_name FROM coupon_code c
            JOIN coupon_pool p ON p.workspace = c.workspace AND p.id = c.pool
            """;
    private static final String IN_STATE = """
             AND (:state = ''
               OR (:state = 'FREE' AND c.issued_at IS NULL AND c.redeemed_at IS NULL)
               OR (:state = 'REDEEMED' AND c.redeemed_at IS NOT NULL)
               OR (:state = 'EXPIRED' AND c.issued_at IS NOT NULL AND c.redeemed_at IS NULL AND c.expires_at <= :now)
               OR (:state = 'ISSUED' AND c.issued_at IS NOT NULL AND c.redeemed_at IS NULL
                   AND (c.expires_at IS NULL OR c.expires_at > :now)))
            """;

    private final Database database;

    public CouponStore(Database database) {
        this.database = database;
    }

    /** What holds of a code that is given out. */
    record Terms(CouponBenefit benefit, Optional<LocalDate> lastDay, Optional<Instant> end) {}

    /** One kind of coupon with its counts; free counts uploaded codes only. */
    record Pool(
            String id, CouponContent content, Instant updatedAt, long free, long given, long redeemed, long expired) {}

    List<Pool> all(WorkspaceId workspace, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT p.id, p.content, p.updated_at, count(c.id) - count(c.issued_at) AS free,
                          count(c.issued_at) AS given, count(c.redeemed_at) AS redeemed,
                          count(iif(c.issued_at IS NOT NULL AND c.redeemed_at IS NULL AND c.expires_at <= :now, 1, NULL))
                            AS expired
                        FROM coupon_pool p LEFT JOIN coupon_code c ON c.workspace = p.workspace AND c.pool = p.id
                        WHERE p.workspace = :workspace GROUP BY p.id ORDER BY lower(p.name)
                        """)
                .bind("workspace", workspace.value())
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Pool(
                        row.getString("id"),
                        content(row.getString("content")),
                        Instant.ofEpochMilli(row.getLong("updated_at")),
                        row.getLong("free"),
                        row.getLong("given"),
                        row.getLong("redeemed"),
                        row.getLong("expired")))
                .list());
    }

    private static CouponContent content(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), CouponContent.class);
    }

    /** Whether there are such coupons. */
    public boolean exists(WorkspaceId workspace, String pool) {
        return database.read(handle -> pool(handle, workspace, pool).isPresent());
    }

    boolean isTaken(WorkspaceId workspace, String name, String except) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM coupon_pool
                        WHERE workspace = :workspace AND lower(name) = lower(:name) AND id <> :except
                        """)
                .bind("workspace", workspace.value())
                .bind("name", name)
                .bind("except", except)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    void save(WorkspaceId workspace, String id, CouponContent content, Instant now) {
        database.run(handle ->
                handle.execute("""
                        INSERT INTO coupon_pool (workspace, id, name, content, issued, updated_at)
                        VALUES (?, ?, ?, ?, 0, ?)
                        ON CONFLICT DO UPDATE SET name = excluded.name, content = excluded.content,
                          updated_at = excluded.updated_at
                        """, workspace.value(), id, content.name(), Json.text(content), now.toEpochMilli()));
    }

    /** Coupons without end by that id, for flows that are played with made-up people. */
    public void makeUp(WorkspaceId workspace, String id) {
        CouponBenefit benefit = new CouponBenefit(
                CouponBenefit.Kind.FREE_SHIPPING, Optional.empty(), Optional.empty(), Optional.empty());
        CouponContent content = new CouponContent(
                id,
                Optional.empty(),
                Optional.of("????-????"),
                benefit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        save(workspace, id, content, Instant.EPOCH);
    }

    /** Deletes coupons of which no code was given out; whether it did. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle -> {
            boolean isUnused = handle.execute(
                            "DELETE FROM coupon_pool WHERE workspace = ? AND id = ? AND issued = 0",
                            workspace.value(),
                            id)
                    == 1;
            if (isUnused) {
                handle.execute("DELETE FROM coupon_code WHERE workspace = ? AND pool = ?", workspace.value(), id);
            }
            return isUnused;
        });
    }

    /** Adds uploaded codes; answers how many the workspace did not have. */
    int upload(WorkspaceId workspace, String pool, List<String> codes) {
        return database.write(handle -> {
            int added = 0;
            for (String code : codes) {
                added += handle.execute(
                        "INSERT INTO coupon_code (workspace, code, pool) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        workspace.value(),
                        code,
                        pool);
            }
            return added;
        });
    }

    static Optional<CouponContent> pool(Handle handle, WorkspaceId workspace, String pool) {
        return handle.createQuery("SELECT content FROM coupon_pool WHERE workspace = :workspace AND id = :pool")
                .bind("workspace", workspace.value())
                .bind("pool", pool)
                .mapTo(String.class)
                .findOne()
                .map(CouponStore::content);
    }

    static Optional<CouponDesk.Answer> answered(Handle handle, WorkspaceId workspace, CouponDesk.Ask ask) {
        return handle.createQuery("""
                        SELECT coalesce(code, 0) AS code, reason FROM coupon_issue
                        WHERE workspace = :workspace AND run = :run AND step = :step AND occurrence = :occurrence
                        """)
                .bind("workspace", workspace.value())
                .bind("run", ask.run())
                .bind("step", ask.step())
                .bind("occurrence", ask.occurrence())
                .map((row, context) -> row.getLong("code") > 0
                        ? CouponDesk.Answer.of(byId(handle, row.getLong("code")))
                        : CouponDesk.Answer.none(CouponDesk.Refusal.valueOf(row.getString("reason"))))
                .findOne();
    }

    static void note(Handle handle, WorkspaceId workspace, CouponDesk.Ask ask, CouponDesk.Answer answer, Instant now) {
        handle.createUpdate("""
                        INSERT INTO coupon_issue (workspace, run, step, occurrence, flow, person, pool, code, reason,
                                                  asked_at, told)
                        VALUES (:workspace, :run, :step, :occurrence, :flow, :person, :pool, :code, :reason, :now, :told)
                        """)
                .bind("workspace", workspace.value())
                .bind("run", ask.run())
                .bind("step", ask.step())
                .bind("occurrence", ask.occurrence())
                .bind("flow", ask.flow())
                .bind("person", ask.person())
                .bind("pool", ask.pool())
                .bind("code", answer.code().map(CouponCode::id))
                .bind("reason", answer.refusal().map(Enum::name).orElse(""))
                .bind("now", now.toEpochMilli())
                .bind("told", ask.run().isEmpty())
                .execute();
    }

    /** Codes of a person, the newest first. */
    static List<CouponCode> of(Handle handle, WorkspaceId workspace, String pool, int person) {
        return handle.createQuery(
                        CODES
                                + " WHERE c.workspace = :workspace AND c.person = :person AND c.pool = :pool ORDER BY c.id DESC")
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("pool", pool)
                .map((row, context) -> code(row))
                .list();
    }

    /** Counts one more code, unless there are as many as there may be. */
    static boolean count(Handle handle, WorkspaceId workspace, String pool, int most) {
        return handle.execute(
                        "UPDATE coupon_pool SET issued = issued + 1 WHERE workspace = ? AND id = ? AND issued < ?",
                        workspace.value(),
                        pool,
                        most)
                == 1;
    }

    /** A new code with a person; empty when the workspace has the code already. */
    static Optional<CouponCode> make(
            Handle handle, WorkspaceId workspace, CouponDesk.Ask ask, String code, Terms terms, Instant now) {
        return handle.createQuery("""
                        INSERT INTO coupon_code (workspace, code, pool, person, issued_at, issued_by, benefit, last_day,
                                                 expires_at)
                        VALUES (:workspace, :code, :pool, :person, :now, :by, :benefit, :lastDay, :end)
                        ON CONFLICT DO NOTHING RETURNING id
                        """)
                .bind("code", code)
                .bindMap(given(workspace, ask, terms, now))
                .bind("end", terms.end().map(Instant::toEpochMilli))
                .mapTo(Long.class)
                .findOne()
                .map(id -> byId(handle, id));
    }

    /** The next uploaded code, now with a person. */
    static Optional<CouponCode> takeFree(
            Handle handle, WorkspaceId workspace, CouponDesk.Ask ask, Terms terms, Instant now) {
        Optional<CouponCode> taken = handle.createQuery("""
                        UPDATE coupon_code
                        SET person = :person, issued_at = :now, issued_by = :by, benefit = :benefit,
                            last_day = :lastDay, expires_at = :end
                        WHERE id = (SELECT id FROM coupon_code
                                    WHERE workspace = :workspace AND pool = :pool AND issued_at IS NULL
                                    ORDER BY id LIMIT 1)
                        RETURNING id
                        """)
                .bindMap(given(workspace, ask, terms, now))
                .bind("end", terms.end().map(Instant::toEpochMilli))
                .mapTo(Long.class)
                .findOne()
                .map(id -> byId(handle, id));
        taken.ifPresent(_ -> count(handle, workspace, ask.pool(), Integer.MAX_VALUE));
        return taken;
    }

    private static Map<String, Object> given(WorkspaceId workspace, CouponDesk.Ask ask, Terms terms, Instant now) {
        return Map.of(
                "workspace", workspace.value(),
                "pool", ask.pool(),
                "person", ask.person(),
                "now", now.toEpochMilli(),
                "by", ask.by(),
                "benefit", Json.text(terms.benefit()),
                "lastDay", terms.lastDay().map(LocalDate::toString).orElse(""));
    }

    private static CouponCode byId(Handle handle, long id) {
        return handle.createQuery(CODES + " WHERE c.id = :id")
                .bind("id", id)
                .map((row, context) -> code(row))
                .one();
    }

    /** The code, however its letters are written. */
    static Optional<CouponCode> find(Handle handle, WorkspaceId workspace, String code) {
        return handle.createQuery(CODES + " WHERE c.workspace = :workspace AND c.code = :code")
                .bind("workspace", workspace.value())
                .bind("code", code.strip())
                .map((row, context) -> code(row))
                .findOne();
    }

    static void redeem(Handle handle, long code, String order, Instant at) {
        handle.execute(
                "UPDATE coupon_code SET redeemed_at = ?, order_id = ? WHERE id = ? AND redeemed_at IS NULL",
                at.toEpochMilli(),
                order,
                code);
    }

    /**
     * Redeems a code that an order names, in the caller's transaction. The shop took it, so it counts whenever its last
     * day was; a code that nobody was given, or that was redeemed before, stays as it is.
     */
    static void redeemedBy(Handle handle, WorkspaceId workspace, String code, String order, Instant at) {
        find(handle, workspace, code)
                .filter(known -> known.issuedAt().isPresent())
                .ifPresent(known -> redeem(handle, known.id(), order, at));
    }

    /**
     * Which codes to show.
     *
     * @param state empty for all
     * @param search part of the code or the order; empty for all
     */
    record Filter(String pool, Optional<CouponCode.State> state, String search) {}

    /** The newest first. */
    List<CouponCode> codes(WorkspaceId workspace, Filter filter, Instant now, int offset, int limit) {
        return database.read(handle -> filtered(
                        handle, CODES, workspace, filter, now, " ORDER BY c.id DESC LIMIT :limit OFFSET :offset")
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> code(row))
                .list());
    }

    long count(WorkspaceId workspace, Filter filter, Instant now) {
        return database.read(
                handle -> filtered(handle, "SELECT count(*) FROM coupon_code c ", workspace, filter, now, "")
                        .mapTo(Long.class)
                        .one());
    }

    BitSet persons(WorkspaceId workspace, Filter filter, Instant now) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            filtered(handle, "SELECT c.person FROM coupon_code c ", workspace, filter, now, " AND c.person IS NOT NULL")
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }

    private static Query filtered(
            Handle handle, String select, WorkspaceId workspace, Filter filter, Instant now, String end) {
        String where = " WHERE c.workspace = :workspace AND c.pool = :pool"
                + " AND (:search = '' OR instr(upper(c.code), :search) > 0 OR instr(upper(c.order_id), :search) > 0)";
        return handle.createQuery(select + where + IN_STATE + end)
                .bind("workspace", workspace.value())
                .bind("pool", filter.pool())
                .bind("search", filter.search().strip().toUpperCase(Locale.ROOT))
                .bind("state", filter.state().map(Enum::name).orElse(""))
                .bind("now", now.toEpochMilli());
    }

    /** Codes that a person was given, or redeemed, before an instant, the newest first. */
    List<CouponCode> before(WorkspaceId workspace, int person, Instant before, int limit) {
        return database.read(handle -> handle.createQuery(CODES + """
                         WHERE c.workspace = :workspace AND c.person = :person
                           AND (c.issued_at < :before OR c.redeemed_at < :before)
                         ORDER BY max(c.issued_at, coalesce(c.redeemed_at, 0)) DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("before", before.toEpochMilli())
                .bind("limit", limit)
                .map((row, context) -> code(row))
                .list());
    }

    /** A question of a flow whose answer the run has not heard. */
    public record Untold(
            long id, WorkspaceId workspace, String run, String step, int occurrence, Map<String, Object> coupon) {}

    /** Answers that runs wait for, in the order they were given. */
    public List<Untold> untold(int most) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM coupon_issue WHERE told = 0 ORDER BY id LIMIT :most")
                .bind("most", most)
                .map((row, context) -> new Untold(
                        row.getLong("id"),
                        new WorkspaceId(row.getString("workspace")),
                        row.getString("run"),
                        row.getString("step"),
                        row.getInt("occurrence"),
                        row.getLong("code") > 0
                                ? byId(handle, row.getLong("code")).data()
                                : Map.of()))
                .list());
    }

    /** Runs were told of these, in the transaction of what they did. */
    public static void told(Handle handle, List<Untold> answers) {
        answers.forEach(answer -> handle.execute("UPDATE coupon_issue SET told = 1 WHERE id = ?", answer.id()));
    }

    /** The codes of a merged person become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.give(handle, merge, "coupon_code", "coupon_issue");
    }

    private static CouponCode code(ResultSet row) throws SQLException {
        int person = row.getInt("person");
        return new CouponCode(
                row.getLong("id"),
                row.getString("code"),
                row.getString("pool"),
                row.getString("pool_name"),
                person == 0 ? Optional.empty() : Optional.of(person),
                instant(row, "issued_at"),
                row.getString("issued_by"),
                Optional.of(row.getString("benefit"))
                        .filter(json -> !json.isEmpty())
                        .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), CouponBenefit.class)),
                Optional.of(row.getString("last_day"))
                        .filter(day -> !day.isEmpty())
                        .map(LocalDate::parse),
                instant(row, "expires_at"),
                instant(row, "redeemed_at"),
                row.getString("order_id"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
