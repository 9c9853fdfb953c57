package dev.percorso.server.ops;

import java.util.Optional;

/**
 * How the collecting of a workspace goes.
 *
 * @param accepted taken into the journal, doubled ones not counted
 * @param projected visible in reports and on people's stories
 * @param lagEvents taken and not projected yet
 * @param indexRebuilt which part of the journey index is built anew, from 0 to 1; absent when it is not being built
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
        Optional<Smtp> smtp) {
    /** Whether and where mail goes out. */
    public record Smtp(boolean configured, Optional<String> host) {}
}
