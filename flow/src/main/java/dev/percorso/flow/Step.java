package dev.percorso.flow;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of a flow. Where a step leads to is the id of another step, or the empty text while an editor has not
 * connected it yet ({@link FlowCheck} refuses to publish that).
 */
public sealed interface Step {
    String NEXT = "next";
    String TIMEOUT = "timeout";
    String YES = "yes";
    String NO = "no";
    String OTHERWISE = "otherwise";

    /** What the shares of a split add up to. */
    int WHOLE = 10_000;

    String id();

    /** Where persons enter. */
    record Entry(String id, Trigger on, String next) implements Step {}

    /** Holds the person for a while. */
    record Wait(String id, Delay delay, String next) implements Step {}

    /**
     * Holds the person until {@code times} matching events have happened, at most for {@code timeout}.
     *
     * @param since which events count; already enough of them pass at once
     * @param timeoutNext where the person goes when they did not come in time; mandatory
     */
    record WaitUntilEvent(
            String id, EventMatch match, int times, Since since, Duration timeout, String next, String timeoutNext)
            implements Step {}

    /**
     * Holds the person until the condition holds, at most for {@code timeout}. It is asked on arrival, whenever something
     * happens to the person, now and then by the caller, and once more when the time is over.
     */
    record WaitUntilCondition(String id, Condition condition, Duration timeout, String next, String timeoutNext)
            implements Step {}

    /**
     * Holds the person until the day that a trait names comes.
     *
     * @param trait holds a day (2026-05-31) or an instant
     * @param offsetDays so many days after that day; before it when negative
     * @param at the local time in the person's zone
     * @param otherwise where the person goes when there is no such day or it is over
     */
    record WaitUntilDate(String id, String trait, int offsetDays, LocalTime at, String next, String otherwise)
            implements Step {}

    /** Lets people on at a pace; the others wait in line, and who came first goes first. */
    record Throttle(String id, Pace pace, String next) implements Step {}

    /** Two ways, by a condition at the moment of arrival. */
    record Branch(String id, Condition condition, String yes, String no) implements Step {}

    /** Several ways by a value: the first way that lists it, compared as text without regard to case. */
    record Switch(String id, Subject subject, String name, List<Way> ways, String otherwise) implements Step {
        public Switch {
            ways = List.copyOf(ways);
        }
    }

    /** What a {@link Switch} looks at. */
    enum Subject {
        TRAIT,
        ENTRY_PROPERTY
    }

    /** One way of a switch. The outlet is the label. */
    record Way(String label, List<String> values, String next) {
        public Way {
            values = List.copyOf(values);
        }
    }

    /** Several ways by chance; the same person always takes the same one, also in later versions. */
    record Split(String id, List<Share> shares) implements Step {
        public Split {
            shares = List.copyOf(shares);
        }
    }

    /** One way of a split, in hundredths of a percent. The outlet is the label. */
    record Share(String label, int basisPoints, String next) {}

    /**
     * Several ways that are compared with each other. People go by chance, like at a {@link Split}, until the caller has
     * decided for one ({@link Situation#winners}); who comes after that takes it.
     *
     * @param goal what counts as a success, within the given time of coming here; empty for the goal of the flow
     * @param minimum people for each way before anything is decided
     * @param guards what must not rise for a way to win
     * @param takesWinner whether later people take the way that won
     */
    record Experiment(
            String id,
            List<Share> shares,
            Optional<EventMatch> goal,
            Duration within,
            int minimum,
            List<Guard> guards,
            boolean takesWinner)
            implements Step {
        public Experiment {
            shares = List.copyOf(shares);
            guards = List.copyOf(guards);
        }
    }

    /**
     * What must not rise.
     *
     * @param match an event; empty for unsubscribing from e-mail
     * @param margin by how much the share of people may rise at most, in hundredths of a percent
     */
    record Guard(Optional<EventMatch> match, int margin) {}

    /** Sends an e-mail and goes on. */
    record SendEmail(String id, EmailContent content, String purpose, String topic, String next) implements Step {}

    /** Sends a push message to the person's browsers and goes on. */
    record SendPush(String id, PushContent content, String purpose, String topic, String next) implements Step {}

    /** Sends a text message to the person's telephone and goes on. */
    record SendSms(String id, SmsContent content, String purpose, String topic, String next) implements Step {}

    /**
     * Lets the site show the person one of its messages, until it was seen, and goes on.
     *
     * @param message id of a message of the site
     * @param lasting how long the site may show it
     */
    record ShowMessage(String id, String message, Duration lasting, String next) implements Step {}

    /**
     * Lets the site ask the person, on their next page, whether they want push messages, and goes on.
     *
     * @param lasting how long the site may ask
     */
    record AskForPush(String id, Duration lasting, String next) implements Step {}

    /** Calls a URL and goes on; the body is a Liquid template, or empty for what is known of person and event. */
    record Webhook(String id, String url, String body, String next) implements Step {}

