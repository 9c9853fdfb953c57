package dev.percorso.server.collect.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file's bytes, unpacked if it is gzip. It knows how much was read from disk, and refuses to unpack what only wants to
 * fill the machine.
 */
final class DiskStream extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private static final long HARMLESS_BYTES = 64L << 20;
    private static final int MOST_INFLATION = 250;

    private final Counter onDisk;
    private final boolean isPacked;
    private long unpacked;

    private DiskStream(InputStream content, Counter onDisk, boolean isPacked) {
        super(content);
        this.onDisk = onDisk;
        this.isPacked = isPacked;
    }

    static DiskStream open(Path file) throws IOException {
        Counter counter = new Counter(Files.newInputStream(file));
        try {
            BufferedInputStream buffered = new BufferedInputStream(counter, BUFFER);
            buffered.mark(2);
            byte[] start = buffered.readNBytes(2);
            buffered.reset();
            boolean isGzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
            return new DiskStream(isGzip ? new GZIPInputStream(buffered, BUFFER) : buffered, counter, isGzip);
        } catch (IOException failure) {
            counter.close();
            throw failure;
        }
    }

    /** The first bytes, or fewer of a file that is cut off. */
    byte[] start(int most) throws IOException {
        byte[] bytes = new byte[most];
        int length = 0;
        try {
            for (int read = read(bytes, 0, most); read > 0; read = read(bytes, length, most - length)) {
                length += read;
            }
        } catch (EOFException | ZipException cutOff) {
            // Whoever reads on to the end is told.
            return Arrays.copyOf(bytes, length);
        }
        return Arrays.copyOf(bytes, length);
    }

    boolean isPacked() {
        return isPacked;
    }

    long bytesRead() {
        return onDisk.bytes;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(read);
        return read;
    }

    private void count(int read) {
        unpacked += Math.max(read, 0);
        if (isPacked && unpacked > HARMLESS_BYTES && unpacked / MOST_INFLATION > onDisk.bytes) {
            throw FileFault.of("the gzip file unpacks to more than %d times its size, which no table does; unpack it"
                            .formatted(MOST_INFLATION)
                    + " yourself if you trust it");
        }
    }

    private static final class Counter extends FilterInputStream {
        private long bytes;

        Counter(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
