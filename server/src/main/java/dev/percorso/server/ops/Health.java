package dev.percorso.server.ops;

import dev.percorso.server.store.Troubles;
import java.util.List;

/** How the server is. */
public record Health(State status, List<Troubles.Trouble> troubles) {
    /** In short. */
    public enum State {
        UP,
        /** Events are stored, but something does not work and is tried again. */
        DEGRADED,
        /** Events cannot be stored and are refused. */
        NOT_COLLECTING
    }
}
