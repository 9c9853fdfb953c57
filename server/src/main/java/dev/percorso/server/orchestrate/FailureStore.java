package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What went wrong in flows and waits for somebody, in the state database. */
final class FailureStore {
    private static final int LONGEST_REASON = 300;

    /** Whoever failed at something else keeps the timer that is still to come. */
    private static final String WHOSE_TIMER_IS_DUE = """
            UPDATE flow_run SET due_at = :now
            WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL AND due_at IS NOT NULL AND wake_at <= :now
              AND run IN (SELECT run FROM flow_failure
                          WHERE workspace = :workspace AND flow = :flow AND (:id = '' OR run = :id))
            """;

    private final Database database;

    FailureStore(Database database) {
        this.database = database;
    }

    /** What it is. */
    enum Kind {
        /** A message that could not be handed over. */
        MESSAGE,
        /** A message of which nobody knows whether it went out. */
        UNCERTAIN_MESSAGE,
        /** A webhook that gave no good answer after all tries. */
        WEBHOOK,
        /** A person who cannot go on. */
        RUN,
        /** A person who went on without a code, since there was none; past once codes are given out again. */
        COUPON
    }

    /**
     * One failure.
     *
     * @param id of the message, the call or the run
     */
    record Failure(Kind kind, String id, int person, String step, String reason, Instant at) {}

    /** A run that could not be decided. */
    record Stuck(String run, String flow, String step, String reason) {
        static Stuck of(GivenInput given, String step, RuntimeException failure) {
            String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
            return new Stuck(given.run(), given.flow(), step, reason);
        }
    }

    static void stuck(Handle handle, WorkspaceId workspace, List<Stuck> runs, Instant now) {
        for (Stuck run : runs) {
            handle.createUpdate("""
                            INSERT INTO flow_failure (workspace, run, flow, step, reason, failed_at, times)
                            VALUES (:workspace, :run, :flow, :step, :reason, :now, 1)
                            ON CONFLICT DO UPDATE SET step = excluded.step, reason = excluded.reason,
                              failed_at = excluded.failed_at, times = times + 1
                            """)
                    .bind("workspace", workspace.value())
                    .bind("run", run.run())
                    .bind("flow", run.flow())
                    .bind("step", run.step())
                    .bind(
                            "reason",
                            run.reason()
                                    .substring(
                                            0,
                                            Math.min(
                                                    LONGEST_REASON, run.reason().length())))
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
    }

    /** The newest failures of a flow. A run that has moved on since is none any more. */
    List<Failure> of(WorkspaceId workspace, String flow, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM (
                          SELECT iif(status = 'FAILED', 'MESSAGE', 'UNCERTAIN_MESSAGE') AS kind,
                            cast(sequence AS TEXT) AS id, person, step, reason, created_at AS at
                          FROM outbox
                          WHERE workspace = :workspace AND flow = :flow AND status IN ('FAILED', 'UNKNOWN')
                          UNION ALL
                          SELECT 'WEBHOOK', cast(sequence AS TEXT), person, step, reason, coalesce(done_at, created_at)
                          FROM webhook_call WHERE workspace = :workspace AND flow = :flow AND status = 'FAILED'
                          UNION ALL
                          SELECT 'RUN', f.run, r.person, f.step, f.reason, f.failed_at
                          FROM flow_failure f JOIN flow_run r ON r.workspace = f.workspace AND r.run = f.run
                          WHERE f.workspace = :workspace AND f.flow = :flow AND r.ended_at IS NULL
                            AND (r.step = f.step OR EXISTS (SELECT 1 FROM flow_failed_input i
                                                            WHERE i.workspace = f.workspace AND i.run = f.run))
                          UNION ALL
                          SELECT 'RUN', f.run, i.person, f.step, f.reason, f.failed_at
                          FROM flow_failed_input i JOIN flow_failure f ON f.workspace = i.workspace AND f.run = i.run
                          WHERE i.workspace = :workspace AND i.flow = :flow AND i.starts
                          UNION ALL
                          SELECT 'COUPON', cast(i.id AS TEXT), i.person, i.step, i.reason, i.asked_at
                          FROM coupon_issue i
                          WHERE i.workspace = :workspace AND i.flow = :flow AND i.code IS NULL
                            AND i.reason <> 'HAD_THEIRS'
                            AND NOT EXISTS (SELECT 1 FROM coupon_issue given
                                            WHERE given.workspace = i.workspace AND given.pool = i.pool
                                              AND given.id > i.id AND given.code IS NOT NULL))
                        ORDER BY at DESC LIMIT :most
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("most", most)
                .map((row, context) -> new Failure(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("id"),
                        row.getInt("person"),
                        row.getString("step"),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list());
    }

    /**
     * Tries again what is named, or everything of the kind.
     *
     * @return how many are tried again
     */
    int retry(WorkspaceId workspace, String flow, Kind kind, Optional<String> id, Instant now) {
        String sql = switch (kind) {
            case MESSAGE -> """
                UPDATE outbox SET status = 'PENDING', attempts = 0, not_before = :now, reason = ''
                WHERE workspace = :workspace AND flow = :flow AND status = 'FAILED'
                  AND (:id = '' OR cast(sequence AS TEXT) = :id)
                """;
            case UNCERTAIN_MESSAGE -> """
                UPDATE outbox SET status = 'PENDING', attempts = 0, not_before = :now, reason = ''
                WHERE workspace = :workspace AND flow = :flow AND status = 'UNKNOWN'
                  AND (:id = '' OR cast(sequence AS TEXT) = :id)
                """;
            case WEBHOOK -> """
                UPDATE webhook_call SET status = 'PENDING', attempts = 0, not_before = :now, reason = ''
                WHERE workspace = :workspace AND flow = :flow AND status = 'FAILED'
                  AND (:id = '' OR cast(sequence AS TEXT) = :id)
                """;
            case RUN -> """
                UPDATE flow_failed_input SET wanted = 1
                WHERE workspace = :workspace AND flow = :flow AND (:id = '' OR run = :id)
                """;
            case COUPON ->
                throw ProblemException.invalid(
                        "/kind", "who got no code has gone on the other way; there is nothing to try again");
        };
        return database.write(handle -> {
            int timers = kind == Kind.RUN ? change(handle, WHOSE_TIMER_IS_DUE, workspace, flow, id, now) : 0;
            return timers + change(handle, sql, workspace, flow, id, now);
        });
    }

    private static int change(
            Handle handle, String sql, WorkspaceId workspace, String flow, Optional<String> id, Instant now) {
        return handle.createUpdate(sql)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("id", id.orElse(""))
                .bind("now", now.toEpochMilli())
                .execute();
    }
}
