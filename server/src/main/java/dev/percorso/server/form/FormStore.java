package dev.percorso.server.form;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.core.type.TypeReference;

/** Submissions of forms, the versions of their words and their counts, in the state database. */
final class FormStore {
    private static final int DONE_AT_ONCE = 100;

    private final Database database;

    FormStore(Database database) {
        this.database = database;
    }

    Database database() {
        return database;
    }

    /** The workspace of a form that was ever saved. */
    Optional<WorkspaceId> workspaceOf(String form) {
        return database.read(handle -> handle.createQuery("SELECT workspace FROM form_text WHERE form = :form LIMIT 1")
                .bind("form", form)
                .mapTo(String.class)
                .findOne()
                .map(WorkspaceId::new));
    }

    /** The newest first. */
    List<FormText> texts(WorkspaceId workspace, String form) {
        return database.read(handle -> texts(handle, workspace, form));
    }

    private static List<FormText> texts(Handle handle, WorkspaceId workspace, String form) {
        return handle.createQuery("""
                        SELECT version, words, created_at FROM form_text
                        WHERE workspace = :workspace AND form = :form ORDER BY version DESC
                        """)
                .bind("workspace", workspace.value())
                .bind("form", form)
                .map((row, context) -> FormText.of(
                        row.getInt("version"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Json.MAPPER.readValue(
                                row.getString("words"), new TypeReference<TreeMap<String, FormText.Words>>() {})))
                .list();
    }

    /** Keeps the words as a new version unless the newest says the same. */
    void keepText(WorkspaceId workspace, String form, Map<String, FormText.Words> words, Instant now) {
        database.run(handle -> {
            Optional<FormText> newest = texts(handle, workspace, form).stream().findFirst();
            if (newest.filter(text -> text.words().equals(words)).isEmpty()) {
                handle.execute(
                        "INSERT INTO form_text (workspace, form, version, words, created_at) VALUES (?, ?, ?, ?, ?)",
                        workspace.value(),
                        form,
                        newest.map(FormText::version).orElse(0) + 1,
                        Json.text(words),
                        now.toEpochMilli());
            }
        });
    }

    /** What is counted; confirmations on the day of their submission. */
    enum Count {
        SHOWN,
        SUBMITTED,
        CONFIRMED,
        REFUSED
    }

    void count(WorkspaceId workspace, String form, Count count, Instant at) {
        database.run(handle -> count(handle, workspace, form, count, at));
    }

    static void count(Handle handle, WorkspaceId workspace, String form, Count count, Instant at) {
        handle.createUpdate("""
                        INSERT INTO form_tally (workspace, form, day, shown, submitted, confirmed, refused)
                        VALUES (:workspace, :form, :day, :shown, :submitted, :confirmed, :refused)
                        ON CONFLICT DO UPDATE SET shown = shown + :shown, submitted = submitted + :submitted,
                          confirmed = confirmed + :confirmed, refused = refused + :refused
                        """)
                .bind("workspace", workspace.value())
                .bind("form", form)
                .bind("day", LocalDate.ofInstant(at, ZoneOffset.UTC).toString())
                .bind("shown", count == Count.SHOWN ? 1 : 0)
                .bind("submitted", count == Count.SUBMITTED ? 1 : 0)
                .bind("confirmed", count == Count.CONFIRMED ? 1 : 0)
                .bind("refused", count == Count.REFUSED ? 1 : 0)
                .execute();
    }

    /** Sums over the days from the first to the last, both included. */
    record Tally(String form, long shown, long submitted, long confirmed, long refused) {}

    List<Tally> tallies(WorkspaceId workspace, LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT form, sum(shown) AS shown, sum(submitted) AS submitted, sum(confirmed) AS confirmed,
                               sum(refused) AS refused
                        FROM form_tally WHERE workspace = :workspace AND day BETWEEN :from AND :to GROUP BY form
                        """)
                .bind("workspace", workspace.value())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((row, context) -> new Tally(
                        row.getString("form"),
                        row.getLong("shown"),
                        row.getLong("submitted"),
                        row.getLong("confirmed"),
                        row.getLong("refused")))
                .list());
    }

    /** The submission that waits for the same address to be confirmed. */
    static Optional<Submission> waiting(Handle handle, WorkspaceId workspace, String form, String addressHash) {
        return handle.createQuery("""
                        SELECT * FROM form_submission
                        WHERE workspace = :workspace AND form = :form AND address_hash = :hash AND status = 'PENDING'
                        """)
                .bind("workspace", workspace.value())
                .bind("form", form)
                .bind("hash", addressHash)
                .map(FormStore::read)
                .findOne();
    }

    static void insert(Handle handle, Submission submission, String addressHash) {
        handle.createUpdate("""
                        INSERT INTO form_submission (workspace, id, form, address_hash, address, answers, anonymous_id,
                          source, status, submitted_at, renewed_at, mails, mailed_at, confirmed_at)
                        VALUES (:workspace, :id, :form, :hash, :address, :answers, :anonymousId, :source, :status,
                          :submittedAt, :submittedAt, :mails, :mailedAt, :confirmedAt)
                        """)
                .bind("workspace", submission.workspace().value())
                .bind("id", submission.id())
                .bind("form", submission.form())
                .bind("hash", addressHash)
                .bind("address", submission.address())
                .bind("answers", Json.text(submission.answers()))
                .bind("anonymousId", submission.anonymousId().orElse(""))
                .bind("source", submission.source())
                .bind("status", submission.status().name())
                .bind("submittedAt", submission.submittedAt().toEpochMilli())
                .bind("mails", submission.mails())
                .bind("mailedAt", submission.mailedAt().map(Instant::toEpochMilli))
                .bind("confirmedAt", submission.confirmedAt().map(Instant::toEpochMilli))
                .execute();
    }

    /** What was said last counts. */
    static void renew(Handle handle, Submission known, Submission said, boolean mailed) {
        handle.createUpdate("""
                        UPDATE form_submission SET answers = :answers, anonymous_id = :anonymousId, source = :source,
                          renewed_at = :now, mails = mails + :mailed,
                          mailed_at = iif(:mailed = 1, :now, mailed_at)
                        WHERE workspace = :workspace AND id = :id
                        """)
                .bind("answers", Json.text(said.answers()))
                .bind("anonymousId", said.anonymousId().orElse(""))
                .bind("source", said.source())
                .bind("now", said.submittedAt().toEpochMilli())
                .bind("mailed", mailed ? 1 : 0)
                .bind("workspace", known.workspace().value())
                .bind("id", known.id())
                .execute();
    }

    Optional<Submission> find(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM form_submission WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .map(FormStore::read)
                        .findOne());
    }

    /** Takes the confirmation once, and counts it; the submission as it is afterwards. */
    Optional<Submission> confirm(Submission waiting, Instant now) {
        database.run(handle -> {
            int changed = handle.createUpdate("""
                            UPDATE form_submission SET status = 'CONFIRMED', confirmed_at = :now, address_hash = ''
                            WHERE workspace = :workspace AND id = :id AND status = 'PENDING'
                            """)
                    .bind("now", now.toEpochMilli())
                    .bind("workspace", waiting.workspace().value())
                    .bind("id", waiting.id())
                    .execute();
            if (changed == 1) {
                count(handle, waiting.workspace(), waiting.form(), Count.CONFIRMED, waiting.submittedAt());
            }
        });
        return find(waiting.workspace(), waiting.id());
    }

    List<Submission> confirmed() {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM form_submission WHERE status = 'CONFIRMED' ORDER BY renewed_at LIMIT :most
                        """)
                .bind("most", DONE_AT_ONCE)
                .map(FormStore::read)
                .list());
    }

    /** The person has everything; here only who and when remain. */
    static void done(Handle handle, Submission submission, int person) {
        handle.createUpdate("""
                        UPDATE form_submission SET status = 'DONE', person = :person, address = '', address_hash = '',
                          answers = :nothing, anonymous_id = ''
                        WHERE workspace = :workspace AND id = :id
                        """)
                .bind("person", person)
                .bind("nothing", Json.text(NOTHING))
                .bind("workspace", submission.workspace().value())
                .bind("id", submission.id())
                .execute();
    }

    private static final Answers NOTHING =
            new Answers(Map.of(), java.util.Set.of(), List.of(), List.of(), "", 0, "", "", "");

    /** Waiting since before an instant. */
    List<Submission> waitingSince(Instant before) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM form_submission WHERE status = 'PENDING' AND renewed_at < :before LIMIT :most
                        """)
                .bind("before", before.toEpochMilli())
                .bind("most", DONE_AT_ONCE)
                .map(FormStore::read)
                .list());
    }

    static void delete(Handle handle, Submission submission) {
        handle.execute(
                "DELETE FROM form_submission WHERE workspace = ? AND id = ?",
                submission.workspace().value(),
                submission.id());
    }

    /** How many wait for confirmation, by form. */
    Map<String, Long> waitingByForm(WorkspaceId workspace) {
        Map<String, Long> waiting = new TreeMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT form, count(*) AS waiting FROM form_submission
                            WHERE workspace = :workspace AND status = 'PENDING' GROUP BY form
                            """)
                    .bind("workspace", workspace.value())
                    .map((row, context) -> waiting.put(row.getString("form"), row.getLong("waiting")))
                    .list();
            return true;
        });
        return waiting;
    }

    static Submission read(ResultSet row, StatementContext context) throws SQLException {
        return new Submission(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                row.getString("form"),
                row.getString("address"),
                Json.read(row.getString("answers").getBytes(StandardCharsets.UTF_8), Answers.class),
                Optional.of(row.getString("anonymous_id")).filter(id -> !id.isEmpty()),
                row.getString("source"),
                Submission.Status.valueOf(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("submitted_at")),
                row.getInt("mails"),
                instant(row, "mailed_at"),
                instant(row, "confirmed_at"),
                row.getInt("person"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
