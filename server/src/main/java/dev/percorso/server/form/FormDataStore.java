package dev.percorso.server.form;

import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import dev.percorso.server.store.Database;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Submissions of forms by person and, as long as they wait, by address. */
public final class FormDataStore implements PersonalData {
    private final OutboxStore outbox;

    public FormDataStore(Database database) {
        this.outbox = new OutboxStore(database);
    }

    @Override
    public Set<String> tables() {
        return Set.of("form_submission");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        List<Map<String, Object>> confirmed =
                PersonalRowStore.read(handle, """
                SELECT form, submitted_at AS submittedAt, confirmed_at AS confirmedAt FROM form_submission
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                ORDER BY submitted_at
                """, subject, Set.of("submittedAt", "confirmedAt"));
        return Map.of(
                "formSubmissions",
                confirmed,
                "formSubmissionsToConfirm",
                open(handle, subject).stream()
                        .map(waiting -> Map.of(
                                "form", waiting.form(),
                                "address", waiting.address(),
                                "answers", waiting.answers(),
                                "submittedAt", waiting.submittedAt()))
                        .toList());
    }

    private static List<Submission> open(Handle handle, DataSubject subject) {
        List<String> addresses = subject.addresses().stream()
                .filter(address -> address.contains("@"))
                .map(EmailAddress::compared)
                .toList();
        WorkspaceId workspace = subject.workspace();
        return handle
                .createQuery("SELECT * FROM form_submission WHERE workspace = :workspace AND status <> 'DONE'")
                .bind("workspace", workspace.value())
                .map(FormStore::read)
                .stream()
                .filter(submission -> addresses.contains(submission.address()))
                .toList();
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (Submission submission : open(handle, subject)) {
            outbox.forgetRun(handle, submission.workspace(), submission.form(), submission.id());
            FormStore.delete(handle, submission);
        }
        PersonalRowStore.change(handle, """
                DELETE FROM form_submission
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
