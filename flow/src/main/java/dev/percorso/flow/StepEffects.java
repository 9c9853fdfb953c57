package dev.percorso.flow;

import java.util.Optional;

/** What steps bring about besides leading on. */
final class StepEffects {
    private StepEffects() {}

    /**
     * The effect of arriving at a step; empty for steps that only wait or lead on.
     *
     * @param visit which arrival of the run at this step it is, from 1
     * @param entry the event that started the run, if one did
     */
    static Optional<Effect> of(Step step, int visit, Optional<FlowEvent> entry) {
        return switch (step) {
            case Step.SendEmail email -> message(email.id(), visit, email.content(), email.purpose(), email.topic());
            case Step.SendPush push -> message(push.id(), visit, push.content(), push.purpose(), push.topic());
            case Step.SendSms sms -> message(sms.id(), visit, sms.content(), sms.purpose(), sms.topic());
            case Step.ShowMessage show ->
                Optional.of(new Effect.ShowMessage(show.id(), visit, show.message(), show.lasting()));
            case Step.AskForPush ask -> Optional.of(new Effect.AskForPush(ask.id(), visit, ask.lasting()));
            case Step.Webhook hook -> Optional.of(new Effect.CallWebhook(hook.id(), visit, hook.url(), hook.body()));
            case Step.WebhookWithAnswer hook ->
                Optional.of(new Effect.CallWebhook(hook.id(), visit, hook.url(), hook.body()));
            case Step.StartFlow start -> Optional.of(new Effect.StartFlow(start.id(), visit, start.flow()));
            case Step.StopFlow stop -> Optional.of(new Effect.StopFlow(stop.id(), visit, stop.flow()));
            case Step.ChangeList change ->
                Optional.of(new Effect.ChangeList(change.id(), visit, change.list(), change.joins()));
            case Step.SetTrait trait ->
                Optional.of(new Effect.SetTrait(trait.id(), visit, trait.trait(), trait.value()));
            case Step.IssueCoupon issue -> Optional.of(new Effect.IssueCoupon(issue.id(), visit, issue.pool()));
            case Step.AddPoints add ->
                Optional.of(add.amount().of(entry))
                        .filter(points -> points != 0)
                        .map(points -> new Effect.AddPoints(add.id(), visit, points, add.reason()));
            case Step.Throttle throttle -> Optional.of(new Effect.JoinLine(throttle.id(), visit));
            case Step.Entry _,
                    Step.Wait _,
                    Step.WaitUntilEvent _,
                    Step.WaitUntilCondition _,
                    Step.WaitUntilDate _,
                    Step.Branch _,
                    Step.Switch _,
                    Step.Split _,
                    Step.Experiment _,
                    Step.Exit _ -> Optional.empty();
        };
    }

    private static Optional<Effect> message(String step, int visit, MessageBody content, String purpose, String topic) {
        return Optional.of(new Effect.SendMessage(step, visit, content, purpose, topic));
    }
}
