package dev.percorso.server.collect.imports;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.InstantSource;
import java.util.List;

/** Mappings that a workspace keeps by name. */
public final class SavedMappings {
    /** What of a mapping is stored. */
    record Content(String name, String mapping) {}

    private final DocumentStore<Content> store;
    private final Ids ids;

    SavedMappings(Database database, Ids ids, InstantSource clock) {
        this.store = new DocumentStore<>(database, clock, "importMapping", Content.class);
        this.ids = ids;
    }

    public List<SavedMapping> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(stored -> new SavedMapping(
                        stored.id(), stored.content().name(), stored.content().mapping()))
                .toList();
    }

    /** Keeps a mapping under a name; one of the same name is replaced. */
    SavedMapping save(WorkspaceId workspace, String name, String mapping, String by) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid(
                    "/name", "give the mapping a name " + DisplayName.RULE + ", e.g. 'Orders of the old shop'");
        }
        Mapping.parse(mapping);
        String known = name.strip();
        String id = all(workspace).stream()
                .filter(saved -> saved.name().equals(known))
                .map(SavedMapping::id)
                .findFirst()
                .orElseGet(ids::next);
        store.save(workspace, id, new Content(known, mapping), by);
        return new SavedMapping(id, known, mapping);
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The mapping '" + id + "'");
        }
    }
}
