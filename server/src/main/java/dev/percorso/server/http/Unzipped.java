package dev.percorso.server.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads bodies that may be gzip, told by their first bytes, since senders forget the header; never more than allowed. */
public final class Unzipped {
    private static final int BUFFER = 16 << 10;
    /** Nobody who means it needs longer for the few megabytes that are allowed. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private Unzipped() {}

    /** The bytes, unzipped if they are gzip. */
    public static byte[] read(byte[] bytes, int mostBytes) {
        return read(new ByteArrayInputStream(bytes), mostBytes, bytes.length + 1, size -> {});
    }

    /**
     * The whole stream, unzipped if it is gzip.
     *
     * @param expectedBytes the room to begin with
     * @param onBytes hears how many more bytes are in memory; may throw to stop
     */
    static byte[] read(InputStream raw, int mostBytes, int expectedBytes, IntConsumer onBytes) {
        long started = System.nanoTime();
        try (raw) {
            byte[] start = raw.readNBytes(2);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), raw);
            boolean isGzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
            InputStream body = isGzip ? unzipping(whole) : whole;
            byte[] bytes = new byte[expectedBytes];
            int size = 0;
            for (int read = next(body, bytes, 0, isGzip); read >= 0; read = next(body, bytes, size, isGzip)) {
                size += read;
                if (size > mostBytes) {
                    throw ProblemException.of(
                            ErrorCode.TOO_LARGE,
                            "The body has more than %d bytes after decompression".formatted(mostBytes));
                }
                if (System.nanoTime() - started > LONGEST.toNanos()) {
                    throw ProblemException.of(
                            ErrorCode.TOO_SLOW,
                            "The body did not arrive within %d seconds; nothing was taken"
                                    .formatted(LONGEST.toSeconds()));
                }
                onBytes.accept(read);
                if (size == bytes.length) {
                    bytes = Arrays.copyOf(bytes, size * 2);
                }
            }
            return Arrays.copyOf(bytes, size);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static InputStream unzipping(InputStream zipped) throws IOException {
        try {
            return new GZIPInputStream(zipped, BUFFER);
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    private static int next(InputStream body, byte[] bytes, int from, boolean isGzip) throws IOException {
        try {
            return body.read(bytes, from, bytes.length - from);
        } catch (ZipException | EOFException damaged) {
            if (isGzip) {
                throw damaged(damaged);
            }
            throw damaged;
        }
    }

    private static ProblemException damaged(IOException cause) {
        return ProblemException.of(ErrorCode.INVALID_JSON, "The gzip body is damaged: " + cause.getMessage());
    }
}
