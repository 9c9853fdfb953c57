package dev.percorso.server.http;

import io.helidon.common.buffers.DataReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a connection reads, read ahead when somebody wants to see its end while nothing more is expected of it: only a
 * read tells. What was read ahead comes first when the connection itself reads again.
 */
final class ReadAhead implements Supplier<byte[]> {
    private final DataReader source;
    private @Nullable FutureTask<byte[]> ahead;

    ReadAhead(DataReader source) {
        this.source = source;
    }

    /** Begins to read ahead, unless that is under way or done. Never while the connection reads. */
    synchronized void start() {
        if (ahead == null) {
            ahead = new FutureTask<>(this::next);
            Thread.ofVirtual().name("read-ahead").start(ahead);
        }
    }

    /** Whether reading ahead met the end. */
    synchronized boolean isEnded() {
        return ahead != null && ahead.state() == java.util.concurrent.Future.State.FAILED;
    }

    @Override
    public byte[] get() {
        FutureTask<byte[]> waiting = taken();
        if (waiting == null) {
            return next();
        }
        try {
            return waiting.get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("the connection is to be closed"));
        } catch (ExecutionException end) {
            if (end.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new IllegalStateException("a connection could not be read", end);
        }
    }

    private synchronized @Nullable FutureTask<byte[]> taken() {
        FutureTask<byte[]> waiting = ahead;
        ahead = null;
        return waiting;
    }

    /** Throws at the end of the connection. */
    private byte[] next() {
        source.ensureAvailable();
        return source.readBytes(source.available());
    }
}
