package dev.percorso.server.orchestrate;

import dev.percorso.server.event.DisplayName;
import java.util.Optional;

/** What a user says about a flow. */
public record FlowContent(String name, Optional<String> description, FlowDocument definition) {
    public FlowContent {
        if (!DisplayName.isValid(name)) {
            throw new IllegalArgumentException("a flow needs a 'name' " + DisplayName.RULE);
        }
        if (definition == null) {
            throw new IllegalArgumentException("a flow needs a 'definition'");
        }
    }
}
