package dev.percorso.server.people;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.index.Trait;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Lists of people, and one person's whole story. */
public final class Stories {
    /** Later than anything that happens, and still a time in milliseconds. */
    public static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

    private static final int MOST_LISTED = 100_000_000;
    /** Before everything that happens. */
    private static final double NEVER = -Double.MAX_VALUE;

    private final People people;
    private final PersonSearchStore search;
    private final JourneySnapshots snapshots;
    private final PersonFacts facts;
    private final List<TimelineContributor> contributors;

    public Stories(
            Database database,
            People people,
            JourneySnapshots snapshots,
            PersonFacts facts,
            List<TimelineContributor> contributors) {
        this.people = people;
        this.search = new PersonSearchStore(database);
        this.snapshots = snapshots;
        this.facts = facts;
        this.contributors = List.copyOf(contributors);
    }

    /** A part of a list of people. */
    PeoplePage list(WorkspaceId workspace, ListQuery query) {
        Snapshot snapshot = snapshots.snapshot(workspace);
        FoldScope scope = FoldScope.everyone()
                .persons(candidates(workspace, snapshot, query))
                .andWithoutEvents();
        Optional<Predicate<Journey>> stage = query.stage().map(id -> facts.inStage(workspace, snapshot, id));
        ToDoubleFunction<Journey> key = key(workspace, snapshot, query.sort());
        FirstPersons first =
                new FirstPersons(wanted(query.offset(), query.limit()), query.ascending(), key, query.after());
        FirstPersons.Found found = snapshot.fold(
                stage.<Fold<FirstPersons.Found>>map(test -> new OnlyThose(first, test))
                        .orElse(first),
                scope);
        List<ListQuery.Place> ordered = first.inOrder(found);
        return page(workspace, snapshot, found.total(), ordered, query.offset(), query.limit(), query.columns());
    }

    /** A fold over the journeys that pass a test. */
    private record OnlyThose(FirstPersons fold, Predicate<Journey> test) implements Fold<FirstPersons.Found> {
        @Override
        public FirstPersons.Found newAccumulator() {
            return fold.newAccumulator();
        }

        @Override
        public void accept(Journey journey, FirstPersons.Found found) {
            if (test.test(journey)) {
                fold.accept(journey, found);
            }
        }

        @Override
        public FirstPersons.Found combine(FirstPersons.Found left, FirstPersons.Found right) {
            return fold.combine(left, right);
        }
    }

    private static int wanted(int offset, int limit) {
        return (int) Math.min(MOST_LISTED, (long) offset + limit);
    }

    private IntPredicate candidates(WorkspaceId workspace, Snapshot snapshot, ListQuery query) {
        IntPredicate passes = person -> true;
        if (query.search().isPresent()) {
            BitSet found = new BitSet();
            search.matching(workspace, query.search().get().strip()).forEach(found::set);
            passes = passes.and(found::get);
        }
        if (query.segment().isPresent()) {
            passes = passes.and(facts.members(workspace, query.segment().get())::get);
        }
        if (query.usable()) {
            passes = passes.and(people.allowing(workspace, Purpose.PROFILING)::get);
        }
        for (ListQuery.TraitIs wanted : query.traits()) {
            Trait trait = snapshot.trait(wanted.name());
            passes = passes.and(person -> wanted.value().equalsIgnoreCase(text(trait.value(person))));
        }
        return passes;
    }

    /** Numbers as people write them: whole ones without a point. */
    private static String text(@Nullable Object value) {
        return value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString(number.longValue())
                : String.valueOf(value);
    }

    private ToDoubleFunction<Journey> key(WorkspaceId workspace, Snapshot snapshot, PeopleSort sort) {
        return switch (sort) {
            case LAST_SEEN -> journey -> journey.isEmpty() ? NEVER : journey.time(journey.size() - 1);
            case FIRST_SEEN -> journey -> journey.isEmpty() ? NEVER : journey.time(0);
            case EVENTS -> Journey::size;
            case VALUE -> revenueOf(workspace, snapshot);
        };
    }

    /** The persons of a scope, last seen first, those without any event last. */
    public PeoplePage page(WorkspaceId workspace, Snapshot snapshot, FoldScope scope, int offset, int limit) {
        ToDoubleFunction<Journey> key = key(workspace, snapshot, PeopleSort.LAST_SEEN);
        FirstPersons first = new FirstPersons(wanted(offset, limit), false, key, Optional.empty());
        FirstPersons.Found found = snapshot.fold(first, scope.andWithoutEvents());
        return page(workspace, snapshot, found.total(), first.inOrder(found), offset, limit, List.of());
    }

    private PeoplePage page(
            WorkspaceId workspace,
            Snapshot snapshot,
            long total,
            List<ListQuery.Place> ordered,
            int offset,
            int limit,
            List<String> columns) {
        List<PersonSummary> persons = ordered.stream()
                .skip(offset)
                .limit(limit)
                .flatMap(place -> people.find(workspace, place.person()).stream())
                .map(person -> summary(workspace, snapshot, person, columns))
                .toList();
        return new PeoplePage(
                total,
                persons,
                ordered.size() < offset + limit
                        ? Optional.empty()
                        : Optional.of(ordered.getLast().toString()));
    }

