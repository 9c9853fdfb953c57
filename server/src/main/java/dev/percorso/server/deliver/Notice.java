package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Optional;

/**
 * A message to a user of Percorso about the workspace: an alert, a report. No marketing, so it needs no consent and has
 * no unsubscribe link.
 *
 * @param purpose names what it is about, e.g. {@code alert:abc:2025-04-01}; a user gets one message for each purpose
 */
public record Notice(WorkspaceId workspace, String purpose, String userId, String address, Content content) {

    /**
     * What is read.
     *
     * @param language of the texts, {@code en} or {@code it}
     * @param title also the subject
     */
    public record Content(
            String language,
            String title,
            List<String> paragraphs,
            List<Section> sections,
            Optional<Link> link,
            String footer) {}

    /** A part with a table, or with words only. */
    public record Section(String title, String text, List<Header> headers, List<List<String>> rows, String more) {}

    /** @param figure stands at the end of its column */
    public record Header(String text, boolean figure) {}

    /** A place to go on. */
    public record Link(String text, String address) {}
}
