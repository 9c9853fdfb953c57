package dev.percorso.server.orchestrate;

import dev.percorso.flow.Effect;
import dev.percorso.flow.EmailContent;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.Input;
import dev.percorso.flow.PushContent;
import dev.percorso.flow.RunState;
import dev.percorso.flow.SmsContent;
import dev.percorso.flow.simulate.PersonReplay;
import dev.percorso.liquid.TemplateException;
import dev.percorso.server.deliver.MessagePreview;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.deliver.SendingForecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes down how one person goes through a flow. */
final class WalkRecorder implements PersonReplay.Listener {
    private static final int MOST_STEPS = 500;

    private final SimulationPlan plan;
    private final SendingForecast forecast;
    private final Flows flows;
    private final MessagePreview preview;
    private final int person;
    private final List<Walk.Step> steps = new ArrayList<>();
    private final List<SendingForecast.Sent> sent = new ArrayList<>();
    private int run;

    WalkRecorder(SimulationPlan plan, SendingForecast forecast, Flows flows, MessagePreview preview, int person) {
        this.plan = plan;
        this.forecast = forecast;
        this.flows = flows;
        this.preview = preview;
        this.person = person;
    }

    List<Walk.Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public void happened(Instant at, Input cause, RunState state, Effect effect) {
        if (steps.size() >= MOST_STEPS) {
            return;
        }
        Walk.Cause why = cause(cause);
        switch (effect) {
            case Effect.StartedRun started -> {
                run++;
                add(at, Walk.Kind.ENTERED, started.entry(), why);
            }
            case Effect.MovedTo moved ->
                steps.add(new Walk.Step(
                        at,
                        run,
                        Walk.Kind.MOVED,
                        moved.from(),
                        Optional.of(moved.to()),
                        Optional.of(moved.outlet()),
                        Optional.empty(),
                        Optional.empty(),
                        why,
                        Optional.empty()));
            case Effect.ScheduleTimer timer ->
                steps.add(new Walk.Step(
                        at,
                        run,
                        Walk.Kind.WAITS,
                        state.step(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(timer.due()),
                        why,
                        Optional.empty()));
            case Effect.CancelTimer _, Effect.JoinLine _, Effect.Exposed _ -> {}
            case Effect.SendMessage message -> steps.add(message(at, why, state, message));
            case Effect.CallWebhook hook -> add(at, Walk.Kind.WEBHOOK, hook.step(), hook.url(), why);
            case Effect.ShowMessage show -> add(at, Walk.Kind.SHOWED_MESSAGE, show.step(), why);
            case Effect.AskForPush ask -> add(at, Walk.Kind.ASKED_FOR_PUSH, ask.step(), why);
            case Effect.StartFlow start -> add(at, Walk.Kind.STARTED_FLOW, start.step(), start.flow(), why);
            case Effect.StopFlow stop -> add(at, Walk.Kind.STOPPED_FLOW, stop.step(), stop.flow(), why);
            case Effect.Chose chose -> add(at, Walk.Kind.CHOSE, chose.step(), chose.label(), why);
            case Effect.SetTrait trait ->
                add(at, Walk.Kind.TRAIT, trait.step(), trait.trait() + " = " + trait.value(), why);
            case Effect.IssueCoupon issue -> add(at, Walk.Kind.COUPON, issue.step(), issue.pool(), why);
            case Effect.AddPoints add -> add(at, Walk.Kind.POINTS, add.step(), Long.toString(add.points()), why);
            case Effect.ChangeList change -> add(at, Walk.Kind.LIST, change.step(), change.list(), why);
            case Effect.ReachedGoal goal -> add(at, Walk.Kind.GOAL, goal.step(), why);
            case Effect.ExitedRun over ->
                add(
                        at,
                        Walk.Kind.LEFT,
                        over.step(),
                        FlowProblem.camelCase(over.reason().kind()),
                        why);
        }
    }

    private void add(Instant at, Walk.Kind kind, String step, Walk.Cause cause) {
        add(at, kind, step, "", cause);
    }

    private void add(Instant at, Walk.Kind kind, String step, String detail, Walk.Cause cause) {
        steps.add(new Walk.Step(
                at,
                run,
                kind,
                step,
                Optional.empty(),
                Optional.empty(),
                Optional.of(detail).filter(text -> !text.isEmpty()),
                Optional.empty(),
                cause,
                Optional.empty()));
    }

    private Walk.Step message(Instant at, Walk.Cause cause, RunState state, Effect.SendMessage message) {
        SendingForecast.Outlook outlook = SimulationFold.outlook(plan, forecast, person, message, at, sent);
        return new Walk.Step(
                at,
                run,
                Walk.Kind.MESSAGE,
                message.step(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                cause,
                Optional.of(new Walk.Message(
                        rendered(state, message), outlook.checks(), outlook.skipped(), outlook.until())));
    }

    private RenderedMessage rendered(RunState state, Effect.SendMessage message) {
        Occasion occasion = FlowMessages.occasion(state);
        boolean marketing = message.purpose().equals(FlowReader.MARKETING);
        try {
            return switch (message.content()) {
                case EmailContent email ->
                    flows.messages()
                            .draft(plan.workspace(), email, occasion)
                            .map(content -> preview.of(plan.workspace(), person, content, marketing))
                            .orElseGet(() -> new RenderedMessage("", "", ""));
                case SmsContent sms -> preview.plain(plan.workspace(), person, sms.text(), sms.text(), occasion);
                case PushContent push ->
                    preview.plain(plan.workspace(), person, push.title(), push.body() + "\n" + push.url(), occasion);
            };
        } catch (TemplateException wrong) {
            return new RenderedMessage("", "", String.valueOf(wrong.getMessage()));
        }
    }

    private static Walk.Cause cause(Input input) {
        return switch (input) {
            case Input.EventArrived arrived -> {
                FlowEvent event = arrived.event();
                yield new Walk.Cause(Walk.CauseKind.EVENT, Optional.of(event.name()), event.properties());
            }
            case Input.SegmentEntered entered -> cause(Walk.CauseKind.CAME_INTO_SEGMENT, entered.segment());
            case Input.SegmentLeft left -> cause(Walk.CauseKind.LEFT_SEGMENT, left.segment());
            case Input.TimerFired _, Input.Admitted _, Input.LookedAt _ -> cause(Walk.CauseKind.TIME, "");
            case Input.CouponGiven _ -> cause(Walk.CauseKind.COUPON, "");
            case Input.CameUp _ -> cause(Walk.CauseKind.CLOCK, "");
            case Input.Answered _ -> cause(Walk.CauseKind.ANSWER, "");
            case Input.ListJoined joined -> cause(Walk.CauseKind.CAME_ONTO_LIST, joined.list());
            case Input.StartedByApi _, Input.StartedByFlow _, Input.Resumed _, Input.Removed _ ->
                cause(Walk.CauseKind.TEST, "");
        };
    }

    private static Walk.Cause cause(Walk.CauseKind kind, String name) {
        return new Walk.Cause(kind, Optional.of(name).filter(text -> !text.isEmpty()), Map.of());
    }
}
