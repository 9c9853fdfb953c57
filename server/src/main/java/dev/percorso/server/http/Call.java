package dev.percorso.server.http;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The request that runs on this thread, for work that queues by who asks for it.
 *
 * @param caller the same for all requests of one user or key
 * @param id the name that the client gave to this request by the header X-Request-Id
 */
public record Call(String caller, Optional<String> id) {
    private static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

    /** The request that runs on this thread; none on threads of the server's own. */
    public static Optional<Call> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does the work as this request. */
    public <T> T asThis(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    static Call of(Request request) {
        Caller caller = request.caller();
        String who = caller.userId().map(user -> "user " + user).orElseGet(() -> "key " + caller.name());
        return new Call(
                caller.isAnonymous() ? "anybody" : who,
                request.header("x-request-id").filter(id -> !id.isBlank() && id.length() <= 100));
    }
}
