package dev.percorso.server.journal;

import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which messages arrived in the last seven days, exactly, over restarts. Recent hashes are in memory and, chunk by
 * chunk, in the transactions that project their events; when there are many they move to a sorted file. A table with
 * one row per message would touch a random page for each event.
 *
 * <p>For the projector's thread only: {@link #isNew} notes hashes, {@link #store} puts them into the transaction, and
 * then either {@link #committed} or {@link #rolledBack}.
 */
final class SeenMessages implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeenMessages.class);
    static final Duration MEMORY = Duration.ofDays(7);
    private static final String SUFFIX = ".seen";

    private final Database database;
    private final Path folder;
    private final int mostInMemory;
    private final HashTable recent = new HashTable();
    private final HashTable noted = new HashTable();
    private final List<SeenRun> runs = new ArrayList<>();

    /** @param mostInMemory when more hashes than this are in memory they move to a file */
    SeenMessages(Database database, Path folder, int mostInMemory) {
        this.database = database;
        this.folder = folder;
        this.mostInMemory = mostInMemory;
        try {
            Files.createDirectories(folder);
            openRuns();
        } catch (IOException failure) {
            throw new UncheckedIOException("the hashes of recent messages cannot be read in " + folder, failure);
        }
        database.run(handle -> SeenMessageStore.readChunks(handle, recent::putAll));
    }

    private void openRuns() throws IOException {
        Set<String> known = database.read(SeenMessageStore::runs);
        for (String name : known) {
            runs.add(SeenRun.open(folder.resolve(name)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.collect(Collectors.toList())) {
                if (!known.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Whether the message did not arrive within seven days before; notes it if so. */
    boolean isNew(MessageHash hash, Instant receivedAt) {
        long now = receivedAt.toEpochMilli();
        long oldest = now - MEMORY.toMillis();
        if (noted.arrival(hash.high(), hash.low()) != HashTable.ABSENT) {
            return false;
        }
        if (isWithin(recent.arrival(hash.high(), hash.low()), oldest)) {
            return false;
        }
        for (SeenRun run : runs) {
            if (run.newest() >= oldest && isWithin(run.arrival(hash.high(), hash.low()), oldest)) {
                return false;
            }
        }
        noted.put(hash.high(), hash.low(), now);
        return true;
    }

    private static boolean isWithin(long arrival, long oldest) {
        return arrival != HashTable.ABSENT && arrival >= oldest;
    }

    /** Writes what was noted in the projector's transaction. */
    void store(Handle handle) throws SQLException {
        if (noted.size() > 0) {
            SeenMessageStore.addChunk(handle, noted.bytes());
        }
    }

    void rolledBack() {
        noted.clear();
    }

    /** After the transaction: what was noted is known; moves hashes to a file and drops old files when it is time. */
    void committed(Instant now) {
        recent.putAll(noted);
        noted.clear();
        try {
            if (recent.size() > mostInMemory) {
                moveToFile(now);
            }
        } catch (IOException | RuntimeException failure) {
            LOG.warn("hashes of recent messages stay in memory for now: they could not be written to a file", failure);
        }
    }

    private void moveToFile(Instant now) throws IOException {
        String name = "%016d%s".formatted(now.toEpochMilli(), SUFFIX);
        while (Files.exists(folder.resolve(name))) {
            name = "_" + name;
        }
        Path file = folder.resolve(name);
        long oldest = now.minus(MEMORY).toEpochMilli();
        List<SeenRun> expired =
                runs.stream().filter(old -> old.newest() < oldest).toList();
        runs.add(written(file, expired));
        recent.clear();
        for (SeenRun old : expired) {
            runs.remove(old);
            old.close();
            Files.deleteIfExists(old.file());
        }
    }

    /** The file with all hashes in memory, known to the database; or none, for a full disk must not be filled more. */
    private SeenRun written(Path file, List<SeenRun> expired) throws IOException {
        try {
            SeenRun.write(file, recent.sorted());
        } catch (IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        SeenRun run = SeenRun.open(file);
        try {
            database.run(handle -> SeenMessageStore.replaceChunks(
                    handle,
                    file.getFileName().toString(),
                    run.newest(),
                    expired.stream()
                            .map(old -> old.file().getFileName().toString())
                            .toList()));
            return run;
        } catch (RuntimeException failure) {
            // The file stays: a commit that failed can still have reached the disk, and then names it after a restart.
            run.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        runs.forEach(SeenRun::close);
    }
}
