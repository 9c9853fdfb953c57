package dev.percorso.flow.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.flow.Effect;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.Step;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows the effects of one run and objects to every one that could not follow the others. */
final class RunAudit {
    private final Map<String, Step> steps = new HashMap<>();
    private final Map<String, Integer> visits = new HashMap<>();
    private final Set<Long> timers = new HashSet<>();
    private final Set<String> messages = new HashSet<>();
    private String step = "";
    private Optional<Long> runningTimer = Optional.empty();
    private final Set<String> choices = new HashSet<>();
    private final Set<String> exposures = new HashSet<>();
    private String chosen = "";
    private boolean owesMessage;
    private boolean owesCall;
    private boolean owesPlace;
    private boolean owesListing;
    private boolean owesCoupon;
    private boolean goal;
    private boolean ended;

    RunAudit(FlowDefinition flow) {
        flow.steps().forEach(each -> steps.put(each.id(), each));
    }

    void accept(Effect effect) {
        assertFalse(ended, "nothing follows the end: " + effect);
        assertFalse(owesMessage && !(effect instanceof Effect.SendMessage), "a message was lost before " + effect);
        assertFalse(owesPlace && !(effect instanceof Effect.JoinLine), "a place in line was lost before " + effect);
        assertFalse(owesListing && !(effect instanceof Effect.ChangeList), "a list was forgotten before " + effect);
        assertFalse(owesCoupon && !(effect instanceof Effect.IssueCoupon), "a coupon was forgotten before " + effect);
        assertFalse(owesCall && !(effect instanceof Effect.CallWebhook), "a call was lost before " + effect);
        switch (effect) {
            case Effect.StartedRun started -> {
                assertEquals("", step);
                arrive(started.entry());
            }
            case Effect.MovedTo moved -> {
                assertEquals(step, moved.from());
                assertTrue(steps.containsKey(moved.to()));
                // A timer that fired is gone without a word; one that was cancelled must have been reported.
                runningTimer = Optional.empty();
                arrive(moved.to());
            }
            case Effect.ScheduleTimer timer -> {
                assertTrue(timers.add(timer.number()), "a timer's number is used twice");
                assertEquals(Optional.empty(), runningTimer);
                runningTimer = Optional.of(timer.number());
            }
            case Effect.CancelTimer timer -> {
                assertEquals(Optional.of(timer.number()), runningTimer);
                runningTimer = Optional.empty();
            }
            case Effect.SendMessage message -> {
                assertTrue(owesMessage, "a message too many: " + message);
                assertEquals(step, message.step());
                assertEquals(visits.get(step), message.occurrence());
                assertTrue(messages.add(message.step() + "/" + message.occurrence()));
                owesMessage = false;
            }
            case Effect.ReachedGoal _ -> {
                assertFalse(goal, "the goal is reached once");
                goal = true;
            }
            case Effect.ExitedRun exited -> {
                assertEquals(step, exited.step());
                ended = true;
                runningTimer = Optional.empty();
            }
            case Effect.Chose chose -> {
                assertTrue(choices.add(chose.step()), "chance is reported once");
                chosen = chose.label();
            }
            case Effect.Exposed exposed -> {
                assertEquals(step, exposed.step());
                assertTrue(exposures.add(exposed.step()), "an exposure is reported once");
                assertEquals(chosen, exposed.variant());
            }
            case Effect.CallWebhook call -> {
                assertEquals(step, call.step());
                assertEquals(visits.get(step), call.occurrence());
                assertTrue(messages.add("call " + call.step() + "/" + call.occurrence()));
                owesCall = false;
            }
            case Effect.JoinLine join -> {
                assertEquals(step, join.step());
                assertEquals(visits.get(step), join.occurrence());
                assertTrue(messages.add("line " + join.step() + "/" + join.occurrence()));
                owesPlace = false;
            }
            case Effect.ChangeList change -> {
                assertEquals(step, change.step());
                assertEquals(visits.get(step), change.occurrence());
                assertTrue(messages.add("list " + change.step() + "/" + change.occurrence()));
                owesListing = false;
            }
            case Effect.IssueCoupon issue -> {
                assertEquals(step, issue.step());
                assertEquals(visits.get(step), issue.occurrence());
                assertTrue(messages.add("coupon " + issue.step() + "/" + issue.occurrence()));
                owesCoupon = false;
            }
            case Effect.AddPoints add -> {
                assertEquals(step, add.step());
                assertEquals(visits.get(step), add.occurrence());
                assertTrue(messages.add("points " + add.step() + "/" + add.occurrence()));
            }
            case Effect.StartFlow _, Effect.StopFlow _, Effect.SetTrait _, Effect.AskForPush _, Effect.ShowMessage _ ->
                throw new AssertionError("not in these flows");
        }
    }

    private void arrive(String id) {
        step = id;
        visits.merge(id, 1, Integer::sum);
        owesCall = steps.get(id) instanceof Step.WebhookWithAnswer;
        owesListing = steps.get(id) instanceof Step.ChangeList;
        owesCoupon = steps.get(id) instanceof Step.IssueCoupon;
        owesPlace = steps.get(id) instanceof Step.Throttle;
        owesMessage = steps.get(id) instanceof Step.SendEmail
                || steps.get(id) instanceof Step.SendPush
                || steps.get(id) instanceof Step.SendSms;
    }

    String step() {
        return step;
    }

    Map<String, Integer> visits() {
        return visits;
    }

    Optional<Long> runningTimer() {
        return runningTimer;
    }

    boolean ended() {
        return ended;
    }
}
