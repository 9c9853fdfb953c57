package dev.percorso.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links, makes their tokens and hashes addresses with this installation's secret. */
public final class DeliverySecret {
    private static final String ALGORITHM = "HmacSHA256";
    /** 128 bits: short enough for a link, far too many to guess. */
    private static final int KEPT_BYTES = 16;

    private static final int LONGEST_TOKEN = 300;

    private final SecretKeySpec key;

    public DeliverySecret(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /**
     * 22 characters that only the owner of the secret can compute.
     *
     * @param use keeps signatures of one use from serving for another
     */
    public String sign(String use, String text) {
        byte[] kept = java.util.Arrays.copyOf(key(use, text), KEPT_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(kept);
    }

    /** Whether a signature is that of the text. Takes as long for a wrong one as for a right one. */
    public boolean isSigned(String use, String text, String signature) {
        return MessageDigest.isEqual(
                sign(use, text).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    /** A text for an address, which everybody can read and only the owner of the secret can write. */
    public String token(String use, List<String> lines) {
        String text = String.join("\n", lines);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + sign(use, text);
    }

    /**
     * What {@link #token} was made of.
     *
     * @param reader makes a claim of the lines; may throw {@link IllegalArgumentException}
     * @return empty when the token is not one of ours
     */
    public <T> Optional<T> read(String use, String token, Function<List<String>, T> reader) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            return isSigned(use, text, token.substring(dot + 1))
                    ? Optional.of(reader.apply(text.lines().toList()))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** 32 bytes that only the owner of the secret can compute: the key of another use. */
    byte[] key(String use, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(use.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, missing);
        }
    }
}
