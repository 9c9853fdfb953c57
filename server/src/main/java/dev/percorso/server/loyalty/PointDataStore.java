package dev.percorso.server.loyalty;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The points of people. */
final class PointDataStore implements PersonalData {
    @Override
    public Set<String> tables() {
        return Set.of("point_entry", "point_standing");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of("points", PersonalRowStore.read(handle, """
                        SELECT added_at AS at, points, reason, source FROM point_entry
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY id
                        """, subject, Set.of("at")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        for (String table : tables()) {
            PersonalRowStore.change(
                    handle,
                    "DELETE FROM " + table
                            + " WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))",
                    subject);
        }
    }
}
