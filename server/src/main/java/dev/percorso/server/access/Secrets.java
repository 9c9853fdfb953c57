package dev.percorso.server.access;

import com.password4j.Password;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How secrets are kept: passwords as Argon2id (slow, salted), long random tokens as SHA-256 (fast, and safe because
 * they cannot be guessed).
 */
public final class Secrets {
    private Secrets() {}

    static String hashPassword(String password) {
        return Password.hash(password).addRandomSalt().withArgon2().getResult();
    }

    static boolean isPassword(String password, String hash) {
        return Password.check(password, hash).withArgon2();
    }

    /** SHA-256 of a token. */
    public static byte[] hashToken(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** The CSRF token of a session follows from the cookie's token, which no other site can read. */
    static String csrfToken(String sessionToken) {
        return HexFormat.of().formatHex(hashToken("csrf:" + sessionToken));
    }

    /** Compares in constant time. */
    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The last four characters, by which people tell their keys apart. */
    public static String hint(String secret) {
        return secret.substring(secret.length() - 4);
    }
}
