package dev.percorso.server.deliver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links and hashes addresses with this installation's secret. */
public final class DeliverySecret {
    private static final String ALGORITHM = "HmacSHA256";
    /** 128 bits: short enough for a link, far too many to guess. */
    private static final int KEPT_BYTES = 16;

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
