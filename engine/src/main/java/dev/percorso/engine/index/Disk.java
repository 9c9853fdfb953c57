package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The few file operations that must survive a crash at any moment. */
final class Disk {
    private Disk() {}

    static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Gives a file that never changes a second name, or copies it where the file system knows no such thing. */
    static void linkOrCopy(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (UnsupportedOperationException | FileSystemException noLinks) {
            Files.copy(file, name);
            try (FileChannel channel = FileChannel.open(name, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    static void renameInto(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path parent = to.getParent();
        if (parent != null) {
            forceFolder(parent);
        }
    }

    /** Makes the names in a folder durable, where the system lets folders be forced (Windows does not). */
    static void forceFolder(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    /** Deletes a folder of plain files; what cannot be deleted now is left for the next start. */
    static void discard(Path folder) {
        try {
            for (Path file : children(folder)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException stillInUse) {
            // A mapped file cannot be deleted on Windows. The next open() discards every folder the manifest does
            // not name, so nothing is lost by waiting.
            return;
        }
    }
}
