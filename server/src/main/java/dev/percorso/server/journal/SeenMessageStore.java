package dev.percorso.server.journal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Hashes of recent messages in the state database, and which files hold older ones. */
final class SeenMessageStore {
    private SeenMessageStore() {}

    static void addChunk(Handle handle, byte[] entries) {
        handle.execute("INSERT INTO seen_chunk (entries) VALUES (?)", (Object) entries);
    }

    static void readChunks(Handle handle, Consumer<byte[]> target) {
        handle.createQuery("SELECT entries FROM seen_chunk ORDER BY id")
                .mapTo(byte[].class)
                .forEach(target);
    }

    static Set<String> runs(Handle handle) {
        return new HashSet<>(handle.createQuery("SELECT file FROM seen_run")
                .mapTo(String.class)
                .list());
    }

    /** All chunks are in the file now; the expired files count no more. */
    static void replaceChunks(Handle handle, String file, long newest, List<String> expired) {
        handle.execute("DELETE FROM seen_chunk");
        handle.execute("INSERT INTO seen_run (file, newest) VALUES (?, ?)", file, newest);
        expired.forEach(name -> handle.execute("DELETE FROM seen_run WHERE file = ?", name));
    }
}
