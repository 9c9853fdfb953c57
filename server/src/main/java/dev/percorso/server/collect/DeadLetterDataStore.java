package dev.percorso.server.collect;

import dev.percorso.server.http.Json;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Refused events and bad lines of imports that carry a person's ids. */
public final class DeadLetterDataStore implements PersonalData {
    private record Letter(
            long sequence, Instant receivedAt, String source, String code, String reason, String payload) {}

    @Override
    public Set<String> tables() {
        return Set.of("dead_letter", "import_bad_line");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of(
                "refusedEvents",
                letters(handle, subject).stream()
                        .map(letter -> Map.of(
                                "receivedAt", letter.receivedAt(),
                                "source", letter.source(),
                                "code", letter.code(),
                                "reason", letter.reason(),
                                "payload", letter.payload()))
                        .toList());
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (Letter letter : letters(handle, subject)) {
            handle.execute("DELETE FROM dead_letter WHERE sequence = ?", letter.sequence());
        }
        for (BadLine line : badLines(handle, subject)) {
            handle.execute(
                    "DELETE FROM import_bad_line WHERE import_id = ? AND line = ?", line.importId(), line.line());
        }
    }

    private static List<Letter> letters(Handle handle, DataSubject subject) {
        List<String> quoted = quoted(subject);
        if (quoted.isEmpty()) {
            return List.of();
        }
        return handle
                .createQuery("""
                        SELECT sequence, received_at, source, code, reason, payload FROM dead_letter
                        WHERE workspace = :workspace AND payload <> '' ORDER BY sequence
                        """)
                .bind("workspace", subject.workspace().value())
                .map((row, context) -> new Letter(
                        row.getLong("sequence"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getString("source"),
                        row.getString("code"),
                        row.getString("reason"),
                        row.getString("payload")))
                .stream()
                .filter(letter -> subject.isToldBy(letter.payload())
                        || subject.isToldBy(letter.reason())
                        || quoted.stream().anyMatch(letter.payload()::contains))
                .toList();
    }

    /** Short ids mean somebody only where an id stands: in JSON, or in an event as text. */
    private static List<String> quoted(DataSubject subject) {
        return Stream.concat(subject.ids().stream(), subject.addresses().stream())
                .flatMap(text -> Stream.of(Json.text(text), "Optional[" + text + "]"))
                .toList();
    }

    private record BadLine(String importId, long line, String text) {}

    private static List<BadLine> badLines(Handle handle, DataSubject subject) {
        if (subject.telling().isEmpty()) {
            return List.of();
        }
        return handle
                .createQuery("""
                        SELECT import_id, line, text || char(10) || reason FROM import_bad_line
                        WHERE import_id IN (SELECT id FROM import_run WHERE workspace = :workspace)
                        """)
                .bind("workspace", subject.workspace().value())
                .map((row, context) -> new BadLine(row.getString(1), row.getLong(2), row.getString(3)))
                .stream()
                .filter(line -> subject.isToldBy(line.text()))
                .toList();
    }
}
