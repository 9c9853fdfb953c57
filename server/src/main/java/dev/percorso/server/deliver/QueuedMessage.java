package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;

/**
 * A message that a step of a flow wants to send. Workspace, flow, person, run, step and occurrence name it once and for
 * all: queuing it again changes nothing.
 *
 * @param version of the flow, whose step says what to send
 * @param channel on which it goes out
 * @param marketing whether it needs the person's consent
 * @param priority among the marketing that waits for the same person
 */
public record QueuedMessage(
        WorkspaceId workspace,
        String flow,
        int version,
        int person,
        String run,
        String step,
        int occurrence,
        Channel channel,
        boolean marketing,
        String topic,
        Priority priority) {}
