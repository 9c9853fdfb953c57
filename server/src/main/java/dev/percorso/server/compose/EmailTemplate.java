package dev.percorso.server.compose;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.util.List;

/**
 * A template as the API shows it.
 *
 * @param revision its version: every save makes one
 */
public record EmailTemplate(
        String id, @JsonUnwrapped TemplateContent content, long revision, Instant updatedAt, String updatedBy) {
    static EmailTemplate of(DocumentStore.Stored<TemplateContent> stored) {
        return new EmailTemplate(
                stored.id(), stored.content(), stored.revision(), stored.updatedAt(), stored.updatedBy());
    }

    /** A template in the list. */
    public record Summary(
            String id,
            String name,
            TemplateContent.Format format,
            String subject,
            List<String> languages,
            long revision,
            int uses,
            Instant updatedAt,
            String updatedBy) {}

    /** A version of a template. */
    public record Version(long revision, Instant savedAt, String savedBy) {}
}
