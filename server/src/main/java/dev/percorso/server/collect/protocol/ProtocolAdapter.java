package dev.percorso.server.collect.protocol;

import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * One vendor's way of sending: how a body becomes events, and what its programs want to hear. Everything else, from the
 * limits of a body to the dead letters, is the same for all and lies in {@link Intake}.
 */
sealed interface ProtocolAdapter
        permits SegmentAdapter, PostHogAdapter, MixpanelAdapter, GoogleAdapter, MatomoAdapter, AmplitudeAdapter {
    /** Most bytes of a body after decompression, of any protocol. */
    int MOST_BODY_BYTES = 10 << 20;

    /** Most bytes of one event where its vendor states no smaller limit. */
    int MOST_EVENT_BYTES = 1 << 20;

    /** The forms of this protocol's events: {@code segment}, {@code mixpanel/engage} … */
    Set<String> forms();

    default int mostBodyBytes() {
        return MOST_BODY_BYTES;
    }

    default int mostEventBytes() {
        return MOST_EVENT_BYTES;
    }

    /**
     * Cuts the call into its events.
     *
     * @throws ProblemException when the body as a whole cannot be understood
     */
    Delivery read(Call call);

    /**
     * Reads what stands in a call or in a dead letter.
     *
     * @param form one of {@link #forms}
     * @throws RefusedEventException when it cannot be taken
     */
    EventDraft draft(String form, Item item, Circumstances circumstances);

    /** Whether the sender says that the person refused analytics: then nothing of the content may be kept. */
    default boolean refusesAnalytics(Item item, ObjectNode envelope) {
        return false;
    }

    /** The answer to a call whose events were looked at one by one. */
    Response taken(Call call, Delivery delivery, Outcome outcome);

    /** The answer to a call of which nothing was taken. */
    default Response failed(Call call, ProblemException problem) {
        return Response.problem(problem);
    }
}
