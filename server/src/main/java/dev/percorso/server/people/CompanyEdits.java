package dev.percorso.server.people;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Changes companies by hand, as events do: with a history, and on the journeys of their people at once. */
public final class CompanyEdits {
    private final Database database;
    private final PersonListener listener;
    private final InstantSource clock;

    public CompanyEdits(Database database, PersonListener listener, InstantSource clock) {
        this.database = database;
        this.listener = listener;
        this.clock = clock;
    }

    /**
     * Makes a company of which nobody has spoken yet.
     *
     * @param by {@link TraitChange#OPERATOR} with a name, for the history
     */
    public void create(WorkspaceId workspace, String key, String type, Map<String, Object> traits, String by) {
        if (RefusedIds.isRefused(key)) {
            throw ProblemException.invalid("/id", RefusedIds.rule(key));
        }
        write(workspace, handle -> {
            if (CompanyStore.find(handle, workspace, key).isPresent()) {
                throw ProblemException.of(
                        ErrorCode.ALREADY_EXISTS, "A company '%s' exists already; choose another id".formatted(key));
            }
            return write(handle, workspace, new Company(key, "", Map.of(), clock.instant()), type, traits, by);
        });
    }

    /** Says what kind of group it is; empty for nothing. */
    public void setType(WorkspaceId workspace, String key, String type, String by) {
        write(workspace, handle -> write(handle, workspace, find(handle, workspace, key), type, Map.of(), by));
    }

    /** @param value the trait's; null to forget the trait */
    public void setTrait(WorkspaceId workspace, String key, String trait, @Nullable Object value, String by) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        changes.put(trait, value);
        write(workspace, handle -> {
            Company company = find(handle, workspace, key);
            return write(handle, workspace, company, company.type(), changes, by);
        });
    }

    /** Deletes the company with its history; its people belong to none then. */
    public void delete(WorkspaceId workspace, String key, String by) {
        write(workspace, handle -> {
            Company company = find(handle, workspace, key);
            Map<String, @Nullable Object> gone = new HashMap<>();
            CompanyTraits.ofMembers(company.type(), company.traits()).keySet().forEach(name -> gone.put(name, null));
            gone.put(CompanyTraits.ID, null);
            Map<Integer, Map<String, @Nullable Object>> people = new HashMap<>();
            List<TraitChangeStore.Placed> history = new ArrayList<>();
            TraitChange left = new TraitChange(CompanyTraits.ID, Optional.empty(), by, clock.instant());
            long position = TraitChangeStore.position(handle, workspace);
            for (int member : CompanyStore.members(handle, workspace, key)) {
                Map<String, Object> traits =
                        new LinkedHashMap<>(TraitStore.read(handle.getConnection(), workspace.value(), member));
                traits.remove(CompanyTraits.ID);
                TraitStore.write(handle.getConnection(), workspace.value(), member, traits);
                history.add(new TraitChangeStore.Placed(member, left, position));
                people.put(member, gone);
            }
            TraitChangeStore.add(handle.getConnection(), workspace.value(), history);
            CompanyStore.delete(handle, workspace, key);
            return new PersonChanges(List.of(), people);
        });
    }

    private interface Work {
        PersonChanges in(Handle handle);
    }

    private void write(WorkspaceId workspace, Work work) {
        listener.changed(workspace, database.write(work::in));
    }

    private static Company find(Handle handle, WorkspaceId workspace, String key) {
        return CompanyStore.find(handle, workspace, key)
                .orElseThrow(() -> ProblemException.notFound("The company '" + key + "'"));
    }

    private PersonChanges write(
            Handle handle,
            WorkspaceId workspace,
            Company company,
            String type,
            Map<String, ? extends @Nullable Object> changes,
            String by) {
        Instant now = clock.instant();
        long position = TraitChangeStore.position(handle, workspace);
        Map<String, Object> traits = new LinkedHashMap<>(company.traits());
        List<CompanyStore.Placed> history = new ArrayList<>();
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put(CompanyTraits.TYPE, type.isEmpty() ? null : type);
        changes.forEach((name, value) -> {
            Object before = value == null ? traits.remove(name) : traits.put(name, value);
            if (!Objects.equals(before, value)) {
                TraitChange change = new TraitChange(name, Optional.ofNullable(value), by, now);
                history.add(new CompanyStore.Placed(company.key(), change, position));
                told.put(CompanyTraits.PREFIX + name, value);
            }
        });
        CompanyStore.put(handle, workspace, new Company(company.key(), type, traits, company.createdAt()), by);
        CompanyStore.add(handle, workspace, history);
        Map<Integer, Map<String, @Nullable Object>> people = new HashMap<>();
        CompanyStore.members(handle, workspace, company.key()).forEach(member -> people.put(member, told));
        return new PersonChanges(List.of(), people);
    }
}
