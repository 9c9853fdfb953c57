package dev.percorso.server.access;

import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Ids;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Users, their passwords and their sessions; guessing is slowed down per account and address. */
public final class Users {
    /** A session ends after so long without use. */
    static final Duration SESSION_LIFE = Duration.ofDays(30);

    private static final int SIGN_IN_TRIES = 10;
    private static final Duration SIGN_IN_PAUSE = Duration.ofMinutes(1);
    private static final Duration TOUCH_EVERY = Duration.ofHours(1);
    private static final int SHORTEST_PASSWORD = 10;
    private static final byte[] NO_SESSION = {};

    private final UserStore store;
    private final InstantSource clock;
    private final Ids ids;
    private final RateLimit limit;
    private Optional<String> decoyHash = Optional.empty();

    public Users(Database database, InstantSource clock, Ids ids) {
        this.store = new UserStore(database);
        this.clock = clock;
        this.ids = ids;
        this.limit = new RateLimit(SIGN_IN_TRIES, SIGN_IN_PAUSE);
    }

    /** A user with the password that is told once. */
    public record Created(User user, String oneTimePassword) {}

    /** A signed-in user with the cookie's token. */
    record SignedIn(User user, String token) {}

    public List<User> all() {
        return store.all();
    }

    /**
     * Refuses ids of users who are not there any more.
     *
     * @param field that names them
     */
    public void require(List<String> named, String field) {
        List<String> known = all().stream().map(User::id).toList();
        for (String id : named) {
            if (!known.contains(id)) {
                throw ProblemException.invalid(field, "there is no user '%s' any more".formatted(id));
            }
        }
    }

    /** Creates a user with a one-time password. */
    public Created create(String email, String name, Role role) {
        String password = ids.next();
        return new Created(insert(email, name, role, password, true), password);
    }

    /** Creates a user with a password that stays. */
    public void create(String email, String name, Role role, String password) {
        insert(email, name, role, password, false);
    }

    private User insert(String email, String name, Role role, String password, boolean mustChange) {
        String address = EmailAddress.compared(email);
        if (!address.matches("[^@\\s]+@[^@\\s]+")) {
            throw ProblemException.invalid("/email", "'%s' is not an e-mail address".formatted(email));
        }
        if (!name.isBlank() && !DisplayName.isValid(name)) {
            throw ProblemException.invalid("/name", "give the user a name " + DisplayName.RULE);
        }
        User user = new User(
                ids.next(), address, name.isBlank() ? address : name.strip(), role, mustChange, true, List.of());
        if (!store.insert(user, Secrets.hashPassword(password), clock.instant())) {
            throw ProblemException.of(
                    ErrorCode.ALREADY_EXISTS, "A user with the e-mail " + address + " exists already");
        }
        return user;
    }

    /**
     * What a user may do where.
     *
     * @param everywhere in every workspace, those to come included
     * @param memberships where else; their workspaces exist
     */
    record Reach(Role role, boolean everywhere, List<Membership> memberships) {
        Reach {
            memberships = List.copyOf(memberships);
            Set<String> named = new HashSet<>();
            for (Membership membership : memberships) {
                if (membership.role() == Role.ADMINISTRATOR) {
                    throw ProblemException.invalid(
                            "/memberships", "an administrator enters every workspace; in one choose editor or viewer");
                }
                if (!named.add(membership.workspace())) {
                    throw ProblemException.invalid(
                            "/memberships", "the workspace '%s' is named twice".formatted(membership.workspace()));
                }
            }
        }
    }

    /**
     * Says what a user may do where; from the next request on. Nobody stops being administrator by themselves, nor the
     * last one by another who has just stopped being one.
     */
    User setAccess(String id, Reach reach, Optional<String> by) {
        User user = store.find(id)
                .orElseThrow(() -> ProblemException.notFound("The user"))
                .user();
        if (by.equals(Optional.of(id)) && reach.role() != user.role()) {
            throw ProblemException.of(
                    ErrorCode.NOT_ALLOWED, "Another administrator has to change your role, so that one remains");
        }
        User changed = new User(
                id,
                user.email(),
                user.name(),
                reach.role(),
                user.mustChangePassword(),
                reach.everywhere(),
                reach.memberships());
        if (!store.setAccess(changed)) {
            throw lastAdministrator();
        }
        return changed;
    }

