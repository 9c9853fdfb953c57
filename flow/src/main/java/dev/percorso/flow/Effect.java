package dev.percorso.flow;

import java.time.Duration;
import java.time.Instant;

/** Something the caller must carry out, in order, in the transaction that stores the new state. */
public sealed interface Effect {

    /** The run began at this entry. */
    record StartedRun(String entry) implements Effect {}

    /** The person went from one step to another, by the outlet of the first. */
    record MovedTo(String from, String outlet, String to) implements Effect {}

    /** Feed {@link Input.TimerFired} with this number, once, at this instant or later. */
    record ScheduleTimer(long number, Instant due) implements Effect {}

    /** The timer is not needed any more. */
    record CancelTimer(long number) implements Effect {}

    /**
     * Send a message.
     *
     * @param occurrence 1 for the first time the run comes to the step, then counting up: (workspace, flow, person,
     *     run, step, occurrence) names the message once and for all
     */
    record SendMessage(String step, int occurrence, MessageBody content, String purpose, String topic)
            implements Effect {}

    /** Put the run in the line of a throttle, and feed {@link Input.Admitted} when it is its turn. */
    record JoinLine(String step, int occurrence) implements Effect {}

    /** Call a URL; occurrence as in {@link SendMessage}. */
    record CallWebhook(String step, int occurrence, String url, String body) implements Effect {}

    /**
     * Let the site show the person one of its messages.
     *
     * @param message id of a message of the site
     * @param lasting how long from now
     */
    record ShowMessage(String step, int occurrence, String message, Duration lasting) implements Effect {}

    /**
     * Let the site ask the person for push messages.
     *
     * @param lasting how long from now
     */
    record AskForPush(String step, int occurrence, Duration lasting) implements Effect {}

    /** Bring the person into another flow; occurrence as in {@link SendMessage}. */
    record StartFlow(String step, int occurrence, String flow) implements Effect {}

    /** Take the person out of another flow. */
    record StopFlow(String step, int occurrence, String flow) implements Effect {}

    /** Chance has sent the person this way, for the first time in this run. */
    record Chose(String step, String label) implements Effect {}

    /** Chance has sent the person this way of an experiment that is not decided, for the first time in this run. */
    record Exposed(String step, String variant) implements Effect {}

    /** Put the person on a list or take them off it; nothing changes for who is there already. */
    record ChangeList(String step, int occurrence, String list, boolean joins) implements Effect {}

    /**
     * Give the person a coupon code, once for this step and occurrence, and feed {@link Input.CouponGiven} afterwards.
     *
     * @param pool id of the pool to take it from
     */
    record IssueCoupon(String step, int occurrence, String pool) implements Effect {}

    /** Add points to the person's, which are not none; take some when negative, but not more than there are. */
    record AddPoints(String step, int occurrence, long points, String reason) implements Effect {}

    /** Set a trait of the person. */
    record SetTrait(String step, int occurrence, String trait, Object value) implements Effect {}

    /** The goal was reached, for the only time in this run. */
    record ReachedGoal(String step) implements Effect {}

    /** The run ended at this step. */
    record ExitedRun(String step, ExitReason reason) implements Effect {}
}
