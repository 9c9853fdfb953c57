package dev.percorso.server.orchestrate;

import java.util.Optional;

/**
 * A changed draft.
 *
 * @param revision of the draft it was made from
 */
record FlowSave(String name, Optional<String> description, FlowDocument definition, long revision) {
    FlowContent content() {
        return new FlowContent(name, description, definition);
    }
}
