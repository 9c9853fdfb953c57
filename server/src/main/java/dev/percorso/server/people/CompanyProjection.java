package dev.percorso.server.people;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What the events of one transaction of the projector say of companies. */
final class CompanyProjection {
    private static final class Draft {
        final String source;
        final Instant createdAt;
        final Map<String, Object> traits = new LinkedHashMap<>();
        String type = "";
        boolean changed;

        Draft(String source, Instant createdAt) {
            this.source = source;
            this.createdAt = createdAt;
        }
    }

    private final Handle handle;
    private final WorkspaceId workspace;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final List<CompanyStore.Placed> history = new ArrayList<>();
    private final Set<String> withOtherTraits = new TreeSet<>();
    private final Map<String, Set<String>> forgotten = new LinkedHashMap<>();
    /** Companies that persons left, by person. */
    private final Map<Integer, String> left = new LinkedHashMap<>();

    CompanyProjection(Handle handle, WorkspaceId workspace) {
        this.handle = handle;
        this.workspace = workspace;
    }

    void apply(Event event, Instant arrival, long sequence) {
        Optional<String> key = CompanyTraits.key(event.traits());
        if (key.isEmpty()) {
            return;
        }
        Draft draft = drafts.computeIfAbsent(key.get(), name -> read(name, event));
        CompanyTraits.type(event.traits())
                .filter(type -> !type.equals(draft.type))
                .ifPresent(type -> {
                    draft.type = type;
                    draft.changed = true;
                    withOtherTraits.add(key.get());
                });
        TraitOperation.resolve(CompanyTraits.ofCompany(event.traits()), draft.traits)
                .forEach((name, value) -> set(key.get(), draft, name, value, event.source(), arrival, sequence));
    }

    private Draft read(String key, Event event) {
        Optional<Company> known = CompanyStore.find(handle, workspace, key);
        Draft draft = new Draft(event.source(), known.map(Company::createdAt).orElse(event.time()));
        known.ifPresentOrElse(
                company -> {
                    draft.traits.putAll(company.traits());
                    draft.type = company.type();
                },
                () -> draft.changed = true);
        return draft;
    }

    private void set(
            String key,
            Draft draft,
            String name,
            @Nullable Object value,
            String source,
            Instant arrival,
            long sequence) {
        Object before = value == null ? draft.traits.remove(name) : draft.traits.put(name, value);
        if (value == null ? before != null : !value.equals(before)) {
            draft.changed = true;
            withOtherTraits.add(key);
            if (value == null) {
                forgotten.computeIfAbsent(key, ignored -> new TreeSet<>()).add(name);
            }
            TraitChange change = new TraitChange(name, Optional.ofNullable(value), source, arrival);
            history.add(new CompanyStore.Placed(key, change, sequence));
        }
    }

    /** A person's traits change, and perhaps where it belongs. */
    void noteMove(int person, Map<String, Object> before, Map<String, Object> after) {
        CompanyTraits.key(before)
                .filter(key -> !key.equals(after.get(CompanyTraits.ID)))
                .ifPresent(key -> left.put(person, key));
    }

    /** Writes what is held back. */
    void flush() {
        drafts.forEach((key, draft) -> {
            if (draft.changed) {
                CompanyStore.put(
                        handle, workspace, new Company(key, draft.type, draft.traits, draft.createdAt), draft.source);
                draft.changed = false;
            }
        });
        CompanyStore.add(handle, workspace, history);
        history.clear();
    }

    /** Adds to the changed traits of persons what their companies make of them; after everybody's traits are written. */
    void spread(Map<Integer, Map<String, @Nullable Object>> changed) {
        for (String key : withOtherTraits) {
            for (int member : CompanyStore.members(handle, workspace, key)) {
                changed.computeIfAbsent(member, ignored -> new LinkedHashMap<>())
                        .putIfAbsent(CompanyTraits.ID, key);
            }
        }
        changed.forEach((person, traits) -> {
            Optional.ofNullable(left.get(person))
                    .ifPresent(key -> traits(key).keySet().forEach(name -> traits.put(name, null)));
            if (traits.get(CompanyTraits.ID) instanceof String key) {
                forgotten.getOrDefault(key, Set.of()).forEach(name -> traits.put(CompanyTraits.PREFIX + name, null));
                traits.putAll(traits(key));
            }
        });
    }

    private Map<String, Object> traits(String key) {
        Draft draft = drafts.get(key);
        if (draft != null) {
            return CompanyTraits.ofMembers(draft.type, draft.traits);
        }
        return CompanyStore.find(handle, workspace, key)
                .map(company -> CompanyTraits.ofMembers(company.type(), company.traits()))
                .orElse(Map.of());
    }
}
