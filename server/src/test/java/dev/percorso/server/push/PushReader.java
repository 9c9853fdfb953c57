package dev.percorso.server.push;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The receiving side of RFC 8291, written from its text apart from what sends: one HMAC after the other as section 3.4 spells
 * them out.
 */
public final class PushReader {
    private final KeyPair own = CurveKeys.create();
    private final byte[] auth = new byte[16];

    public PushReader() {
        Arrays.fill(auth, (byte) 7);
    }

    public String p256dh() {
        return base64(CurveKeys.bytes((ECPublicKey) own.getPublic()));
    }

    public String auth() {
        return base64(auth);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The public key of VAPID that stands in a header as 65 bytes in base64url. */
    public static PublicKey vapidKey(String text) throws GeneralSecurityException {
        return CurveKeys.publicKey(Base64.getUrlDecoder().decode(text));
    }

    public String read(byte[] message) throws GeneralSecurityException {
        return new String(read(message, own, auth), StandardCharsets.UTF_8);
    }

    static byte[] read(byte[] message, KeyPair own, byte[] auth) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOfRange(message, 0, 16);
        int length = message[20];
        byte[] sender = Arrays.copyOfRange(message, 21, 21 + length);
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(own.getPrivate());
        agreement.doPhase(CurveKeys.publicKey(sender), true);
        byte[] mine = CurveKeys.bytes((ECPublicKey) own.getPublic());
        byte[] keyed = hmac(auth, agreement.generateSecret());
        byte[] secret = hmac(
                keyed, joined("WebPush: info".getBytes(StandardCharsets.US_ASCII), new byte[1], mine, sender, one()));
        byte[] random = hmac(salt, secret);
        byte[] key = hmac(
                random, joined("Content-Encoding: aes128gcm".getBytes(StandardCharsets.US_ASCII), new byte[1], one()));
        byte[] nonce =
                hmac(random, joined("Content-Encoding: nonce".getBytes(StandardCharsets.US_ASCII), new byte[1], one()));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, 0, 16, "AES"), new GCMParameterSpec(128, nonce, 0, 12));
        byte[] record = cipher.doFinal(message, 21 + length, message.length - 21 - length);
        int end = record.length - 1;
        while (record[end] == 0) {
            end--;
        }
        if (record[end] != 2) {
            throw new GeneralSecurityException("the last record ends with 2");
        }
        return Arrays.copyOf(record, end);
    }

    private static byte[] one() {
        return new byte[] {1};
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }
}
