package dev.percorso.flow;

import java.time.Instant;
import java.util.Map;

/** Something that happens to a person or to one of their runs. */
public sealed interface Input {

    /** An event of the person was stored. */
    record EventArrived(FlowEvent event) implements Input {}

    /** A timer of the run is due. */
    record TimerFired(long number) implements Input {}

    /** The person became a member. */
    record SegmentEntered(String segment, Instant at) implements Input {}

    /** The person is a member no longer. */
    record SegmentLeft(String segment, Instant at) implements Input {}

    /** The person came onto a list. */
    record ListJoined(String list, Instant at) implements Input {}

    /**
     * A call of the API asks to start a run.
     *
     * @param request identity of the call
     * @param entry the entry step, or empty for the first one that is open to the API
     * @param properties plain data, treated like properties of an entry event
     */
    record StartedByApi(String request, String entry, Instant at, Map<String, Object> properties) implements Input {
        public StartedByApi {
            properties = PlainData.copyOf(properties);
        }
    }

    /**
     * The time of an entry has come for the person: {@link Trigger.OnSchedule} or {@link Trigger.OnTraitDate}.
     *
     * @param at the occurrence
     */
    record CameUp(String entry, Instant at) implements Input {}

    /**
     * Another flow brings the person in, by the first entry.
     *
     * @param request identity of the step's passage there
     * @param properties those of the event that started the run there
     */
    record StartedByFlow(String request, Instant at, Map<String, Object> properties) implements Input {
        public StartedByFlow {
            properties = PlainData.copyOf(properties);
        }
    }

    /**
     * A webhook has answered, or has failed for good.
     *
     * @param occurrence that of the call
     * @param isGood whether the status is one of success
     * @param answer what can be asked for later: {@code status}, and the fields of a JSON answer
     */
    record Answered(String step, int occurrence, boolean isGood, Map<String, Object> answer) implements Input {
        public Answered {
            answer = PlainData.copyOf(answer);
        }
    }

    /**
     * The run's turn has come in the line of a throttle.
     *
     * @param occurrence that of {@link Effect.JoinLine}
     */
    record Admitted(String step, int occurrence) implements Input {}

    /**
     * What became of {@link Effect.IssueCoupon}.
     *
     * @param coupon plain data for templates, {@code code} among them; empty when there is no code for the person
     */
    record CouponGiven(String step, int occurrence, Map<String, Object> coupon) implements Input {
        public CouponGiven {
            coupon = PlainData.copyOf(coupon);
        }
    }

    /** Nothing happened to the person, but conditions may have come true by themselves. */
    record LookedAt() implements Input {}

    /** The flow, which was paused, goes on. */
    record Resumed() implements Input {}

    /** The person is taken out: the flow was deleted, the person erased, or somebody decided so. */
    record Removed(String why) implements Input {}
}
