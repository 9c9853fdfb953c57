package dev.percorso.server.push;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Keys and subscriptions of push messages in the state database; private keys are sealed. */
public final class PushStore {
    /** More browsers nobody has; the oldest go. */
    private static final int MOST_OF_PERSON = 20;

    private static final Duration NOTED_EVERY = Duration.ofHours(1);

    private final Database database;
    private final SecretBox box;

    PushStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** @param key empty private key when it cannot be unsealed */
    record Setting(VapidKey key, PushWords words) {}

    Optional<Setting> setting(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("SELECT * FROM push_setting WHERE workspace = ?")
                .bind(0, workspace.value())
                .map((row, context) -> new Setting(
                        new VapidKey(
                                row.getString("public_key"),
                                box.unseal(row.getString("private_key"), owner(workspace))
                                        .orElse("")),
                        Json.read(row.getString("words").getBytes(StandardCharsets.UTF_8), PushWords.class)))
                .findOne());
    }

    private static String owner(WorkspaceId workspace) {
        return "push-" + workspace.value();
    }

    /** Whether the workspace takes push messages. */
    static boolean isOn(Database database, WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("SELECT 1 FROM push_setting WHERE workspace = ?")
                .bind(0, workspace.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** Keeps the key that is there: browsers subscribed to it. */
    void save(WorkspaceId workspace, VapidKey key, PushWords words, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO push_setting (workspace, public_key, private_key, words, created_at)
                        VALUES (:workspace, :publicKey, :privateKey, :words, :now)
                        ON CONFLICT (workspace) DO UPDATE SET words = excluded.words
                        """)
                .bind("workspace", workspace.value())
                .bind("publicKey", key.publicKey())
                .bind("privateKey", box.seal(key.privateKey(), owner(workspace)))
                .bind("words", Json.text(words))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** The browser is this person's from now on. */
    void subscribe(WorkspaceId workspace, int person, PushSubscription.Address address, String browser, Instant now) {
        database.run(handle -> {
            handle.createUpdate("""
                            INSERT INTO push_subscription (workspace, person, endpoint, p256dh, auth, browser, created_at)
                            VALUES (:workspace, :person, :endpoint, :p256dh, :auth, :browser, :now)
                            ON CONFLICT (workspace, endpoint) DO UPDATE
                            SET person = excluded.person, p256dh = excluded.p256dh, auth = excluded.auth,
                                browser = excluded.browser
                            """)
                    .bind("workspace", workspace.value())
                    .bind("person", person)
                    .bind("endpoint", address.endpoint())
                    .bind("p256dh", address.p256dh())
                    .bind("auth", address.auth())
                    .bind("browser", browser)
                    .bind("now", now.toEpochMilli())
                    .execute();
            handle.createUpdate("""
                            DELETE FROM push_subscription
                            WHERE workspace = :workspace AND person = :person
                              AND id NOT IN (SELECT id FROM push_subscription
                                             WHERE workspace = :workspace AND person = :person
                                             ORDER BY id DESC LIMIT :most)
                            """)
                    .bind("workspace", workspace.value())
                    .bind("person", person)
                    .bind("most", MOST_OF_PERSON)
                    .execute();
        });
    }

    /** Whose browser it was; empty when it is not known. */
    Optional<Integer> unsubscribe(WorkspaceId workspace, String endpoint) {
        return database.write(handle -> handle.createQuery(
                        "DELETE FROM push_subscription WHERE workspace = ? AND endpoint = ? RETURNING person")
                .bind(0, workspace.value())
                .bind(1, endpoint)
                .mapTo(Integer.class)
                .findOne());
    }

    List<PushSubscription> ofPerson(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM push_subscription WHERE workspace = :workspace AND person = :person ORDER BY id
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .map(PushStore::subscription)
                .list());
    }

    private static PushSubscription subscription(ResultSet row, StatementContext context) throws SQLException {
        long sent = row.getLong("sent_at");
        boolean isNew = row.wasNull();
        return new PushSubscription(
                row.getLong("id"),
                row.getInt("person"),
                new PushSubscription.Address(row.getString("endpoint"), row.getString("p256dh"), row.getString("auth")),
                row.getString("browser"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                isNew ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sent)));
    }

    /** Browsers and the people whose they are. */
    record Subscribed(long browsers, long people) {}

    Subscribed subscribed(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) AS browsers, count(DISTINCT person) AS people
                        FROM push_subscription WHERE workspace = ?
                        """)
                .bind(0, workspace.value())
                .map((row, context) -> new Subscribed(row.getLong(1), row.getLong(2)))
                .one());
    }

    /** A message was taken; that is noted once an hour, as it costs a write. */
    void taken(PushSubscription subscription, Instant now) {
        if (subscription
                .sentAt()
                .filter(at -> at.plus(NOTED_EVERY).isAfter(now))
                .isEmpty()) {
            database.run(handle -> handle.execute(
                    "UPDATE push_subscription SET sent_at = ? WHERE id = ?", now.toEpochMilli(), subscription.id()));
        }
    }

    void remove(PushSubscription subscription) {
        database.run(handle -> handle.execute("DELETE FROM push_subscription WHERE id = ?", subscription.id()));
    }

    /** The browsers of a merged person become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.give(handle, merge, "push_subscription");
    }
}
