package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.flow.Effect;
import dev.percorso.flow.simulate.PersonReplay;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.SendingForecast;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Plays the flow of a simulation for everybody, one at a time. */
final class SimulationFold implements Fold<SimulationTally> {
    private final SimulationPlan plan;
    private final SendingForecast forecast;
    private final Optional<BitSet> allowed;
    private final boolean hooksAnswer;

    /** @param allowed those whom a flow that advertises may concern; empty for everybody */
    SimulationFold(SimulationPlan plan, SendingForecast forecast, Optional<BitSet> allowed, boolean hooksAnswer) {
        this.plan = plan;
        this.forecast = forecast;
        this.allowed = allowed;
        this.hooksAnswer = hooksAnswer;
    }

    @Override
    public SimulationTally newAccumulator() {
        return new SimulationTally();
    }

    @Override
    public void accept(Journey journey, SimulationTally tally) {
        int person = journey.person();
        tally.looked.set(person);
        if (allowed.isPresent() && !allowed.get().get(person)) {
            tally.withoutConsent.set(person);
            return;
        }
        String flow = plan.machine().flow().flowId();
        List<SendingForecast.Sent> sent = new ArrayList<>();
        PersonReplay replay = new PersonReplay(
                plan.machine(),
                Integer.toString(person),
                at -> plan.facts(person, at),
                hooksAnswer,
                (at, _, _, effect) -> {
                    tally.happened(flow, person, effect);
                    if (effect instanceof Effect.SendMessage message) {
                        SendingForecast.Outlook outlook = outlook(plan, forecast, person, message, at, sent);
                        tally.message(
                                new SimulationTally.Planned(person, message.step(), message.occurrence(), at, outlook));
                    }
                });
        new PastLife(plan, journey, replay, (_, reason) -> tally.refuse(reason)).play();
        replay.active().forEach(run -> tally.inside(person, run));
    }

    /** What would become of a message; notes when it would have gone out. */
    static SendingForecast.Outlook outlook(
            SimulationPlan plan,
            SendingForecast forecast,
            int person,
            Effect.SendMessage message,
            Instant at,
            List<SendingForecast.Sent> sent) {
        boolean marketing = message.purpose().equals(FlowReader.MARKETING);
        Channel channel = Turn.channelOf(message.content());
        SendingForecast.Outlook outlook = forecast.of(
                plan.workspace(),
                new SendingForecast.Wanted(person, channel, marketing, message.topic(), at),
                List.copyOf(sent));
        if (marketing && outlook.skipped().isEmpty()) {
            sent.add(new SendingForecast.Sent(channel, outlook.until().orElse(at)));
        }
        return outlook;
    }

    @Override
    public SimulationTally combine(SimulationTally left, SimulationTally right) {
        return left.add(right);
    }
}
