package dev.percorso.server.push;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts a push message for one browser, so that the service in between cannot read it: RFC 8291 with the content coding
 * {@code aes128gcm} of RFC 8188, in one record.
 */
final class PushCipher {
    /** What a push service has to take is 4,096 bytes; head, padding and tag need 103 of them (RFC 8291, section 4). */
    static final int MOST_BYTES = 3_993;

    static final int AUTH_BYTES = 16;
    private static final int SALT_BYTES = 16;
    private static final int RECORD_BYTES = 4_096;
    private static final int TAG_BITS = 128;
    private static final byte LAST_RECORD = 2;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PushCipher() {}

    /** @param auth secret of the subscription, 16 bytes */
    static byte[] encrypt(byte[] plain, ECPublicKey receiver, byte[] auth) throws GeneralSecurityException {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return encrypt(plain, receiver, auth, CurveKeys.create(), salt);
    }

    /**
     * The same with a given key and salt, which must serve only once.
     *
     * @param own key pair of this message
     */
    static byte[] encrypt(byte[] plain, ECPublicKey receiver, byte[] auth, KeyPair own, byte[] salt)
            throws GeneralSecurityException {
        byte[] ownPublic = CurveKeys.bytes((ECPublicKey) own.getPublic());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(receiver, true);
        byte[] about = concatenated(text("WebPush: info\0"), CurveKeys.bytes(receiver), ownPublic);
        byte[] secret = derived(auth, agreement.generateSecret(), about, 32);
        byte[] key = derived(salt, secret, text("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = derived(salt, secret, text("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] record = Arrays.copyOf(plain, plain.length + 1);
        record[plain.length] = LAST_RECORD;
        byte[] closed = cipher.doFinal(record);
        return ByteBuffer.allocate(SALT_BYTES + 5 + ownPublic.length + closed.length)
                .put(salt)
                .putInt(RECORD_BYTES)
                .put((byte) ownPublic.length)
                .put(ownPublic)
                .put(closed)
                .array();
    }

    /** HKDF with SHA-256 (RFC 5869). */
    private static byte[] derived(byte[] salt, byte[] secret, byte[] about, int bytes) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addIKM(secret)
                        .addSalt(salt)
                        .thenExpand(about, bytes));
    }

    private static byte[] text(String ascii) {
        return ascii.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] concatenated(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
