package dev.percorso.server.orchestrate;

import dev.percorso.flow.FlowMachine;
import dev.percorso.flow.Recurrence;
import dev.percorso.flow.Step;
import dev.percorso.flow.TraitDate;
import dev.percorso.flow.Trigger;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.orchestrate.ClockStore.Place;
import dev.percorso.server.people.People;
import dev.percorso.server.segment.Condition;
import dev.percorso.server.segment.Operator;
import dev.percorso.server.segment.PropertyCondition;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Entries that the clock opens. An occurrence is worked through in portions, each committed with its place, so that a
 * restart goes on where the last one stopped and nobody enters twice. Of a schedule's occurrences that were missed while
 * the server was down, the last one takes place; of a date's, those of the last week.
 */
final class ClockEntries {
    private static final int AT_ONCE = 1_000;
    private static final Duration OLDEST_DATE = Duration.ofDays(7);
    private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);

    private final Database database;
    private final ClockStore store;
    private final People people;
    private final Segments segments;
    private final Function<WorkspaceId, ZoneId> zones;

    /** @param zones those of the workspaces */
    ClockEntries(Database database, People people, Segments segments, Function<WorkspaceId, ZoneId> zones) {
        this.database = database;
        this.store = new ClockStore(database);
        this.people = people;
        this.segments = segments;
        this.zones = zones;
    }

    /** Persons who enter now, and what to store with them. */
    record Portion(String flow, Step.Entry entry, Instant occurrence, List<Integer> persons, Place after) {}

    ClockStore store() {
        return store;
    }

    /** The next portion that is due; empty when none is. */
    Optional<Portion> next(WorkspaceId workspace, FlowCatalog.OpenFlows open, Instant now) {
        for (FlowMachine machine : open.newest()) {
            for (Step.Entry entry : machine.flow().entries()) {
                Optional<Recurrence> rule = rule(entry.on());
                if (rule.isPresent() && !open.isPaused(machine.flow().flowId())) {
                    Optional<Portion> portion = next(workspace, machine.flow().flowId(), entry, rule.get(), now);
                    if (portion.isPresent()) {
                        return portion;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Recurrence> rule(Trigger trigger) {
        return switch (trigger) {
            case Trigger.OnSchedule schedule -> Optional.of(schedule.recurrence());
            case Trigger.OnTraitDate date ->
                Optional.of(new Recurrence(
                        LocalDateTime.of(FIRST_DAY, date.at()),
                        Recurrence.Frequency.DAILY,
                        1,
                        Set.of(),
                        Set.of(),
                        Optional.empty()));
            case Trigger.OnEvent _,
                    Trigger.OnSegmentEntered _,
                    Trigger.OnSegmentLeft _,
                    Trigger.OnListJoined _,
                    Trigger.OnApi _,
                    Trigger.OnCondition _ -> Optional.empty();
        };
    }

    private Optional<Portion> next(WorkspaceId workspace, String flow, Step.Entry entry, Recurrence rule, Instant now) {
        ZoneId zone = zones.apply(workspace);
        String text = entry.on().toString();
        Optional<Place> known = store.find(workspace, flow, entry.id())
                .filter(place -> place.rule().equals(text));
        if (known.isEmpty()) {
            Place first = new Place(text, rule.after(now, zone), Optional.empty(), -1);
            database.run(handle -> store.save(handle, workspace, flow, entry.id(), first));
            return Optional.empty();
        }
        Place place = known.get();
        Optional<Instant> occurrence = place.occurrence()
                .or(() -> place.next()
                        .filter(next -> !next.isAfter(now))
                        .map(next -> firstToMakeUpFor(entry.on(), rule, next, now, zone)));
        if (occurrence.isEmpty()) {
            return Optional.empty();
        }
        List<Integer> persons = persons(workspace, entry.on(), occurrence.get(), zone, place.doneUpTo());
        boolean isLast = persons.size() < AT_ONCE;
        Place after = isLast
                ? new Place(text, following(entry.on(), rule, occurrence.get(), now, zone), Optional.empty(), -1)
                : new Place(text, place.next(), occurrence, persons.getLast());
        return Optional.of(new Portion(flow, entry, occurrence.get(), persons, after));
    }

    /** @param missed the first occurrence since the last look */
    private static Instant firstToMakeUpFor(
            Trigger trigger, Recurrence rule, Instant missed, Instant now, ZoneId zone) {
        if (trigger instanceof Trigger.OnTraitDate) {
            Instant oldest = now.minus(OLDEST_DATE);
            return missed.isBefore(oldest) ? rule.after(oldest, zone).orElse(missed) : missed;
        }
        Instant last = missed;
        Optional<Instant> later = rule.after(last, zone);
        while (later.isPresent() && !later.get().isAfter(now)) {
            last = later.get();
            later = rule.after(last, zone);
        }
        return last;
    }

    private static Optional<Instant> following(
            Trigger trigger, Recurrence rule, Instant occurrence, Instant now, ZoneId zone) {
        if (trigger instanceof Trigger.OnTraitDate) {
            Instant oldest = now.minus(OLDEST_DATE);
            return rule.after(occurrence.isBefore(oldest) ? oldest : occurrence, zone);
        }
        return rule.after(now, zone);
    }

    private List<Integer> persons(WorkspaceId workspace, Trigger trigger, Instant occurrence, ZoneId zone, int after) {
        BitSet candidates = candidates(workspace, trigger, occurrence, zone);
        LocalDate today = occurrence.atZone(zone).toLocalDate();
        List<Integer> persons = new ArrayList<>();
        for (int person = candidates.nextSetBit(after + 1);
                person >= 0 && persons.size() < AT_ONCE;
                person = candidates.nextSetBit(person + 1)) {
            if (!(trigger instanceof Trigger.OnTraitDate date) || isToday(workspace, person, date, today, zone)) {
                persons.add(person);
            }
        }
        return persons;
    }

    private boolean isToday(WorkspaceId workspace, int person, Trigger.OnTraitDate date, LocalDate today, ZoneId zone) {
        Optional<Object> trait =
                Optional.ofNullable(people.traits(workspace, person).get(date.trait()));
        return TraitDate.of(trait, zone)
                .filter(day -> TraitDate.isToday(day, date.offsetDays(), date.yearly(), today))
                .isPresent();
    }

    private BitSet candidates(WorkspaceId workspace, Trigger trigger, Instant occurrence, ZoneId zone) {
        try {
            return switch (trigger) {
                case Trigger.OnSchedule schedule ->
                    schedule.segment().isBlank()
                            ? segments.members(workspace, new Condition.All(List.of()))
                            : segments.members(workspace, schedule.segment());
                case Trigger.OnTraitDate date ->
                    segments.members(
                            workspace, near(date, occurrence.atZone(zone).toLocalDate()));
                case Trigger.OnEvent _,
                        Trigger.OnSegmentEntered _,
                        Trigger.OnSegmentLeft _,
                        Trigger.OnListJoined _,
                        Trigger.OnApi _,
                        Trigger.OnCondition _ -> new BitSet();
            };
        } catch (ProblemException gone) {
            return new BitSet();
        }
    }

    /** Whose trait may name the day: a day around it, since an instant falls on one or another by the zone. */
    private static Condition near(Trigger.OnTraitDate date, LocalDate today) {
        List<Condition> days = new ArrayList<>();
        for (int around = -2; around <= 1; around++) {
            LocalDate day = today.minusDays(date.offsetDays()).plusDays(around);
            days.add(dated(date.trait(), "-%02d-%02d".formatted(day.getMonthValue(), day.getDayOfMonth())));
        }
        days.add(dated(date.trait(), "-02-29"));
        return new Condition.Any(days);
    }

    private static Condition dated(String trait, String text) {
        return new Condition.Trait(
                new PropertyCondition(trait, Operator.CONTAINS, Optional.of((Object) text), List.of()));
    }
}
