package dev.percorso.server.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.percorso.server.http.DiskFault;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.HandleConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The state database: SQLite with one writer and a few readers, each on platform threads of their own, because SQLite
 * pins the thread that calls it.
 *
 * <p>A write is one transaction, on disk when it returns. A read sees the last committed state and never waits for the
 * writer.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 4;
    /** One for all, so that a statement is parsed once. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi reader;
    private final ExecutorService writerThread;
    private final ExecutorService readerThreads;

    private Database(HikariDataSource writerPool, HikariDataSource readerPool) {
        this.writerPool = writerPool;
        this.readerPool = readerPool;
        this.writer = jdbi(writerPool);
        this.reader = jdbi(readerPool);
        this.writerThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("database-writer").factory());
        this.readerThreads = Executors.newFixedThreadPool(
                READERS, Thread.ofPlatform().name("database-reader-", 0).factory());
    }

    private static Jdbi jdbi(HikariDataSource pool) {
        Jdbi jdbi = Jdbi.create(pool);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }

    /** Opens the file, creating or migrating it as needed. */
    public static Database open(Path file) {
        HikariDataSource writerPool = pool(file, 1, false);
        Flyway.configure()
                .dataSource(writerPool)
                .locations("classpath:db/migration")
                // Numbers go by capability, so a newer version may bring a lower one; each only adds its own tables.
                .outOfOrder(true)
                // An upgrade happens whole or not at all, in one transaction.
                .group(true)
                .load()
                .migrate();
        UnpackedLibraries.remove();
        return new Database(writerPool, pool(file, READERS, true));
    }

    private static HikariDataSource pool(Path file, int size, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(size);
        config.setPoolName(readOnly ? "state-readers" : "state-writer");
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", "10000");
        config.addDataSourceProperty("cache_size", "-65536");
        config.addDataSourceProperty("transaction_mode", readOnly ? "DEFERRED" : "IMMEDIATE");
        if (readOnly) {
            config.setConnectionInitSql("PRAGMA query_only = ON");
        }
        return new HikariDataSource(config);
    }

    /** Runs one transaction on the writer and waits until it is on disk. */
    public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
        return call(writerThread, () -> writer.inTransaction(work));
    }

    /** {@link #write} without a result. */
    public <X extends Exception> void run(HandleConsumer<X> work) throws X {
        this.<Boolean, X>write(handle -> {
            work.useHandle(handle);
            return true;
        });
    }

    /**
     * Writes the file anew without what was deleted, and empties the write-ahead log, so that no byte of deleted rows is
     * left on disk. Other writes wait meanwhile; reads do not.
     *
     * @return whether the write-ahead log is empty now; a long read can be in the way, then try again
     */
    public boolean scrub() {
        return call(
                writerThread,
                () -> writer.withHandle(handle -> {
                    handle.execute("VACUUM");
                    return handle.createQuery("PRAGMA wal_checkpoint(TRUNCATE)")
                                    .mapTo(Integer.class)
                                    .one()
                            == 0;
                }));
    }

    /** Reads the last committed state; the handle refuses to write. */
    public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
        return call(readerThreads, () -> reader.inTransaction(work));
    }

    @SuppressWarnings("unchecked") // the callback throws X or an unchecked exception, nothing else
    private <T, X extends Exception> T call(ExecutorService threads, Callable<T> work) throws X {
        try {
            return threads.submit(work).get();
        } catch (ExecutionException failure) {
            if (DiskFault.of(failure.getCause()).isPresent()) {
                // Such a connection may be left in the middle of a transaction; the next call gets another.
                writerPool.getHikariPoolMXBean().softEvictConnections();
            }
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw (X) failure.getCause();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", interruption);
        }
    }

    @Override
    public void close() {
        writerThread.close();
        readerThreads.close();
        readerPool.close();
        writerPool.close();
    }
}
