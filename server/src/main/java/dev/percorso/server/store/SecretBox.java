package dev.percorso.server.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals what other programs' secrets are kept as: AES-256-GCM with the key in a file that only the server's user may read,
 * so that a copy of the database alone gives nothing away. The file has one key a line, as Base64; the first seals, every
 * one opens. To change the key, put a new line on top and start again: everything is sealed anew.
 */
public final class SecretBox {
    private static final Logger LOG = LoggerFactory.getLogger(SecretBox.class);
    private static final String PREFIX = "sealed:";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final String OWNER_ONLY = "rw-------";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int NAME_BYTES = 4;

    private record Key(String name, SecretKeySpec key) {}

    private final SecureRandom random = new SecureRandom();
    private final List<Key> keys;

    private SecretBox(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Reads the keys; makes the file with a new one when there is none.
     *
     * @throws IllegalStateException when the file holds something else than keys
     */
    public static SecretBox open(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            tighten(file);
            List<Key> keys = new ArrayList<>();
            for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
                if (!line.isBlank()) {
                    keys.add(key(file, line.strip()));
                }
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException(file + " has no key; put a line of 32 bytes in Base64 into it");
            }
            return new SecretBox(keys);
        } catch (IOException failure) {
            throw new UncheckedIOException("the keys in " + file + " cannot be read", failure);
        }
    }

    private static Key key(Path file, String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line);
        } catch (IllegalArgumentException notBase64) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(file
                    + " holds a line that is no key; each is 32 bytes in Base64, as 'openssl rand -base64 32' makes");
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Key(
                    HexFormat.of().formatHex(Arrays.copyOf(digest, NAME_BYTES)), new SecretKeySpec(bytes, "AES"));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY))
                }
                : new FileAttribute<?>[0];
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, attributes);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            String line = Base64.getEncoder().encodeToString(key) + "\n";
            channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(unfinished, file);
    }

    private static void tighten(Path file) throws IOException {
        if (isPosix(file)
                && !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                        .equals(OWNER_ONLY)) {
            LOG.warn("{} could be read or written by others; now only its owner may", file);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
        }
    }

    /**
     * Seals a secret.
     *
     * @param owner whose it is: it opens for nobody else
     */
    public String seal(String secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        Key current = keys.getFirst();
        try {
            byte[] closed =
                    cipher(Cipher.ENCRYPT_MODE, current, nonce, owner).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] all = ByteBuffer.allocate(NONCE_BYTES + closed.length)
                    .put(nonce)
                    .put(closed)
                    .array();
            return PREFIX + current.name() + ':' + Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + TRANSFORMATION, missing);
        }
    }

    /** What was sealed; empty when its key is not in the file, or somebody changed it. A text never sealed is itself. */
    public Optional<String> unseal(String sealed, String owner) {
        if (!sealed.startsWith(PREFIX)) {
            return Optional.of(sealed);
        }
        int colon = sealed.indexOf(':', PREFIX.length());
        String name = sealed.substring(PREFIX.length(), Math.max(colon, PREFIX.length()));
        for (Key key : keys) {
            if (key.name().equals(name)) {
                return unseal(key, Base64.getDecoder().decode(sealed.substring(colon + 1)), owner);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> unseal(Key key, byte[] all, String owner) {
        try {
            byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
            byte[] opened = cipher(Cipher.DECRYPT_MODE, key, nonce, owner)
                    .doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES));
            return Optional.of(new String(opened, StandardCharsets.UTF_8));
        } catch (AEADBadTagException changed) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + TRANSFORMATION, missing);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, String owner) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Whether a stored text is sealed with the newest key. */
    public boolean isCurrent(String stored) {
        return stored.startsWith(PREFIX + keys.getFirst().name() + ':');
    }
}
