package dev.percorso.server.list;

import dev.percorso.server.csv.CsvText;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.segment.ListMembers;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of people and who is on them. */
public final class Lists implements ListMembers {
    private static final int MOST_LINES = 100_000;
    private static final int MOST_UNKNOWN = 100;
    private static final int LONGEST_SHOWN = 100;
    private static final Set<String> HEADERS = Set.of("email", "e-mail", "userid", "user_id", "user id", "id");

    private final ListStore store;
    private final People people;
    private final Ids ids;
    private final InstantSource clock;

    public Lists(Database database, People people, Ids ids, InstantSource clock) {
        this.store = new ListStore(database);
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    List<PersonList> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    PersonList get(WorkspaceId workspace, String id) {
        return all(workspace).stream()
                .filter(list -> list.id().equals(id))
                .findFirst()
                .orElseThrow(Lists::missing);
    }

    private static ProblemException missing() {
        return ProblemException.notFound("The list");
    }

    PersonList create(WorkspaceId workspace, ListContent content) {
        String id = ids.next();
        requireFree(workspace, content, id);
        store.insert(workspace, id, content, clock.instant());
        return get(workspace, id);
    }

    PersonList update(WorkspaceId workspace, String id, ListContent content) {
        requireFree(workspace, content, id);
        if (!store.update(workspace, id, content, clock.instant())) {
            throw missing();
        }
        return get(workspace, id);
    }

    private void requireFree(WorkspaceId workspace, ListContent content, String id) {
        if (store.isTaken(workspace, content.name().strip(), id)) {
            throw ProblemException.invalid(
                    "/name", "there is a list named '%s' already; choose another name".formatted(content.name()));
        }
    }

    void delete(WorkspaceId workspace, String id, List<String> users) {
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The list is used by %s; take it out there first. Nothing was deleted"
                            .formatted(String.join(", ", users)));
        }
        if (!store.delete(workspace, id)) {
            throw missing();
        }
    }

    /**
     * What came of adding.
     *
     * @param already were on the list before
     * @param unknown nobody is known by these; the first hundred
     */
    record Added(int added, int already, List<String> unknown) {}

    /**
     * People to put on a list or to take off it.
     *
     * @param people by e-mail address or user id
     * @param personIds by their number
     */
    record Named(List<String> people, List<String> personIds) {
        Named {
            people = people == null ? List.of() : List.copyOf(people);
            personIds = personIds == null ? List.of() : List.copyOf(personIds);
            if (people.isEmpty() && personIds.isEmpty()) {
                throw new IllegalArgumentException(
                        "name at least one person, in 'people' by e-mail address or user id, or in 'personIds'");
            }
        }
    }

    Added add(WorkspaceId workspace, String id, Named named, String by) {
        if (!store.exists(workspace, id)) {
            throw missing();
        }
        Found found = find(workspace, named);
        int added = store.add(workspace, id, found.persons(), by, clock.instant());
        return new Added(added, found.persons().size() - added, found.unknown());
    }

    /** How many were taken off. */
    record Removed(int removed) {}

    Removed remove(WorkspaceId workspace, String id, Named named) {
        if (!store.exists(workspace, id)) {
            throw missing();
        }
        return new Removed(store.remove(workspace, id, find(workspace, named).persons()));
    }

    private record Found(Set<Integer> persons, List<String> unknown) {
        void take(String name, Optional<Integer> person) {
            person.ifPresent(persons::add);
            if (person.isEmpty() && unknown.size() < MOST_UNKNOWN) {
                unknown.add(name.substring(0, Math.min(LONGEST_SHOWN, name.length())));
            }
        }
    }

    private Found find(WorkspaceId workspace, Named named) {
        Found found = new Found(new LinkedHashSet<>(), new ArrayList<>());
        for (String name : new LinkedHashSet<>(named.people())) {
            found.take(name, find(workspace, name.strip()));
        }
        for (String number : named.personIds()) {
            Optional<Person> person =
                    number.matches("\\d{1,9}") ? people.find(workspace, Integer.parseInt(number)) : Optional.empty();
            found.take(number, person.map(known -> people.canonical(workspace, known.id())));
        }
        return found;
    }

    private Optional<Integer> find(WorkspaceId workspace, String name) {
        return people.find(workspace, IdentityKind.USER, name)
                .or(() -> name.contains("@") ? people.find(workspace, IdentityKind.EMAIL, name) : Optional.empty())
                .map(person -> people.canonical(workspace, person.id()));
    }

    /** Reads people from the column of e-mail addresses or ids, or from the first one where no header names it. */
    Added addFile(WorkspaceId workspace, String id, byte[] csv, String by) {
        List<String> names = new ArrayList<>();
        CsvText.column(csv, HEADERS, MOST_LINES, (text, _) -> {
            if (!text.isBlank()) {
                names.add(text);
            }
        });
        if (names.isEmpty()) {
            throw ProblemException.invalid(
                    "", "the file names nobody; give it a column of e-mail addresses or user ids");
        }
        return add(workspace, id, new Named(names, List.of()), by);
    }

    /** The lists a person is on. */
    List<PersonList> of(WorkspaceId workspace, int person) {
        Set<String> on = new HashSet<>(store.listsOf(workspace, people.canonical(workspace, person)));
        return all(workspace).stream().filter(list -> on.contains(list.id())).toList();
    }

    @Override
    public boolean exists(WorkspaceId workspace, String list) {
        return store.exists(workspace, list);
    }

    @Override
    public BitSet members(WorkspaceId workspace, String list) {
        return store.members(workspace, list);
    }

    @Override
    public boolean isOn(WorkspaceId workspace, String list, int person) {
        return store.isOn(workspace, list, person);
    }
}
