package dev.percorso.server.compose;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;

/** Tells what uses a template. */
@FunctionalInterface
public interface TemplateUse {
    /** What uses the template; such a template cannot be deleted. */
    List<Use> usesOf(WorkspaceId workspace, String template);

    /** What uses templates. */
    enum Kind {
        FLOW,
        CAMPAIGN
    }

    /**
     * Something that uses a template.
     *
     * @param version of it that was published last, with which the template was fixed; 0 for none
     */
    record Use(Kind kind, String id, String name, int version) {
        String inWords() {
            return (kind == Kind.FLOW ? "flow " : "the campaign ") + name;
        }
    }
}
