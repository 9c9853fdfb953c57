package dev.percorso.server.people;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One thing in a person's story.
 *
 * @param session ordinal of the session inside the journey, from 1, of events
 * @param name name of the event, subject of the message or the new stage
 * @param status of a message
 * @param reason why this message
 */
public record TimelineEntry(
        Kind kind,
        Instant time,
        Optional<Integer> session,
        String name,
        Optional<String> channel,
        Optional<Map<String, Object>> properties,
        Optional<String> status,
        Optional<String> reason,
        Optional<String> previousStage) {

    /** What happened. */
    public enum Kind {
        EVENT,
        MESSAGE,
        STAGE,
        COUPON,
        POINTS
    }

    static TimelineEntry event(
            Instant time, int session, String name, Optional<String> channel, Map<String, Object> properties) {
        return new TimelineEntry(
                Kind.EVENT,
                time,
                Optional.of(session),
                name,
                channel,
                Optional.of(properties),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A message that was sent, held back or failed. */
    public static TimelineEntry message(Instant time, String subject, String channel, String status, String reason) {
        return new TimelineEntry(
                Kind.MESSAGE,
                time,
                Optional.empty(),
                subject,
                Optional.of(channel),
                Optional.empty(),
                Optional.of(status),
                Optional.of(reason),
                Optional.empty());
    }

    /**
     * The person was given a coupon code, or redeemed it.
     *
     * @param what {@code issued} or {@code redeemed}
     * @param why who or what gave it; the order
     */
    public static TimelineEntry coupon(Instant time, String code, String coupons, String what, String why) {
        return new TimelineEntry(
                Kind.COUPON,
                time,
                Optional.empty(),
                code,
                Optional.empty(),
                Optional.of(Map.of("coupons", coupons, "what", what)),
                Optional.empty(),
                Optional.of(why).filter(text -> !text.isEmpty()),
                Optional.empty());
    }

    /**
     * Points were added to the person's, or taken when negative.
     *
     * @param why who or what added them
     */
    public static TimelineEntry points(Instant time, long points, String reason, String why) {
        return new TimelineEntry(
                Kind.POINTS,
                time,
                Optional.empty(),
                reason,
                Optional.empty(),
                Optional.of(Map.of("points", points)),
                Optional.empty(),
                Optional.of(why),
                Optional.empty());
    }

    /** The person came into another stage. */
    public static TimelineEntry stage(Instant time, String stage, Optional<String> previous) {
        return new TimelineEntry(
                Kind.STAGE,
                time,
                Optional.empty(),
                stage,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                previous);
    }
}
