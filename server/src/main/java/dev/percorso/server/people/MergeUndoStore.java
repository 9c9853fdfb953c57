package dev.percorso.server.people;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Writes what an {@link IdentityReplay} found to the people's tables. */
final class MergeUndoStore {
    private MergeUndoStore() {}

    /** Everybody who is one person with these now, or was merged with one of them. */
    static List<Integer> group(Handle handle, WorkspaceId workspace, int one, int other) {
        return handle.createQuery("""
                        WITH remaining AS (
                          SELECT coalesce(merged_into, id) AS id FROM person
                          WHERE workspace = :workspace AND id IN (:one, :other))
                        SELECT id FROM person WHERE workspace = :workspace
                          AND (id IN (SELECT id FROM remaining) OR merged_into IN (SELECT id FROM remaining))
                        ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("one", one)
                .bind("other", other)
                .mapTo(Integer.class)
                .list();
    }

    static void write(Handle handle, WorkspaceId workspace, List<Integer> group, IdentityReplay replay) {
        writePersons(handle, workspace, replay);
        writeIdentities(handle, workspace, group, replay);
        writeMerges(handle, workspace, group, replay);
    }

    private static void writePersons(Handle handle, WorkspaceId workspace, IdentityReplay replay) {
        var batch = handle.prepareBatch("""
                INSERT INTO person (workspace, id, identified, merged_into, label, label_rank, email, traits, created_at)
                VALUES (:workspace, :id, :identified, :mergedInto, :label, :rank, :email, :traits, :createdAt)
                ON CONFLICT (workspace, id) DO UPDATE SET identified = excluded.identified,
                  merged_into = excluded.merged_into, label = excluded.label, label_rank = excluded.label_rank,
                  email = excluded.email, traits = excluded.traits, created_at = excluded.created_at
                """);
        replay.persons()
                .forEach((number, person) -> batch.bind("workspace", workspace.value())
                        .bind("id", number)
                        .bind("identified", person.identified)
                        .bind(
                                "mergedInto",
                                person.mergedInto == IdentityBook.NOBODY
                                        ? Optional.<Integer>empty()
                                        : Optional.of(person.mergedInto))
                        .bind("label", person.label.text())
                        .bind("rank", person.label.rank())
                        .bind("email", person.email)
                        .bind("traits", Json.text(person.traits))
                        .bind("createdAt", person.createdAt)
                        .add());
        batch.execute();
        int highest = replay.persons().keySet().stream().max(Integer::compare).orElse(0);
        handle.execute(
                "UPDATE workspace_position SET persons = max(persons, ?) WHERE workspace = ?",
                highest,
                workspace.value());
    }

    /** Ids whose events are gone (a limit removed them) stay with whom they were. */
    private static void writeIdentities(
            Handle handle, WorkspaceId workspace, List<Integer> group, IdentityReplay replay) {
        Set<String> seen = new HashSet<>();
        var batch = handle.prepareBatch("""
                INSERT INTO person_identity (workspace, kind, value, person) VALUES (?, ?, ?, ?)
                ON CONFLICT (workspace, kind, value) DO UPDATE SET person = excluded.person
                """);
        replay.identities().forEach((identity, person) -> {
            seen.add(identity.kind().code() + identity.value());
            batch.add(workspace.value(), identity.kind().code(), identity.value(), person);
        });
        batch.execute();
        handle
                .createQuery("""
                        SELECT kind, value, person FROM person_identity
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:group))
                        """)
                .bind("workspace", workspace.value())
                .bind("group", group.toString())
                .map((row, context) -> new Unseen(row.getString(1), row.getString(2), row.getInt(3)))
                .list()
                .stream()
                .filter(row -> !seen.contains(row.kind() + row.value()))
                .forEach(row -> handle.execute(
                        "UPDATE person_identity SET person = ? WHERE workspace = ? AND kind = ? AND value = ?",
                        replay.remaining(row.person()),
                        workspace.value(),
                        row.kind(),
                        row.value()));
    }

    private record Unseen(String kind, String value, int person) {}

    private record Pair(int from, int into, String messageId) {}

    private static void writeMerges(Handle handle, WorkspaceId workspace, List<Integer> group, IdentityReplay replay) {
        Set<Pair> wanted = new LinkedHashSet<>();
        replay.merges().forEach(merge -> wanted.add(new Pair(merge.from(), merge.into(), merge.messageId())));
        for (PersonMergeStore.Stored stored : PersonMergeStore.of(handle, workspace, group)) {
            Pair pair = new Pair(stored.from(), stored.into(), stored.messageId());
            if (stored.state().equals("DONE") && !wanted.remove(pair)) {
                handle.execute("DELETE FROM person_merge WHERE id = ?", stored.id());
            }
        }
        for (PersonMergeStore.Merging merge : replay.merges()) {
            if (wanted.contains(new Pair(merge.from(), merge.into(), merge.messageId()))) {
                handle.execute(
                        """
                        INSERT INTO person_merge (workspace, from_person, into_person, reason, message_id, merged_at,
                          sequence, merged_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        workspace.value(),
                        merge.from(),
                        merge.into(),
                        merge.reason().name(),
                        merge.messageId(),
                        merge.at().toEpochMilli(),
                        merge.sequence(),
                        merge.by());
            }
        }
    }

    /**
     * What was stated before the merge goes back; what was refused after it holds for both, because nobody can tell whose
     * it was.
     */
    static void returnConsents(Handle handle, WorkspaceId workspace, long merge, int from, int into) {
        handle.createUpdate("""
                        UPDATE consent_entry SET person = :from WHERE workspace = :workspace
                          AND id IN (SELECT value FROM json_each((SELECT consents FROM person_merge WHERE id = :merge)))
                        """)
                .bind("workspace", workspace.value())
                .bind("from", from)
                .bind("merge", merge)
                .execute();
        String columns = handle.createQuery("""
                        SELECT group_concat(name, ', ') FROM pragma_table_info('consent_entry')
                        WHERE name NOT IN ('id', 'person')
                        """).mapTo(String.class).one();
        handle.createUpdate("""
                        INSERT INTO consent_entry (person, %1$s)
                        SELECT :from, %1$s FROM consent_entry
                        WHERE workspace = :workspace AND person = :into AND granted = 0
                          AND at >= (SELECT merged_at FROM person_merge WHERE id = :merge)
                          AND NOT EXISTS (SELECT 1 FROM consent_entry other WHERE other.workspace = :workspace
                            AND other.person = :from AND other.at = consent_entry.at
                            AND other.purpose = consent_entry.purpose)
                        """.formatted(columns))
                .bind("workspace", workspace.value())
                .bind("from", from)
                .bind("into", into)
                .bind("merge", merge)
                .execute();
    }

    static void begin(Handle handle, long merge, String by, Instant at) {
        handle.execute(
                "UPDATE person_merge SET state = 'UNDOING', undone_at = ?, undone_by = ? WHERE id = ?",
                at.toEpochMilli(),
                by,
                merge);
    }

    static void finish(Handle handle, long merge) {
        handle.execute("UPDATE person_merge SET state = 'UNDONE' WHERE id = ?", merge);
    }

    /** An undoing that is not finished. */
    record Undoing(WorkspaceId workspace, long merge) {}

    static List<Undoing> begun(Handle handle) {
        return handle.createQuery("SELECT workspace, id FROM person_merge WHERE state = 'UNDOING' ORDER BY id")
                .map((row, context) -> new Undoing(new WorkspaceId(row.getString(1)), row.getLong(2)))
                .list();
    }

    /** The same event as it is after the replay. */
    static ProjectedEvent reassigned(ProjectedEvent event, Map<Long, Integer> assigned) {
        int person = assigned.getOrDefault(event.sequence(), event.person());
        return person == event.person() ? event : new ProjectedEvent(event.sequence(), person, event.event());
    }
}
