package dev.percorso.server.compose;

import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Versions of templates, and what they said when something with them was published. */
final class TemplateStore {
    private final Database database;

    TemplateStore(Database database) {
        this.database = database;
    }

    /**
     * What a template said at one time, made into HTML.
     *
     * @param wordings the first is for people whose language is not among the others
     */
    record Edition(String template, long revision, List<Wording> wordings) {
        Edition {
            wordings = List.copyOf(wordings);
        }
    }

    static void keepVersion(
            Handle handle,
            WorkspaceId workspace,
            String template,
            long revision,
            TemplateContent content,
            Instant now,
            String by) {
        handle.createUpdate("""
                        INSERT INTO template_version (workspace, template, revision, content, saved_at, saved_by)
                        VALUES (:workspace, :template, :revision, :content, :now, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("template", template)
                .bind("revision", revision)
                .bind("content", Json.text(content))
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .execute();
    }

    /** Newest first. */
    List<EmailTemplate.Version> versions(WorkspaceId workspace, String template) {
        return database.read(handle -> handle.createQuery("""
                        SELECT revision, saved_at, saved_by FROM template_version
                        WHERE workspace = :workspace AND template = :template ORDER BY revision DESC
                        """)
                .bind("workspace", workspace.value())
                .bind("template", template)
                .map((row, context) -> new EmailTemplate.Version(
                        row.getLong("revision"),
                        Instant.ofEpochMilli(row.getLong("saved_at")),
                        row.getString("saved_by")))
                .list());
    }

    Optional<TemplateContent> version(WorkspaceId workspace, String template, long revision) {
        return database.read(handle -> handle.createQuery("""
                        SELECT content FROM template_version
                        WHERE workspace = :workspace AND template = :template AND revision = :revision
                        """)
                .bind("workspace", workspace.value())
                .bind("template", template)
                .bind("revision", revision)
                .map((row, context) -> Json.MAPPER.readValue(row.getString("content"), TemplateContent.class))
                .findOne());
    }

    static void removeVersions(Handle handle, WorkspaceId workspace, String template) {
        handle.execute(
                "DELETE FROM template_version WHERE workspace = ? AND template = ?", workspace.value(), template);
    }

    /** Fixes an edition for a version of a flow, or for a campaign (version 0). */
    static void keepEdition(
            Handle handle, WorkspaceId workspace, String holder, int version, Edition edition, Instant now) {
        handle.createUpdate("""
                        INSERT INTO template_edition (workspace, holder, version, template, revision, content, made_at)
                        VALUES (:workspace, :holder, :version, :template, :revision, :content, :now)
                        ON CONFLICT (workspace, holder, version, template)
                        DO UPDATE SET revision = :revision, content = :content, made_at = :now
                        """)
                .bind("workspace", workspace.value())
                .bind("holder", holder)
                .bind("version", version)
                .bind("template", edition.template())
                .bind("revision", edition.revision())
                .bind("content", Json.text(edition))
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Removes what was fixed for flows and campaigns that are gone since and of which nothing waits to be sent. */
    int removeUnheldEditions(Instant goneBefore) {
        return database.write(handle -> handle.createUpdate("""
                        DELETE FROM template_edition WHERE NOT EXISTS (
                          SELECT 1 FROM flow f WHERE f.workspace = template_edition.workspace
                            AND f.id = template_edition.holder AND coalesce(f.deleted_at, :before) >= :before)
                        AND NOT EXISTS (
                          SELECT 1 FROM campaign c WHERE c.workspace = template_edition.workspace
                            AND c.id = template_edition.holder AND coalesce(c.deleted_at, :before) >= :before)
                        AND NOT EXISTS (
                          SELECT 1 FROM outbox o WHERE o.workspace = template_edition.workspace
                            AND o.flow = template_edition.holder AND o.status IN ('PENDING', 'SENDING'))
                        """)
                .bind("before", goneBefore.toEpochMilli())
                .execute());
    }

    Optional<Edition> edition(WorkspaceId workspace, String holder, int version, String template) {
        return database.read(handle -> handle.createQuery("""
                        SELECT content FROM template_edition
                        WHERE workspace = :workspace AND holder = :holder AND version = :version AND template = :template
                        """)
                .bind("workspace", workspace.value())
                .bind("holder", holder)
                .bind("version", version)
                .bind("template", template)
                .map((row, context) -> Json.MAPPER.readValue(row.getString("content"), Edition.class))
                .findOne());
    }
}
