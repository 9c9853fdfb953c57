package dev.percorso.server.ops;

import dev.percorso.server.store.Troubles;
import java.util.List;
import java.util.Optional;

/**
 * How the collecting of a workspace goes.
 *
 * @param accepted taken into the journal, doubled ones not counted
 * @param projected visible in reports and on people's stories
 * @param lagEvents taken and not projected yet
 * @param indexRebuilt which part of the journey index is built anew, from 0 to 1; absent when it is not being built
 * @param troubles of the whole server: what does not work at the moment and is tried again
 */
public record WorkspaceStatus(
        long accepted,
        long refused,
        long duplicate,
        long projected,
        long lagEvents,
        long persons,
        long events,
        long indexBytes,
        Optional<Double> indexRebuilt,
        int eventFiles,
        Optional<Smtp> smtp,
        List<Troubles.Trouble> troubles) {
    /** Whether and where mail goes out. */
    public record Smtp(boolean configured, Optional<String> host) {}
}
