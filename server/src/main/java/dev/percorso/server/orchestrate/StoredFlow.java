package dev.percorso.server.orchestrate;

import java.time.Instant;

/**
 * A flow as it is stored.
 *
 * @param definition JSON of a {@link FlowDocument}
 * @param version the newest published one, 0 when there is none
 */
record StoredFlow(
        String id,
        String name,
        String description,
        String definition,
        FlowStatus status,
        long revision,
        int version,
        Instant updatedAt) {}
