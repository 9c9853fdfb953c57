package dev.percorso.server.orchestrate;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.flow.EventMatch;
import dev.percorso.flow.Facts;
import dev.percorso.flow.FlowDefinition;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Recurrence;
import dev.percorso.flow.Step;
import dev.percorso.flow.Trigger;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.segment.Condition;
import dev.percorso.server.segment.Segments;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a simulation needs to know once for everybody: the flow, the period, what is looked at. Shared by the threads of a
 * fold.
 */
final class SimulationPlan {
    private final WorkspaceId workspace;
    private final FlowMachine machine;
    private final Instant from;
    private final Instant until;
    private final ZoneId zone;
    private final Segments.Past past;
    private final FactsSource source;
    private final Recipients recipients;
    private final List<Property> properties;
    private final Set<String> names = new HashSet<>();
    private final List<Tick> ticks;
    private final Set<String> watched;
    private final boolean looksAtEverything;

    /** A moment at which the clock may let people in, or at which memberships are looked at. */
    record Tick(Instant at, Optional<Step.Entry> entry) {}

    /** The period: its end excluded. */
    record Period(Instant from, Instant until) {}

    SimulationPlan(
            WorkspaceId workspace,
            FlowMachine machine,
            Period period,
            Segments.Past past,
            FactsSource source,
            Recipients recipients) {
        this.workspace = workspace;
        this.machine = machine;
        this.from = period.from();
        this.until = period.until();
        this.zone = recipients.zone(workspace, Map.of());
        this.past = past;
        this.source = source;
        this.recipients = recipients;
        Snapshot snapshot = past.snapshot();
        this.properties =
                snapshot.propertyNames().stream().map(snapshot::property).toList();
        FlowDefinition flow = machine.flow().definition();
        this.looksAtEverything = looksAtEverything(flow);
        this.watched = FlowCatalog.segments(flow);
        nameEvents(flow);
        this.ticks = calendar();
    }

    /** Conditions may change with any event. */
    private static boolean looksAtEverything(FlowDefinition flow) {
        return flow.steps().stream().anyMatch(Step.WaitUntilCondition.class::isInstance)
                || flow.goal()
                        .filter(goal -> goal.on() instanceof Trigger.OnCondition)
                        .isPresent()
                || flow.exitRules().stream().anyMatch(rule -> rule.on() instanceof Trigger.OnCondition);
    }

    private void nameEvents(FlowDefinition flow) {
        flow.exitRules().forEach(rule -> name(rule.on()));
        flow.goal().ifPresent(goal -> name(goal.on()));
        for (Step step : flow.steps()) {
            if (step instanceof Step.Entry entry) {
                name(entry.on());
            }
            if (step instanceof Step.WaitUntilEvent wait) {
                name(wait.match());
            }
        }
    }

    private void name(Trigger trigger) {
        if (trigger instanceof Trigger.OnEvent on) {
            name(on.match());
        }
    }

    private void name(EventMatch match) {
        names.add(match.event());
    }

    private List<Tick> calendar() {
        List<Tick> all = new ArrayList<>();
        for (Step.Entry entry : machine.flow().entries()) {
            if (entry.on() instanceof Trigger.OnSchedule schedule) {
                occurrences(schedule.recurrence()).forEach(at -> all.add(new Tick(at, Optional.of(entry))));
            }
            if (entry.on() instanceof Trigger.OnTraitDate date) {
                days().stream()
                        .map(day -> day.atTime(date.at()).atZone(zone).toInstant())
                        .forEach(at -> all.add(new Tick(at, Optional.of(entry))));
            }
        }
        if (!watched.isEmpty()) {
            days().forEach(day -> all.add(new Tick(day.atStartOfDay(zone).toInstant(), Optional.empty())));
        }
        all.removeIf(tick -> tick.at().isBefore(from) || !tick.at().isBefore(until));
        all.sort(Comparator.comparing(Tick::at));
        return List.copyOf(all);
    }

    private List<Instant> occurrences(Recurrence recurrence) {
        List<Instant> found = new ArrayList<>();
        Optional<Instant> next = recurrence.after(from.minusMillis(1), zone);
        while (next.isPresent() && next.get().isBefore(until)) {
            found.add(next.get());
            next = recurrence.after(next.get(), zone);
        }
        return found;
    }

    private List<LocalDate> days() {
        LocalDate first = from.atZone(zone).toLocalDate();
        return first.datesUntil(until.atZone(zone).toLocalDate().plusDays(1)).toList();
    }

    WorkspaceId workspace() {
        return workspace;
    }

    Snapshot snapshot() {
        return past.snapshot();
    }

    FlowMachine machine() {
        return machine;
    }

    Instant from() {
        return from;
    }

    Instant until() {
        return until;
    }

    ZoneId zone() {
        return zone;
    }

    List<Tick> ticks() {
        return ticks;
    }

    /** Segments whose members may enter or be let go. */
    Set<String> watched() {
        return watched;
    }

    boolean isMember(String segment, int owner, Instant at) {
        return past.held(new Condition.Segment(segment), owner, at);
    }

    /** Whether the flow has to be told of an event of this name. */
    boolean concerns(String name) {
        return looksAtEverything || names.contains(name);
    }

    FlowEvent event(Journey journey, int index) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Property property : properties) {
            Object value = journey.value(index, property);
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return new FlowEvent(
                Long.toString(journey.sequence(index)),
                journey.name(index),
                Instant.ofEpochMilli(journey.time(index)),
                values);
    }

    /** What was known of a person at a moment; traits as they are now. */
    Facts facts(int owner, Instant at) {
        return new PastFacts(this, owner, at, Map.of(), Map.of());
    }

    private Optional<Object> trait(int owner, String name) {
        Object value = past.snapshot().trait(name).value(owner);
        // The index keeps every number as one with a point.
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Optional.of(number.longValue())
                : Optional.ofNullable(value);
    }

    private record PastFacts(
            SimulationPlan plan, int owner, Instant at, Map<String, Object> traitsSet, Map<String, Boolean> lists)
            implements Facts {
        @Override
        public boolean holds(String expression) {
            Condition condition = plan.source.parse(expression);
            Condition asked = traitsSet.isEmpty() && lists.isEmpty()
                    ? condition
                    : FactsSource.NotStoredYet.applied(condition, traitsSet, lists);
            return plan.past.held(asked, owner, at);
        }

        @Override
        public Optional<Object> trait(String name) {
            Object set = traitsSet.get(name);
            return set == null ? plan.trait(owner, name) : Optional.of(set);
        }

        @Override
        public ZoneId zone() {
            return plan.recipients.zone(plan.workspace, name -> plan.trait(owner, name));
        }

        @Override
        public Facts withTraits(Map<String, Object> traits) {
            Map<String, Object> all = new LinkedHashMap<>(traitsSet);
            all.putAll(traits);
            return new PastFacts(plan, owner, at, Map.copyOf(all), lists);
        }

        @Override
        public Facts withLists(Map<String, Boolean> changed) {
            Map<String, Boolean> all = new LinkedHashMap<>(lists);
            all.putAll(changed);
            return new PastFacts(plan, owner, at, traitsSet, Map.copyOf(all));
        }
    }
}
