package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Journey;
import dev.percorso.flow.EntryDecision;
import dev.percorso.flow.Facts;
import dev.percorso.flow.Input;
import dev.percorso.flow.Step;
import dev.percorso.flow.TraitDate;
import dev.percorso.flow.Trigger;
import dev.percorso.flow.simulate.PersonReplay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells a flow what happened to one person in the period of a simulation, in order. Used once. */
final class PastLife {
    private final SimulationPlan plan;
    private final Journey journey;
    private final PersonReplay replay;
    private final Refusals refusals;
    private final Map<String, Boolean> memberships = new HashMap<>();
    private Optional<Instant> forced = Optional.empty();

    PastLife(SimulationPlan plan, Journey journey, PersonReplay replay, Refusals refusals) {
        this.plan = plan;
        this.journey = journey;
        this.replay = replay;
        this.refusals = refusals;
    }

    /** Is told when somebody was to enter and did not. */
    @FunctionalInterface
    interface Refusals {
        void refused(Instant at, EntryDecision.Reason reason);
    }

    /** Lets the person enter at a moment, whatever brings people in. */
    PastLife entering(Instant at) {
        forced = Optional.of(at);
        return this;
    }

    void play() {
        int person = journey.person();
        for (String segment : plan.watched()) {
            memberships.put(segment, plan.isMember(segment, person, plan.from()));
        }
        List<SimulationPlan.Tick> ticks = plan.ticks();
        int event = journey.indexAfter(plan.from().toEpochMilli() - 1);
        int end = journey.indexAfter(plan.until().toEpochMilli() - 1);
        int tick = 0;
        while (event < end || tick < ticks.size()) {
            Instant nextEvent = event < end ? Instant.ofEpochMilli(journey.time(event)) : Instant.MAX;
            Instant nextTick = tick < ticks.size() ? ticks.get(tick).at() : Instant.MAX;
            force(nextEvent.isBefore(nextTick) ? nextEvent : nextTick);
            if (nextTick.isAfter(nextEvent)) {
                happened(event++, nextEvent);
            } else {
                struck(ticks.get(tick++), person);
            }
        }
        force(plan.until());
        replay.advanceTo(plan.until());
    }

    private void happened(int event, Instant at) {
        if (plan.concerns(journey.name(event))) {
            offer(at, new Input.EventArrived(plan.event(journey, event)));
        }
        lookAtMemberships(at);
    }

    private void struck(SimulationPlan.Tick tick, int person) {
        Optional<Step.Entry> entry = tick.entry();
        if (entry.isEmpty()) {
            lookAtMemberships(tick.at());
        } else if (isFor(entry.get(), person, tick.at())) {
            offer(tick.at(), new Input.CameUp(entry.get().id(), tick.at()));
        }
    }

    private boolean isFor(Step.Entry entry, int person, Instant at) {
        return switch (entry.on()) {
            case Trigger.OnSchedule schedule ->
                schedule.segment().isBlank() || plan.isMember(schedule.segment(), person, at);
            case Trigger.OnTraitDate date -> {
                Facts facts = plan.facts(person, at);
                LocalDate today = at.atZone(plan.zone()).toLocalDate();
                yield TraitDate.of(facts.trait(date.trait()), plan.zone())
                        .filter(day -> TraitDate.isToday(day, date.offsetDays(), date.yearly(), today))
                        .isPresent();
            }
            case Trigger.OnEvent _,
                    Trigger.OnSegmentEntered _,
                    Trigger.OnSegmentLeft _,
                    Trigger.OnListJoined _,
                    Trigger.OnApi _,
                    Trigger.OnCondition _ -> false;
        };
    }

    private void lookAtMemberships(Instant at) {
        memberships.replaceAll((segment, was) -> {
            boolean is = plan.isMember(segment, journey.person(), at);
            if (is != was) {
                offer(at, is ? new Input.SegmentEntered(segment, at) : new Input.SegmentLeft(segment, at));
            }
            return is;
        });
    }

    /** Before what comes next. */
    private void force(Instant next) {
        if (forced.isPresent() && !forced.get().isAfter(next)) {
            Instant at = forced.get();
            forced = Optional.empty();
            offer(at, new Input.StartedByFlow("test", at, lastEntryEvent(at)));
        }
    }

    /** Properties of the last event before that would have brought the person in, for what messages show of it. */
    private Map<String, Object> lastEntryEvent(Instant at) {
        for (int index = journey.indexAfter(at.toEpochMilli()) - 1; index >= 0; index--) {
            if (plan.concerns(journey.name(index))) {
                Input.EventArrived input = new Input.EventArrived(plan.event(journey, index));
                if (plan.machine().mayStart(input)) {
                    return input.event().properties();
                }
            }
        }
        return Map.of();
    }

    private void offer(Instant at, Input input) {
        if (replay.offer(at, input).orElse(NOTHING) instanceof EntryDecision.Refused refused
                && refused.reason() != EntryDecision.Reason.NO_MATCH) {
            refusals.refused(at, refused.reason());
        }
    }

    private static final EntryDecision NOTHING = new EntryDecision.Refused(EntryDecision.Reason.NO_MATCH);
}