    private PersonSummary summary(WorkspaceId workspace, Snapshot snapshot, Person person, List<String> columns) {
        Journey journey = snapshot.journey(person.id());
        boolean isSilent = journey.isEmpty();
        Map<String, Object> traits = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = person.traits().get(column);
            if (value != null) {
                traits.put(column, value);
            }
        }
        return new PersonSummary(
                Integer.toString(person.id()),
                person.label(),
                person.email(),
                facts.stageOf(workspace, snapshot, person.id()),
                journey.size(),
                Optional.of(revenueOf(workspace, snapshot).applyAsDouble(journey)),
                isSilent ? person.createdAt() : Instant.ofEpochMilli(journey.time(0)),
                isSilent ? person.createdAt() : Instant.ofEpochMilli(journey.time(journey.size() - 1)),
                columns.isEmpty() ? Optional.empty() : Optional.of(traits));
    }

    private ToDoubleFunction<Journey> revenueOf(WorkspaceId workspace, Snapshot snapshot) {
        int conversion = snapshot.code(facts.conversionEvent(workspace));
        Property value = snapshot.property(Event.VALUE);
        return journey -> revenue(journey, conversion, value);
    }

    private static double revenue(Journey journey, int conversion, Property value) {
        double revenue = 0;
        for (int event = 0; event < journey.size(); event++) {
            if (journey.code(event) == conversion) {
                double amount = journey.number(event, value);
                revenue += Double.isNaN(amount) ? 0 : amount;
            }
        }
        return revenue;
    }

    /** One person; of a person merged into another the one that remains. */
    PersonDetail detail(WorkspaceId workspace, int number) {
        Person person = find(workspace, number);
        Snapshot snapshot = snapshots.snapshot(workspace);
        return new PersonDetail(
                summary(workspace, snapshot, person, List.of()),
                people.identities(workspace, person.id()),
                person.traits(),
                List.copyOf(people.consents(workspace, person.id()).values()),
                facts.segmentsOf(workspace, person.id()),
                snapshot.journey(person.id()).sessionCount(),
                search.mergedInto(workspace, person.id()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    Person find(WorkspaceId workspace, int number) {
        return people.known(workspace, number);
    }

    /** The story before an instant. Entries of the last instant are given together, so that reading on misses none. */
    Timeline timeline(WorkspaceId workspace, int number, Instant before, int limit) {
        Person person = find(workspace, number);
        List<TimelineEntry> entries = new ArrayList<>(events(workspace, person.id(), before, limit));
        for (TimelineContributor contributor : contributors) {
            entries.addAll(contributor.entries(workspace, person.id(), before, limit));
        }
        entries.sort(Comparator.comparing(TimelineEntry::time).reversed());
        if (entries.size() <= limit) {
            boolean isEnd = entries.size() < limit;
            return new Timeline(
                    List.copyOf(entries),
                    isEnd ? Optional.empty() : Optional.of(entries.getLast().time()));
        }
        Instant last = entries.get(limit - 1).time();
        return new Timeline(
                entries.stream().filter(entry -> !entry.time().isBefore(last)).toList(), Optional.of(last));
    }

    private List<TimelineEntry> events(WorkspaceId workspace, int person, Instant before, int limit) {
        return told(snapshots.snapshot(workspace), person, before, limit).stream()
                .map(Told::entry)
                .toList();
    }

    /** @param person the one the event arrived for, before any merge */
    public record Told(int person, TimelineEntry entry) {}

    /** The events of a journey before an instant, newest first; those of the last instant are given together. */
    public static List<Told> told(Snapshot snapshot, int person, Instant before, int limit) {
        Journey journey = snapshot.journey(person);
        List<Property> properties =
                snapshot.propertyNames().stream().map(snapshot::property).toList();
        List<Told> told = new ArrayList<>();
        int newest = journey.indexAfter(before.toEpochMilli() - 1) - 1;
        for (int event = newest; event >= 0; event--) {
            boolean isSameInstant = event < newest && journey.time(event) == journey.time(event + 1);
            if (told.size() >= limit && !isSameInstant) {
                break;
            }
            told.add(new Told(journey.originalPerson(event), entry(journey, event, properties)));
        }
        return told;
    }

    private static TimelineEntry entry(Journey journey, int event, List<Property> properties) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Property property : properties) {
            Object value = journey.value(event, property);
            if (value != null) {
                values.put(property.name(), value);
            }
        }
        return TimelineEntry.event(
                Instant.ofEpochMilli(journey.time(event)),
                journey.session(event) + 1,
                journey.name(event),
                values.get(Event.CHANNEL) instanceof String channel ? Optional.of(channel) : Optional.empty(),
                values);
    }
}