    /**
     * Calls a URL and holds the person until it has answered, at most for {@code timeout}. What it answered can be asked
     * for with {@link Condition.Answer}.
     *
     * @param failed where the person goes when there was no good answer in time
     */
    record WebhookWithAnswer(String id, String url, String body, Duration timeout, String next, String failed)
            implements Step {}

    /** Brings the person into another flow and goes on. */
    record StartFlow(String id, String flow, String next) implements Step {}

    /** Takes the person out of another flow and goes on. */
    record StopFlow(String id, String flow, String next) implements Step {}

    /** Puts the person on a list, or takes them off it, and goes on. */
    record ChangeList(String id, String list, boolean joins, String next) implements Step {}

    /**
     * Asks for a coupon code for the person, and goes on once the caller has told which, at once
     * ({@link Input.CouponGiven}).
     *
     * @param pool id of the pool that the code is taken from
     * @param none where the person goes for whom there is no code
     */
    record IssueCoupon(String id, String pool, String next, String none) implements Step {}

    /**
     * Adds points to the person's, or takes some, and goes on. Nobody ever has less than none.
     *
     * @param reason what for, in words
     */
    record AddPoints(String id, PointsAmount amount, String reason, String next) implements Step {}

    /** Sets a trait of the person; the value is text, a number or a truth value. */
    record SetTrait(String id, String trait, Object value, String next) implements Step {}

    /** The end of a way. */
    record Exit(String id, String label) implements Step {}

    /** From when events count in a {@link WaitUntilEvent}. */
    enum Since {
        STEP,
        FLOW
    }

    /** One way out of a step. */
    record Path(String outlet, String target) {}

    /** Every way out, in the order of an editor; empty for an exit. */
    default List<Path> paths() {
        return switch (this) {
            case Entry step -> List.of(new Path(NEXT, step.next()));
            case Wait step -> List.of(new Path(NEXT, step.next()));
            case WaitUntilEvent step -> List.of(new Path(NEXT, step.next()), new Path(TIMEOUT, step.timeoutNext()));
            case WaitUntilCondition step -> List.of(new Path(NEXT, step.next()), new Path(TIMEOUT, step.timeoutNext()));
            case WaitUntilDate step -> List.of(new Path(NEXT, step.next()), new Path(OTHERWISE, step.otherwise()));
            case Throttle step -> List.of(new Path(NEXT, step.next()));
            case Switch step -> {
                List<Path> paths = new ArrayList<>();
                step.ways().forEach(way -> paths.add(new Path(way.label(), way.next())));
                paths.add(new Path(OTHERWISE, step.otherwise()));
                yield List.copyOf(paths);
            }
            case WebhookWithAnswer step -> List.of(new Path(NEXT, step.next()), new Path(OTHERWISE, step.failed()));
            case StartFlow step -> List.of(new Path(NEXT, step.next()));
            case StopFlow step -> List.of(new Path(NEXT, step.next()));
            case Branch step -> List.of(new Path(YES, step.yes()), new Path(NO, step.no()));
            case Split step -> paths(step.shares());
            case Experiment step -> paths(step.shares());
            case SendEmail step -> List.of(new Path(NEXT, step.next()));
            case SendPush step -> List.of(new Path(NEXT, step.next()));
            case SendSms step -> List.of(new Path(NEXT, step.next()));
            case ShowMessage step -> List.of(new Path(NEXT, step.next()));
            case AskForPush step -> List.of(new Path(NEXT, step.next()));
            case Webhook step -> List.of(new Path(NEXT, step.next()));
            case ChangeList step -> List.of(new Path(NEXT, step.next()));
            case IssueCoupon step -> List.of(new Path(NEXT, step.next()), new Path(OTHERWISE, step.none()));
            case AddPoints step -> List.of(new Path(NEXT, step.next()));
            case SetTrait step -> List.of(new Path(NEXT, step.next()));
            case Exit _ -> List.of();
        };
    }

    private static List<Path> paths(List<Share> shares) {
        return shares.stream()
                .map(share -> new Path(share.label(), share.next()))
                .toList();
    }

    /** Whether every passage takes time, so that a loop through this step ends. */
    default boolean takesTime() {
        return switch (this) {
            case Wait _ -> true;
            // Counting since the flow began, a satisfied condition passes at once, every time.
            case WaitUntilEvent step -> step.since() == Since.STEP;
            // These pass at once when there is nothing to wait for.
            case WaitUntilCondition _, WaitUntilDate _ -> false;
            case WebhookWithAnswer _ -> true;
            case Entry _,
                    // One passes at once where nobody waits.
                    Throttle _,
                    Branch _,
                    Switch _,
                    Split _,
                    Experiment _,
                    SendEmail _,
                    SendPush _,
                    SendSms _,
                    ShowMessage _,
                    AskForPush _,
                    Webhook _,
                    StartFlow _,
                    StopFlow _,
                    ChangeList _,
                    // The answer comes at once.
                    IssueCoupon _,
                    AddPoints _,
                    SetTrait _,
                    Exit _ -> false;
        };
    }
}
