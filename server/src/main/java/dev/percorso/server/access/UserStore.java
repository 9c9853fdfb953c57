package dev.percorso.server.access;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** Users and their sessions in the state database. */
final class UserStore {
    /** A user with the hash of the password. */
    record Account(User user, String passwordHash) {}

    /** A user's session; {@code usedAt} is written at most once an hour. */
    record LiveSession(User user, Instant usedAt) {}

    private static final RowMapper<User> ROW = (row, context) -> new User(
            row.getString("id"),
            row.getString("email"),
            row.getString("name"),
            Role.valueOf(row.getString("role")),
            row.getBoolean("must_change_password"),
            row.getBoolean("everywhere"),
            memberships(row.getString("memberships")));

    /** A user with the memberships as one text. */
    private static final String WITH_MEMBERSHIPS = """
            (SELECT group_concat(workspace || ' ' || role, ',') FROM workspace_member
              WHERE workspace_member.user_id = user_account.id) AS memberships
            """;

    private final Database database;

    UserStore(Database database) {
        this.database = database;
    }

    List<User> all() {
        return database.read(handle -> handle.createQuery(
                        "SELECT user_account.*, " + WITH_MEMBERSHIPS + " FROM user_account ORDER BY email")
                .map(ROW)
                .list());
    }

    Optional<Account> findByEmail(String email) {
        return account("email = :key", EmailAddress.compared(email));
    }

    Optional<Account> find(String id) {
        return account("id = :key", id);
    }

    private Optional<Account> account(String condition, String key) {
        return database.read(handle -> handle.createQuery(
                        "SELECT user_account.*, " + WITH_MEMBERSHIPS + " FROM user_account WHERE " + condition)
                .bind("key", key)
                .map((row, context) -> new Account(ROW.map(row, context), row.getString("password_hash")))
                .findOne());
    }

    /** Whether the user was created; false when the e-mail is taken. */
    boolean insert(User user, String passwordHash, Instant now) {
        return database.write(handle -> handle.createUpdate("""
                        INSERT INTO user_account (id, email, name, role, password_hash, must_change_password, created_at)
                        VALUES (:id, :email, :name, :role, :hash, :mustChange, :now)
                        ON CONFLICT DO NOTHING
                        """)
                        .bind("id", user.id())
                        .bind("email", user.email())
                        .bind("name", user.name())
                        .bind("role", user.role().name())
                        .bind("hash", passwordHash)
                        .bind("mustChange", user.mustChangePassword())
                        .bind("now", now.toEpochMilli())
                        .execute())
                == 1;
    }

    private static List<Membership> memberships(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        List<Membership> memberships = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            int space = one.indexOf(' ');
            memberships.add(new Membership(one.substring(0, space), Role.valueOf(one.substring(space + 1))));
        }
        memberships.sort(Comparator.comparing(Membership::workspace));
        return memberships;
    }

    /** Says what the user may do where; false for the last administrator, who stays one. */
    boolean setAccess(User user) {
        return database.write(handle -> {
            if (user.role() != Role.ADMINISTRATOR && isLastAdministrator(handle, user.id())) {
                return false;
            }
            handle.execute(
                    "UPDATE user_account SET role = ?, everywhere = ? WHERE id = ?",
                    user.role().name(),
                    user.everywhere(),
                    user.id());
            handle.execute("DELETE FROM workspace_member WHERE user_id = ?", user.id());
            for (Membership membership : user.memberships()) {
                handle.execute(
                        "INSERT INTO workspace_member (user_id, workspace, role) VALUES (?, ?, ?)",
                        user.id(),
                        membership.workspace(),
                        membership.role().name());
            }
            return true;
        });
    }

    private static boolean isLastAdministrator(Handle handle, String userId) {
        return handle.createQuery("SELECT count(*) = 1 AND max(id) = :id FROM user_account WHERE role = :role")
                .bind("id", userId)
                .bind("role", Role.ADMINISTRATOR.name())
                .mapTo(Boolean.class)
                .one();
    }

    /** Sets the password and ends every session of the user but the one to keep. */
    void setPassword(String userId, String passwordHash, boolean mustChange, byte[] keptSession) {
        database.run(handle -> {
            handle.createUpdate("""
                            UPDATE user_account SET password_hash = :hash, must_change_password = :mustChange
                            WHERE id = :id
                            """)
                    .bind("hash", passwordHash)
                    .bind("mustChange", mustChange)
                    .bind("id", userId)
                    .execute();
            handle.createUpdate("DELETE FROM session WHERE user_id = :id AND token_hash <> :kept")
                    .bind("id", userId)
                    .bind("kept", keptSession)
                    .execute();
        });
    }

    /**
     * Deletes a user with all sessions and memberships; false for the last administrator, who stays.
     *
     * @param leaving takes the user out of what else names users, in the same transaction
     */
    boolean delete(String userId, Consumer<Handle> leaving) {
        return database.write(handle -> {
            if (isLastAdministrator(handle, userId)) {
                return false;
            }
            leaving.accept(handle);
            handle.execute("DELETE FROM session WHERE user_id = ?", userId);
            handle.execute("DELETE FROM workspace_member WHERE user_id = ?", userId);
            handle.execute("DELETE FROM user_account WHERE id = ?", userId);
            return true;
        });
    }

    /** Begins a session of a user; without effect when the user was deleted meanwhile. */
    void insertSession(byte[] tokenHash, String userId, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO session (token_hash, user_id, created_at, used_at)
                        SELECT :hash, id, :now, :now FROM user_account WHERE id = :user
                        """)
                .bind("hash", tokenHash)
                .bind("user", userId)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    Optional<LiveSession> session(byte[] tokenHash, Instant notBefore) {
        return database.read(handle -> handle.createQuery(
                        "SELECT user_account.*, session.used_at, " + WITH_MEMBERSHIPS + """
                        FROM session JOIN user_account ON user_account.id = session.user_id
                        WHERE token_hash = :hash AND used_at >= :notBefore
                        """)
                .bind("hash", tokenHash)
                .bind("notBefore", notBefore.toEpochMilli())
                .map((row, context) ->
                        new LiveSession(ROW.map(row, context), Instant.ofEpochMilli(row.getLong("used_at"))))
                .findOne());
    }

    void touchSession(byte[] tokenHash, Instant now) {
        database.run(handle -> handle.createUpdate("UPDATE session SET used_at = :now WHERE token_hash = :hash")
                .bind("now", now.toEpochMilli())
                .bind("hash", tokenHash)
                .execute());
    }

    void deleteSession(byte[] tokenHash) {
        database.run(handle -> handle.createUpdate("DELETE FROM session WHERE token_hash = :hash")
                .bind("hash", tokenHash)
                .execute());
    }

    void deleteSessionsBefore(Instant notBefore) {
        database.run(handle -> handle.createUpdate("DELETE FROM session WHERE used_at < :notBefore")
                .bind("notBefore", notBefore.toEpochMilli())
                .execute());
    }
}
