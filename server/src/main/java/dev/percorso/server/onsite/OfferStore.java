package dev.percorso.server.onsite;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What flows want sites to show to persons, in the state database. */
public final class OfferStore implements PersonalData {
    private final Database database;

    public OfferStore(Database database) {
        this.database = database;
    }

    /** In the transaction of the steps that offer. The token is known to the person's browser only. */
    public static void add(Handle handle, List<Offer> offers, Instant now) {
        if (offers.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO onsite_offer (token, workspace, flow, version, person, run, step, occurrence, message, until,
                                          created_at)
                VALUES (lower(hex(randomblob(16))), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """);
        for (Offer offer : offers) {
            batch.add(
                    offer.workspace().value(),
                    offer.flow(),
                    offer.version(),
                    offer.person(),
                    offer.run(),
                    offer.step(),
                    offer.occurrence(),
                    offer.message(),
                    offer.until().toEpochMilli(),
                    now.toEpochMilli());
        }
        batch.execute();
    }

    /**
     * An offer that a browser may take up.
     *
     * @param token by which the browser tells what became of it
     * @param shown whether it was shown before
     */
    public record Open(String token, String message, boolean shown) {}

    /** What is offered to the person and not answered yet, the latest first. */
    public List<Open> open(WorkspaceId workspace, int person, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT token, message, shown_at IS NOT NULL AS shown FROM onsite_offer
                        WHERE workspace = :workspace AND person = :person AND until > :now
                          AND clicked_at IS NULL AND closed_at IS NULL
                        ORDER BY created_at DESC, token
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("now", now.toEpochMilli())
                .map((row, context) -> new Open(row.getString(1), row.getString(2), row.getBoolean(3)))
                .list());
    }

    /** What somebody did with an offer. */
    public enum Done {
        SHOWN,
        CLICKED,
        CLOSED
    }

    /** Notes the first time; tells whether there is such an offer. */
    boolean done(String token, Done what, Instant now) {
        // What is answered was shown, whether or not the browser could say so.
        return database.write(handle -> handle.createUpdate("""
                        UPDATE onsite_offer
                        SET shown_at = coalesce(shown_at, :now),
                            clicked_at = iif(:what = 'CLICKED', coalesce(clicked_at, :now), clicked_at),
                            closed_at = iif(:what = 'CLOSED', coalesce(closed_at, :now), closed_at)
                        WHERE token = :token
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("what", what.name())
                        .bind("token", token)
                        .execute()
                == 1);
    }

    /** Of the offers of one step. */
    public record Count(long shown, long clicked) {
        public static final Count NONE = new Count(0, 0);
    }

    /** How many offers of each step of a flow were shown, and clicked. */
    public Map<String, Count> countsOfFlow(WorkspaceId workspace, String flow) {
        Map<String, Count> counts = new TreeMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT step, count(shown_at) AS shown, count(clicked_at) AS clicked FROM onsite_offer
                            WHERE workspace = :workspace AND flow = :flow GROUP BY step
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) ->
                            counts.put(row.getString("step"), new Count(row.getLong("shown"), row.getLong("clicked"))))
                    .list();
            return true;
        });
        return counts;
    }

    /** Persons to whom the site showed the offers of a step, or who clicked them. */
    public BitSet personsOfStep(WorkspaceId workspace, String flow, String step, boolean clicked) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM onsite_offer
                            WHERE workspace = :workspace AND flow = :flow AND step = :step AND person > 0
                              AND iif(:clicked = 1, clicked_at, shown_at) IS NOT NULL
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .bind("step", step)
                    .bind("clicked", clicked ? 1 : 0)
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }

    /** Offers nothing more for a flow; in the caller's transaction. */
    public static void end(Handle handle, WorkspaceId workspace, String flow, Instant now) {
        handle.execute(
                "UPDATE onsite_offer SET until = ? WHERE workspace = ? AND flow = ? AND until > ?",
                now.toEpochMilli(),
                workspace.value(),
                flow,
                now.toEpochMilli());
    }

    /** The offers of a merged person become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.give(handle, merge, "onsite_offer");
    }

    @Override
    public Set<String> tables() {
        return Set.of("onsite_offer");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of(
                "onSiteOffers",
                PersonalRowStore.read(handle, """
                        SELECT step, message, created_at AS offeredAt, shown_at AS shownAt, clicked_at AS clickedAt,
                          closed_at AS closedAt
                        FROM onsite_offer
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY created_at
                        """, subject, Set.of("offeredAt", "shownAt", "clickedAt", "closedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        // Their counts outlive the person, as those of messages do.
        PersonalRowStore.change(handle, """
                UPDATE onsite_offer SET person = 0, run = 'erased-' || token, until = 0
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
    }
}
