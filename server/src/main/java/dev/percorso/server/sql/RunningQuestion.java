package dev.percorso.server.sql;

import dev.percorso.server.store.EventSandbox;
import org.jspecify.annotations.Nullable;

/** A question that is being answered or waits for its turn, as those see it who may stop it. */
final class RunningQuestion {
    private @Nullable EventSandbox sandbox;
    private boolean stopped;
    private boolean expired;

    synchronized void runsIn(EventSandbox opened) {
        sandbox = opened;
        if (stopped) {
            opened.cancel();
        }
    }

    synchronized void cancel() {
        stopped = true;
        if (sandbox != null) {
            sandbox.cancel();
        }
    }

    synchronized void expire() {
        expired = true;
        cancel();
    }

    synchronized boolean isExpired() {
        return expired;
    }
}
