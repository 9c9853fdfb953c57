package dev.percorso.server.journal;

import dev.percorso.server.event.WorkspaceId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first 128 bits of the SHA-256 of workspace and message id: two different ids are never taken for the same, not
 * even when somebody tries.
 */
record MessageHash(long high, long low) {
    /** Computes hashes; for one thread. */
    static final class Hasher {
        private final MessageDigest digest;

        Hasher() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every Java has SHA-256", impossible);
            }
        }

        MessageHash of(WorkspaceId workspace, String messageId) {
            digest.update(workspace.value().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest(messageId.getBytes(StandardCharsets.UTF_8)));
            return new MessageHash(bytes.getLong(), bytes.getLong());
        }
    }
}
