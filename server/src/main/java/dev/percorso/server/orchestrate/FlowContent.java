package dev.percorso.server.orchestrate;

import java.util.Optional;

/** What a user says about a flow. */
public record FlowContent(String name, Optional<String> description, FlowDocument definition) {
    public FlowContent {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a flow needs a 'name'");
        }
        if (definition == null) {
            throw new IllegalArgumentException("a flow needs a 'definition'");
        }
    }
}
