package dev.percorso.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A mapped file written by {@link SectionWriter}. The mapping lives until nothing refers to it, so readers of an old
 * generation go on undisturbed after its files were deleted.
 */
final class SectionFile {
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT.withOrder(ByteOrder.LITTLE_ENDIAN);
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A section's bytes with the id and count it was written with. */
    record Part(Section kind, int id, MemorySegment bytes, long checksum, long count) {
        /** Throws when the bytes are not those that were written. */
        Part verified(Path file) throws DamagedIndexException {
            if (checksumOf(bytes) != checksum) {
                throw new DamagedIndexException(file + ": the checksum of section " + kind + " " + id + " differs");
            }
            return this;
        }
    }

    private record Key(Section kind, int id) {}

    private final Path path;
    private final Map<Key, Part> parts = new HashMap<>();

    private SectionFile(Path path) {
        this.path = path;
    }

    /** Maps the file and checks magic, footer and directory, but no section. */
    static SectionFile open(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < 8 + SectionWriter.FOOTER_BYTES) {
                throw new DamagedIndexException(file + ": too short, " + size + " bytes");
            }
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
            SectionFile opened = new SectionFile(file);
            opened.readDirectory(all);
            return opened;
        }
    }

    private void readDirectory(MemorySegment all) throws DamagedIndexException {
        long footer = all.byteSize() - SectionWriter.FOOTER_BYTES;
        long start = all.get(LONG, footer);
        long count = all.get(LONG, footer + 8);
        boolean framed = all.get(LONG, 0) == SectionWriter.MAGIC
                && all.get(LONG, footer + 24) == SectionWriter.MAGIC
                && count >= 0
                && count <= footer / SectionWriter.ENTRY_BYTES
                && start == footer - count * SectionWriter.ENTRY_BYTES;
        if (!framed || checksumOf(all.asSlice(start, footer - start)) != all.get(LONG, footer + 16)) {
            throw new DamagedIndexException(path + ": header, footer or directory is damaged");
        }
        for (long entry = 0; entry < count; entry++) {
            MemorySegment fields = all.asSlice(start + entry * SectionWriter.ENTRY_BYTES, SectionWriter.ENTRY_BYTES);
            Section kind = Section.of(fields.get(LONG, 0));
            int id = (int) fields.get(LONG, 8);
            MemorySegment bytes = all.asSlice(fields.get(LONG, 16), fields.get(LONG, 24));
            parts.put(new Key(kind, id), new Part(kind, id, bytes, fields.get(LONG, 32), fields.get(LONG, 40)));
        }
    }

    Path path() {
        return path;
    }

    /** The section, unchecked, or null when the file has none. */
    @Nullable
    Part find(Section kind, int id) {
        return parts.get(new Key(kind, id));
    }

    /** The section after checking its bytes. */
    Part require(Section kind, int id) throws DamagedIndexException {
        Part part = find(kind, id);
        if (part == null) {
            throw new DamagedIndexException(path + ": section " + kind + " " + id + " is missing");
        }
        return part.verified(path);
    }

    /** Ids of the sections of a kind, ascending. */
    int[] ids(Section kind) {
        return parts.keySet().stream()
                .filter(key -> key.kind() == kind)
                .mapToInt(Key::id)
                .sorted()
                .toArray();
    }

    /** Sum of the lengths of the sections of these kinds. */
    long bytesOf(Section... kinds) {
        long bytes = 0;
        for (Part part : parts.values()) {
            for (Section kind : kinds) {
                bytes += part.kind() == kind ? part.bytes().byteSize() : 0;
            }
        }
        return bytes;
    }

    private static long checksumOf(MemorySegment bytes) {
        CRC32C sum = new CRC32C();
        long step = 1L << 30;
        for (long offset = 0; offset < bytes.byteSize(); offset += step) {
            sum.update(bytes.asSlice(offset, Math.min(step, bytes.byteSize() - offset))
                    .asByteBuffer());
        }
        return sum.getValue();
    }
}
