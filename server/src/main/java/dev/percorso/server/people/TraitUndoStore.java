package dev.percorso.server.people;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives traits back the values they had before events that are taken back. */
public final class TraitUndoStore {
    private final Database database;
    private final PersonListener listener;

    /** @param listener told of changed traits */
    public TraitUndoStore(Database database, PersonListener listener) {
        this.database = database;
        this.listener = listener;
    }

    /** All numbers of the persons that remain of these, by the one that remains. */
    public Map<Integer, Set<Integer>> groups(WorkspaceId workspace, Collection<Integer> persons) {
        return database.read(handle -> {
            Map<Integer, Set<Integer>> groups = new HashMap<>();
            handle.createQuery("""
                            WITH remaining AS (
                              SELECT DISTINCT coalesce(merged_into, id) AS id FROM person
                              WHERE workspace = :workspace AND id IN (SELECT value FROM json_each(:persons)))
                            SELECT remaining.id, person.id FROM remaining JOIN person
                              ON person.workspace = :workspace
                             AND (person.id = remaining.id OR person.merged_into = remaining.id)
                            """)
                    .bind("workspace", workspace.value())
                    .bind("persons", persons.toString())
                    .map((row, context) -> groups.computeIfAbsent(row.getInt(1), ignored -> new TreeSet<>())
                            .add(row.getInt(2)))
                    .list();
            return groups;
        });
    }

    /** Gives companies back what they were before a source spoke of them. */
    public void takeCompaniesBack(WorkspaceId workspace, String source) {
        database.run(handle -> CompanyStore.takeBack(handle, workspace, source));
    }

    /** Sequence of the workspace's newest event. */
    public long newest(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT sequence FROM workspace_position WHERE workspace = :workspace")
                        .bind("workspace", workspace.value())
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    /** One person whose events are taken back, with what all other events since the first of them said. */
    public static final class Taking {
        private final Set<Integer> numbers;
        private final TakenTraits taken;
        private final TreeMap<Long, Map<String, Object>> others = new TreeMap<>();

        /** @param numbers all that the person has after merges */
        public Taking(Set<Integer> numbers, TakenTraits taken) {
            this.numbers = Set.copyOf(numbers);
            this.taken = taken;
        }

        /** An event of the person that stays; again is harmless. */
        public void noteOther(ProjectedEvent other) {
            if (other.sequence() > taken.first() && !other.event().traits().isEmpty()) {
                others.put(other.sequence(), other.event().traits());
            }
        }
    }

    /**
     * Makes the traits that events spoke of what they would be without these events: what they were before the first of
     * them, changed by what others said since, in its order.
     *
     * @param source of the events taken back; its changes leave the history of traits
     * @param takings by person that remains
     * @param known sequence up to which the takings were told of others' events; what came later is in the history
     */
    public void takeBack(WorkspaceId workspace, String source, Map<Integer, Taking> takings, long known) {
        Map<Integer, Map<String, @Nullable Object>> changed = database.write(handle -> {
            Map<Integer, Map<String, @Nullable Object>> all = new LinkedHashMap<>();
            takings.forEach((person, taking) -> {
                Map<String, Object> stored = TraitStore.read(handle.getConnection(), workspace.value(), person);
                List<TraitChangeStore.Placed> history =
                        TraitChangeStore.ofOthers(handle, workspace, taking.numbers, source);
                Map<String, @Nullable Object> changes = changes(stored, without(taking, history, known), taking.taken);
                if (!changes.isEmpty()) {
                    Map<String, Object> traits = new LinkedHashMap<>(stored);
                    changes.forEach((name, value) -> {
                        if (value == null) {
                            traits.remove(name);
                        } else {
                            traits.put(name, value);
                        }
                    });
                    write(handle, workspace, person, traits);
                    all.put(person, changes);
                }
                TraitChangeStore.forget(handle, workspace, taking.numbers, source);
            });
            return all;
        });
        listener.changed(workspace, new PersonChanges(List.of(), changed));
    }

    /** The traits as they would be without the events taken back, as far as the history reaches. */
    private static Map<String, Object> without(Taking taking, List<TraitChangeStore.Placed> history, long known) {
        Map<String, Object> traits = new LinkedHashMap<>();
        TreeMap<Long, Map<String, Object>> others = new TreeMap<>(taking.others);
        for (TraitChangeStore.Placed placed : history) {
            boolean isByHand = TraitChangeStore.isByHand(placed.change().source());
            replay(others.headMap(placed.sequence(), isByHand), traits);
            if (isByHand || placed.sequence() < taking.taken.first() || placed.sequence() > known) {
                TraitChangeStore.effective(traits, List.of(placed));
            }
        }
        replay(others, traits);
        return traits;
    }

    /** Applies what events said, and takes them off the map. */
    private static void replay(Map<Long, Map<String, Object>> events, Map<String, Object> traits) {
        events.values()
                .forEach(said -> TraitOperation.resolve(CompanyTraits.ofPerson(said), traits)
                        .forEach((name, value) -> {
                            if (value == null) {
                                traits.remove(name);
                            } else if (!ConsentTraits.isOnlyConsent(name)) {
                                traits.put(name, value);
                            }
                        }));
        events.clear();
    }

    /** Only what the events taken back spoke of may change. */
    private static Map<String, @Nullable Object> changes(
            Map<String, Object> stored, Map<String, Object> without, TakenTraits taken) {
        Set<String> names = TraitOperation.named(taken.traits()).orElseGet(() -> {
            Set<String> all = new TreeSet<>(stored.keySet());
            all.addAll(without.keySet());
            return all;
        });
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        for (String name : names) {
            Object value = without.get(name);
            if (!Objects.equals(value, stored.get(name)) && !ConsentTraits.isOnlyConsent(name)) {
                changes.put(name, value);
            }
        }
        return changes;
    }

    /** Unlike new traits, traits that go may take the address and the label with them. */
    private static void write(Handle handle, WorkspaceId workspace, int person, Map<String, Object> traits) {
        Traits.Label label = Traits.label(traits)
                .orElseGet(() -> handle.createQuery("""
                        SELECT kind, value FROM person_identity WHERE workspace = :workspace AND person = :person
                        ORDER BY kind DESC, value LIMIT 1
                        """)
                        .bind("workspace", workspace.value())
                        .bind("person", person)
                        .map((row, context) -> Traits.labelOf(IdentityKind.of(row.getString(1)), row.getString(2)))
                        .findOne()
                        .orElse(new Traits.Label("", Traits.Label.ANONYMOUS)));
        handle.createUpdate("""
                        UPDATE person SET traits = :traits, email = :email, label = :label, label_rank = :rank
                        WHERE workspace = :workspace AND id = :person
                        """)
                .bind("traits", Json.text(traits))
                .bind("email", Traits.email(traits))
                .bind("label", label.text())
                .bind("rank", label.rank())
                .bind("workspace", workspace.value())
                .bind("person", person)
                .execute();
    }
}
