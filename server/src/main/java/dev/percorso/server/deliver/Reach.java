package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;

/** Knows where a channel reaches people. */
@FunctionalInterface
public interface Reach {
    Place of(WorkspaceId workspace, int person, Recipient recipient);

    /** Where somebody is reached, if anywhere. */
    sealed interface Place {}

    /** @param address that may be suppressed, such as an e-mail address; empty where a channel has none */
    record At(String address) implements Place {}

    /** @param reason why not, for people */
    record Nowhere(String reason) implements Place {}
}
