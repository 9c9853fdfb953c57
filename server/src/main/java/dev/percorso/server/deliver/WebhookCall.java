package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.Map;

/**
 * A call that a step of a flow makes.
 *
 * @param sequence makes the id by which the receiver recognises a repetition
 * @param message names the call once and for all; channel, purpose and topic do not matter
 */
public record WebhookCall(long sequence, QueuedMessage message, int attempts) {

    /**
     * What became of it, for the run that waits.
     *
     * @param answer {@code status} and the fields of a JSON answer
     */
    public record Told(
            long sequence,
            WorkspaceId workspace,
            String run,
            String step,
            int occurrence,
            boolean isGood,
            Map<String, Object> answer) {}

    /**
     * What is called.
     *
     * @param body Liquid template; empty for what is known of person and event
     * @param occasion what the body may name
     */
    public record Content(String url, String body, Occasion occasion) {}
}