    /**
     * Deletes a user, whose sessions end at once and to whom nothing is sent any more. What the user did keeps the name,
     * which is stored as text with it. Nobody deletes themselves, so that an administrator remains.
     *
     * @param leaving what else names users by their id
     * @return the user as last known
     */
    User delete(String id, Optional<String> by, List<UserLeaving> leaving) {
        User user = store.find(id)
                .orElseThrow(() -> ProblemException.notFound("The user"))
                .user();
        if (by.equals(Optional.of(id))) {
            throw ProblemException.of(
                    ErrorCode.NOT_ALLOWED, "Another administrator has to delete you, so that one remains");
        }
        if (!store.delete(id, handle -> leaving.forEach(each -> each.leave(handle, id)))) {
            throw lastAdministrator();
        }
        return user;
    }

    private static ProblemException lastAdministrator() {
        return ProblemException.of(
                ErrorCode.NOT_ALLOWED, "This is the last administrator; make another user administrator first");
    }

    /** Gives a user a new one-time password and ends all the user's sessions. */
    public Created resetPassword(String email) {
        UserStore.Account account = store.findByEmail(email)
                .orElseThrow(() -> ProblemException.notFound("A user with the e-mail " + email));
        String password = ids.next();
        store.setPassword(account.user().id(), Secrets.hashPassword(password), true, NO_SESSION);
        return new Created(account.user(), password);
    }

    SignedIn signIn(String email, String password, String remoteAddress) {
        String trying = EmailAddress.compared(email) + " " + remoteAddress;
        limit.check(trying, "Too many tries; wait a minute and try again");
        Optional<UserStore.Account> account = store.findByEmail(email);
        // A missing user costs as much time as a wrong password, so that nobody can find out who has an account.
        boolean right = Secrets.isPassword(
                password, account.map(UserStore.Account::passwordHash).orElseGet(this::decoyHash));
        if (account.isEmpty() || !right) {
            throw ProblemException.of(
                    ErrorCode.WRONG_CREDENTIALS,
                    "Check both; after too many tries you have to wait. "
                            + "A lost password is renewed on the server with './percorso user reset'");
        }
        limit.forget(trying);
        String token = ids.secret();
        store.deleteSessionsBefore(clock.instant().minus(SESSION_LIFE));
        store.insertSession(Secrets.hashToken(token), account.get().user().id(), clock.instant());
        return new SignedIn(account.get().user(), token);
    }

    /** Made when it is first needed, because a hash is slow on purpose and most starts need none. */
    private synchronized String decoyHash() {
        String hash = decoyHash.orElseGet(() -> Secrets.hashPassword(ids.secret()));
        decoyHash = Optional.of(hash);
        return hash;
    }

    Optional<User> bySession(String token) {
        byte[] hash = Secrets.hashToken(token);
        Optional<UserStore.LiveSession> session =
                store.session(hash, clock.instant().minus(SESSION_LIFE));
        session.filter(live -> live.usedAt().plus(TOUCH_EVERY).isBefore(clock.instant()))
                .ifPresent(live -> store.touchSession(hash, clock.instant()));
        return session.map(UserStore.LiveSession::user);
    }

    void signOut(String token) {
        store.deleteSession(Secrets.hashToken(token));
    }

    void changePassword(String userId, String current, String replacement, String token) {
        UserStore.Account account = store.find(userId).orElseThrow(() -> ProblemException.notFound("The user"));
        if (!Secrets.isPassword(current, account.passwordHash())) {
            throw ProblemException.invalid("/current", "this is not the current password");
        }
        if (replacement.length() < SHORTEST_PASSWORD) {
            throw ProblemException.invalid("/replacement", "use at least %d characters".formatted(SHORTEST_PASSWORD));
        }
        store.setPassword(userId, Secrets.hashPassword(replacement), false, Secrets.hashToken(token));
    }
}
