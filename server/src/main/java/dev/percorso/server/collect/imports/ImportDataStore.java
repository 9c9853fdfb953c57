package dev.percorso.server.collect.imports;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Traits that an import set, while it is being undone. */
public final class ImportDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("import_undo_person");
    }

    /** What is noted here stands among the traits too. */
    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of();
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(
                handle,
                "DELETE FROM import_undo_person WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                subject);
    }
}
