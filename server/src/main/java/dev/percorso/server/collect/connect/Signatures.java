package dev.percorso.server.collect.connect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whether a delivery comes from who knows the secret. Comparisons take the same time, right or wrong. */
final class Signatures {
    private static final String ALGORITHM = "HmacSHA256";

    private Signatures() {}

    static boolean isBase64(String given, byte[] content, String secret) {
        return isSame(given.strip(), Base64.getEncoder().encodeToString(hmac(content, secret)));
    }

    /** In hexadecimal or Base64, with {@code sha256=} before it or not. */
    static boolean isAnyForm(String given, byte[] content, String secret) {
        String bare = given.strip();
        bare = bare.startsWith("sha256=") ? bare.substring("sha256=".length()) : bare;
        byte[] expected = hmac(content, secret);
        // Which form it has is no secret.
        return isSame(bare.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(expected))
                || isSame(bare, Base64.getEncoder().encodeToString(expected));
    }

    static boolean isSame(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] content, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
