package dev.percorso.server.store;

import dev.percorso.server.http.DiskFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What does not work at the moment and is tried again, for those who look after the server. */
public final class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    /** Which work does not get on. */
    public enum Part {
        /** Events cannot be stored and are refused. */
        COLLECTING,
        /** Stored events do not become visible. */
        PROJECTING,
        /** Visible events wait in the log: they cannot be written to files. */
        EVENT_FILES,
        /** The journey index is complete, but only in memory. */
        INDEX
    }

    /** Why. */
    public enum Reason {
        DISK_FULL,
        DISK_BROKEN,
        OTHER
    }

    /** @param since when it failed for the first time, without success in between */
    public record Trouble(Part part, Reason reason, Instant since) {}

    private final InstantSource clock;
    private final Map<Part, Trouble> known = new EnumMap<>(Part.class);

    public Troubles(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * The work failed and will be tried again; only the first failure of several is logged.
     *
     * @param what is told in the log, with the failure
     */
    public synchronized void begin(Part part, String what, Throwable failure) {
        Reason reason = DiskFault.of(failure)
                .map(fault -> fault == DiskFault.FULL ? Reason.DISK_FULL : Reason.DISK_BROKEN)
                .orElse(Reason.OTHER);
        Trouble before = known.get(part);
        if (before == null) {
            LOG.error("{}; it is tried again until it works, and nothing is lost", what, failure);
        }
        known.put(part, new Trouble(part, reason, before == null ? clock.instant() : before.since()));
    }

    /** The work succeeded. */
    public synchronized void over(Part part) {
        if (known.remove(part) != null) {
            LOG.info("{} works again", part);
        }
    }

    public synchronized boolean isIn(Part part) {
        return known.containsKey(part);
    }

    /** The oldest first. */
    public synchronized List<Trouble> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(Trouble::since))
                .toList();
    }
}
