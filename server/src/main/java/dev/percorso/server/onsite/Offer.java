package dev.percorso.server.onsite;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;

/**
 * What a step of a flow wants the site to show to one person. Workspace, flow, run, step and occurrence name it once and for
 * all: offering it again changes nothing.
 *
 * @param message id of a message, or {@link #PUSH}
 * @param until when it is too late
 */
public record Offer(
        WorkspaceId workspace,
        String flow,
        int version,
        int person,
        String run,
        String step,
        int occurrence,
        String message,
        Instant until) {
    /** The question whether push messages are wanted. */
    public static final String PUSH = "";
}
