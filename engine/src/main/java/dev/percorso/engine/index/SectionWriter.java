package dev.percorso.engine.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Writes a file of typed sections: magic, sections aligned to 8 bytes, directory, footer. Each section carries its own
 * CRC32C so that a reader can check only what it uses. {@link SectionFile} reads it.
 */
final class SectionWriter implements AutoCloseable {
    static final long MAGIC = 0x5045_5243_4F52_3031L;
    /** Directory entry: kind, id, offset, length, CRC, count. */
    static final int ENTRY_BYTES = 6 * 8;
    /** Footer: directory offset, entries, CRC of the directory, magic. */
    static final int FOOTER_BYTES = 4 * 8;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private final List<long[]> entries = new ArrayList<>();
    private long flushed;
    private int checksummed;

    SectionWriter(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        buffer.putLong(MAGIC);
    }

    void begin(Section kind, int id) throws IOException {
        while ((position() & 7) != 0) {
            putByte((byte) 0);
        }
        checksumBuffered();
        checksum.reset();
        entries.add(new long[] {kind.tag, id, position(), 0, 0, 0});
    }

    /** Ends the section; {@code count} is free for the reader, say the number of rows. */
    void end(long count) {
        checksumBuffered();
        long[] entry = entries.getLast();
        entry[3] = position() - entry[2];
        entry[4] = checksum.getValue();
        entry[5] = count;
    }

    void putByte(byte value) throws IOException {
        room(1);
        buffer.put(value);
    }

    void putShort(short value) throws IOException {
        room(2);
        buffer.putShort(value);
    }

    void putInt(int value) throws IOException {
        room(4);
        buffer.putInt(value);
    }

    void putLong(long value) throws IOException {
        room(8);
        buffer.putLong(value);
    }

    void putBytes(byte[] bytes) throws IOException {
        put(MemorySegment.ofArray(bytes), 0, bytes.length);
    }

    void put(MemorySegment source, long offset, long length) throws IOException {
        long done = 0;
        while (done < length) {
            room(1);
            int part = (int) Math.min(buffer.remaining(), length - done);
            MemorySegment.copy(source, offset + done, MemorySegment.ofBuffer(buffer), 0, part);
            buffer.position(buffer.position() + part);
            done += part;
        }
    }

    /** Writes directory and footer and forces everything to disk. */
    void finish() throws IOException {
        begin(Section.DIRECTORY, 0);
        long[] directory = entries.removeLast();
        for (long[] entry : entries) {
            for (long field : entry) {
                putLong(field);
            }
        }
        checksumBuffered();
        long sum = checksum.getValue();
        putLong(directory[2]);
        putLong(entries.size());
        putLong(sum);
        putLong(MAGIC);
        flush();
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private long position() {
        return flushed + buffer.position();
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void checksumBuffered() {
        checksum.update(buffer.duplicate().position(checksummed).limit(buffer.position()));
        checksummed = buffer.position();
    }

    private void flush() throws IOException {
        checksumBuffered();
        buffer.flip();
        flushed += buffer.limit();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
        checksummed = 0;
    }
}
