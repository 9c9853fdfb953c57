package dev.percorso.server.collect;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts per day, source, event, path, channel and kind of device. */
final class WithoutConsentStore {
    /** Beyond it the path is left out, so that an odd site cannot fill the disk. */
    private static final int MOST_ROWS_PER_DAY = 20_000;

    /** What is counted together. */
    record Place(LocalDate day, String source, String event, String path, String channel, String device) {
        Place withoutPath() {
            return new Place(day, source, event, "", channel, device);
        }
    }

    /** One way to look at the counts. */
    enum Aspect {
        DAY("day"),
        PATH("path"),
        CHANNEL("channel"),
        DEVICE("device");

        private final String column;

        Aspect(String column) {
            this.column = column;
        }
    }

    private final Database database;

    WithoutConsentStore(Database database) {
        this.database = database;
    }

    void add(WorkspaceId workspace, Map<Place, Long> counts) {
        database.run(handle -> {
            Map<LocalDate, Boolean> full = new HashMap<>();
            var batch = handle.prepareBatch("""
                    INSERT INTO event_without_consent (workspace, day, source, event, path, channel, device, events)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO UPDATE SET events = events + excluded.events
                    """);
            counts.forEach((place, events) -> {
                boolean isFull = full.computeIfAbsent(
                        place.day(),
                        day -> handle.createQuery("""
                                SELECT count(*) >= :most FROM event_without_consent
                                WHERE workspace = :workspace AND day = :day
                                """)
                                .bind("most", MOST_ROWS_PER_DAY)
                                .bind("workspace", workspace.value())
                                .bind("day", day.toString())
                                .mapTo(Boolean.class)
                                .one());
                Place kept = isFull ? place.withoutPath() : place;
                batch.add(
                        workspace.value(),
                        kept.day().toString(),
                        kept.source(),
                        kept.event(),
                        kept.path(),
                        kept.channel(),
                        kept.device(),
                        events);
            });
            batch.execute();
        });
    }

    /** @param to the first day that is not meant any more */
    List<CountWithoutConsent> counts(WorkspaceId workspace, LocalDate from, LocalDate to, Aspect aspect) {
        return database.read(handle -> handle.createQuery("""
                        SELECT event, <column> AS name, sum(events) AS events FROM event_without_consent
                        WHERE workspace = :workspace AND day >= :from AND day < :to
                        GROUP BY event, <column> ORDER BY 3 DESC, 1, 2
                        """)
                .define("column", aspect.column)
                .bind("workspace", workspace.value())
                .bind("from", from.toString())
                .bind("to", to.toString())
                .map((row, context) -> new CountWithoutConsent(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }
}
