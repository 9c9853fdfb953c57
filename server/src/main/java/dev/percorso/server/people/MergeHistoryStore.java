package dev.percorso.server.people;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventEdit;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The history of merges: who became whom, explicitly making one of two, and taking that back. */
public final class MergeHistoryStore {
    private final Database database;
    private final InstantSource clock;

    public MergeHistoryStore(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A merge that holds, for those who follow them. */
    public record Followed(long id, WorkspaceId workspace, int from, int into) {}

    /** Merges after an id that hold, in their order. */
    public List<Followed> after(long id, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, workspace, from_person, into_person FROM person_merge
                        WHERE id > :id AND state = 'DONE' ORDER BY id LIMIT :limit
                        """)
                .bind("id", id)
                .bind("limit", limit)
                .map((row, context) ->
                        new Followed(row.getLong(1), new WorkspaceId(row.getString(2)), row.getInt(3), row.getInt(4)))
                .list());
    }

    /** The persons that remain of those that were merged away. */
    public Map<Integer, Integer> remaining(WorkspaceId workspace, Collection<Integer> persons) {
        return database.read(handle -> {
            Map<Integer, Integer> remaining = new HashMap<>();
            handle.createQuery("""
                            SELECT id, merged_into FROM person
                            WHERE workspace = :workspace AND merged_into IS NOT NULL
                              AND id IN (SELECT value FROM json_each(:persons))
                            """)
                    .bind("workspace", workspace.value())
                    .bind("persons", persons.toString())
                    .map((row, context) -> remaining.put(row.getInt(1), row.getInt(2)))
                    .list();
            return remaining;
        });
    }

    /** Makes one person of two, in the caller's transaction; {@code into} remains. */
    public PersonChanges merge(Handle handle, WorkspaceId workspace, int from, int into, String by) {
        int away = PeopleStore.canonical(handle, workspace, from);
        int kept = PeopleStore.canonical(handle, workspace, into);
        if (away == kept) {
            throw ProblemException.of(ErrorCode.ALREADY_EXISTS, "These two are one person already");
        }
        long sequence = handle.createQuery("SELECT sequence FROM workspace_position WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
        try {
            PersonMergeStore.Merged merged = PersonMergeStore.merge(
                    handle.getConnection(),
                    workspace.value(),
                    new PersonMergeStore.Merging(away, kept, MergeReason.MANUAL, "", clock.instant(), sequence, by));
            return new PersonChanges(
                    List.of(new PersonChanges.Merge(away, kept)),
                    merged.traits().isEmpty() ? Map.of() : Map.of(kept, merged.traits()));
        } catch (SQLException failure) {
            throw new PeopleStoreException(failure);
        }
    }

    /** The merges in which the person took part, newest first. */
    public List<PersonMerge> history(WorkspaceId workspace, int person) {
        return database.read(handle -> {
            List<Integer> group = MergeUndoStore.group(handle, workspace, person, person);
            List<PersonMerge> history = new ArrayList<>();
            for (PersonMergeStore.Stored stored : PersonMergeStore.of(handle, workspace, group)) {
                history.addFirst(view(handle, workspace, stored));
            }
            return history;
        });
    }

    private static PersonMerge view(Handle handle, WorkspaceId workspace, PersonMergeStore.Stored stored) {
        String label = handle.createQuery("SELECT label FROM person WHERE workspace = :workspace AND id = :person")
                .bind("workspace", workspace.value())
                .bind("person", stored.from())
                .mapTo(String.class)
                .findOne()
                .orElse("");
        PersonMerge.State state = PersonMerge.State.valueOf(stored.state());
        return new PersonMerge(
                Long.toString(stored.id()),
                Integer.toString(stored.from()),
                label,
                Integer.toString(stored.into()),
                stored.reason(),
                stored.at(),
                stored.by(),
                state,
                stored.undoneAt(),
                stored.undoneBy(),
                state == PersonMerge.State.DONE && stored.reason().isExplicit());
    }

    /**
     * Identified persons who share the e-mail address or the telephone number: perhaps the same one. Nobody is merged by
     * that alone.
     */
    public List<Integer> alike(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT other.id FROM person p
                        JOIN person other ON other.workspace = p.workspace AND other.id <> p.id
                          AND other.merged_into IS NULL AND other.identified
                          AND other.email IS NOT NULL AND other.email = p.email
                        WHERE p.workspace = :workspace AND p.id = :person AND p.identified
                        UNION
                        SELECT other.id FROM person p
                        JOIN person other ON other.workspace = p.workspace AND other.id <> p.id
                          AND other.merged_into IS NULL AND other.identified
                          AND json_extract(other.traits, '$.phone') IS NOT NULL
                          AND json_extract(other.traits, '$.phone') = json_extract(p.traits, '$.phone')
                        WHERE p.workspace = :workspace AND p.id = :person AND p.identified
                        LIMIT 20
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(Integer.class)
                .list());
    }

    /** Notes that an explicit merge is to be undone. */
    public void beginUndo(WorkspaceId workspace, long merge, String by) {
        database.run(handle -> {
            PersonMergeStore.Stored stored = PersonMergeStore.find(handle, workspace, merge)
                    .orElseThrow(() -> ProblemException.notFound("The merge '" + merge + "'"));
            if (!view(handle, workspace, stored).canUndo()) {
                throw ProblemException.of(
                        ErrorCode.CONFLICT,
                        stored.reason().isExplicit()
                                ? "This merge was undone already"
                                : "Only what somebody merged explicitly can be undone; this came about by signing in");
            }
            MergeUndoStore.begin(handle, merge, by, clock.instant());
        });
    }

    /** An undoing that is not finished, with all persons it may concern. */
    public record Undoing(WorkspaceId workspace, long merge, List<Integer> group) {}

    /** What {@link #beginUndo} noted and nobody finished. */
    public List<Undoing> begun() {
        return database.read(handle -> MergeUndoStore.begun(handle).stream()
                .map(undoing -> {
                    PersonMergeStore.Stored stored = PersonMergeStore.find(handle, undoing.workspace(), undoing.merge())
                            .orElseThrow();
                    return new Undoing(
                            undoing.workspace(),
                            undoing.merge(),
                            MergeUndoStore.group(handle, undoing.workspace(), stored.from(), stored.into()));
                })
                .toList());
    }

    /** Who is who of an undoing's persons, worked out from their events. Used inside one transaction. */
    public final class Replay {
        private final Undoing undoing;
        private @Nullable IdentityReplay begun;

        private Replay(Undoing undoing) {
            this.undoing = undoing;
        }

        private IdentityReplay replay() {
            IdentityReplay known = begun;
            if (known == null) {
                known = begin(undoing);
                begun = known;
            }
            return known;
        }

        /** Takes the persons' events in order, all of them. */
        public void accept(ProjectedEvent event) {
            replay().accept(event);
        }

        /** Writes the outcome, in the caller's transaction, and gives the change that stored events need. */
        public EventEdit finish(Handle handle) {
            IdentityReplay replay = replay();
            replay.finish();
            PersonMergeStore.Stored stored = PersonMergeStore.find(handle, undoing.workspace(), undoing.merge())
                    .orElseThrow();
            MergeUndoStore.write(handle, undoing.workspace(), undoing.group(), replay);
            int from = replay.remaining(stored.from());
            int into = replay.remaining(stored.into());
            if (from != into) {
                MergeUndoStore.returnConsents(handle, undoing.workspace(), undoing.merge(), from, into);
            }
            Map<Long, Integer> assigned = Map.copyOf(replay.assigned());
            TraitChangeStore.reassign(handle, undoing.workspace(), assigned);
            return event -> Optional.of(MergeUndoStore.reassigned(event, assigned));
        }
    }

    /** Starts the replay of an undoing. */
    public Replay replay(Undoing undoing) {
        return new Replay(undoing);
    }

    private IdentityReplay begin(Undoing undoing) {
        return database.read(handle -> {
            Set<String> undone = new HashSet<>();
            List<PersonMergeStore.Merging> explicit = new ArrayList<>();
            for (PersonMergeStore.Stored stored : PersonMergeStore.of(handle, undoing.workspace(), undoing.group())) {
                boolean holds = stored.state().equals("DONE");
                if (!holds && stored.reason() == MergeReason.ALIAS) {
                    undone.add(stored.messageId());
                } else if (holds && stored.reason() == MergeReason.MANUAL) {
                    explicit.add(new PersonMergeStore.Merging(
                            stored.from(),
                            stored.into(),
                            MergeReason.MANUAL,
                            "",
                            stored.at(),
                            stored.sequence(),
                            stored.by()));
                }
            }
            AtomicInteger highest = new AtomicInteger(
                    handle.createQuery("SELECT persons FROM workspace_position WHERE workspace = :workspace")
                            .bind("workspace", undoing.workspace().value())
                            .mapTo(Integer.class)
                            .one());
            return new IdentityReplay(
                    undone,
                    explicit,
                    TraitChangeStore.byHand(handle, undoing.workspace(), undoing.group()),
                    highest::incrementAndGet);
        });
    }

    /** The stored events follow: the undoing is done. */
    public void finishUndo(Undoing undoing) {
        database.run(handle -> MergeUndoStore.finish(handle, undoing.merge()));
    }
}
