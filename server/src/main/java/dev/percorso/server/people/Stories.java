package dev.percorso.server.people;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists of people, and one person's whole story. */
public final class Stories {
    private static final int MOST_LISTED = 100_000_000;

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

    /**
     * People, last seen first.
     *
     * @param text beginning of a name, an e-mail or an id
     */
    PeoplePage list(WorkspaceId workspace, Optional<String> text, Optional<String> segment, int offset, int limit) {
        Optional<BitSet> members = segment.map(id -> facts.members(workspace, id));
        Snapshot snapshot = snapshots.snapshot(workspace);
        if (text.isPresent()) {
            List<Integer> found = search.startingWith(workspace, text.get().strip()).stream()
                    .filter(person -> members.map(set -> set.get(person)).orElse(true))
                    .sorted(Comparator.comparingLong((Integer person) -> lastSeen(snapshot, person))
                            .reversed())
                    .toList();
            return page(workspace, snapshot, found.size(), found, offset, limit);
        }
        return page(workspace, snapshot, members.map(FoldScope::of).orElseGet(FoldScope::everyone), offset, limit);
    }

    /** The persons of a scope, last seen first, those without any event last. */
    public PeoplePage page(WorkspaceId workspace, Snapshot snapshot, FoldScope scope, int offset, int limit) {
        NewestPersons newest = new NewestPersons((int) Math.min(MOST_LISTED, (long) offset + limit));
        NewestPersons.Found found = snapshot.fold(newest, scope.andWithoutEvents());
        return page(workspace, snapshot, found.total(), newest.newestFirst(found), offset, limit);
    }

    private static long lastSeen(Snapshot snapshot, int person) {
        Journey journey = snapshot.journey(person);
        return journey.isEmpty() ? Long.MIN_VALUE : journey.time(journey.size() - 1);
    }

    private PeoplePage page(
            WorkspaceId workspace, Snapshot snapshot, long total, List<Integer> ordered, int offset, int limit) {
        return new PeoplePage(
                total,
                ordered.stream()
                        .skip(offset)
                        .limit(limit)
                        .flatMap(person -> people.find(workspace, person).stream())
                        .map(person -> summary(workspace, snapshot, person))
                        .toList());
    }

    private PersonSummary summary(WorkspaceId workspace, Snapshot snapshot, Person person) {
        Journey journey = snapshot.journey(person.id());
        boolean isSilent = journey.isEmpty();
        return new PersonSummary(
                Integer.toString(person.id()),
                person.label(),
                person.email(),
                facts.stageOf(workspace, snapshot, person.id()),
                journey.size(),
                Optional.of(revenue(workspace, snapshot, journey)),
                isSilent ? person.createdAt() : Instant.ofEpochMilli(journey.time(0)),
                isSilent ? person.createdAt() : Instant.ofEpochMilli(journey.time(journey.size() - 1)));
    }

    private double revenue(WorkspaceId workspace, Snapshot snapshot, Journey journey) {
        int conversion = snapshot.code(facts.conversionEvent(workspace));
        Property value = snapshot.property(Event.VALUE);
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
                summary(workspace, snapshot, person),
                people.identities(workspace, person.id()),
                person.traits(),
                List.copyOf(people.consents(workspace, person.id()).values()),
                facts.segmentsOf(workspace, person.id()),
                snapshot.journey(person.id()).sessionCount(),
                search.mergedInto(workspace, person.id()).stream()
                        .map(String::valueOf)
                        .toList());
    }

    private Person find(WorkspaceId workspace, int number) {
        return people.find(workspace, number)
                .orElseThrow(() -> ProblemException.notFound("The person '" + number + "'"));
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
        Snapshot snapshot = snapshots.snapshot(workspace);
        Journey journey = snapshot.journey(person);
        List<Property> properties =
                snapshot.propertyNames().stream().map(snapshot::property).toList();
        List<TimelineEntry> entries = new ArrayList<>();
        int newest = journey.indexAfter(before.toEpochMilli() - 1) - 1;
        for (int event = newest; event >= 0; event--) {
            boolean isSameInstant = event < newest && journey.time(event) == journey.time(event + 1);
            if (entries.size() >= limit && !isSameInstant) {
                break;
            }
            entries.add(entry(journey, event, properties));
        }
        return entries;
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
