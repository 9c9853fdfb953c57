package dev.percorso.server.push;

import dev.percorso.server.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * By which a workspace is known to push services (VAPID, RFC 8292).
 *
 * @param publicKey 65 bytes in base64url, as browsers want it
 * @param privateKey 32 bytes in base64url
 */
record VapidKey(String publicKey, String privateKey) {
    /** At most a day is allowed; clocks differ. */
    private static final Duration LASTING = Duration.ofHours(12);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static VapidKey create() {
        KeyPair pair = CurveKeys.create();
        return new VapidKey(
                ENCODER.encodeToString(CurveKeys.bytes((ECPublicKey) pair.getPublic())),
                ENCODER.encodeToString(CurveKeys.bytes((ECPrivateKey) pair.getPrivate())));
    }

    /**
     * The header {@code Authorization} of a call.
     *
     * @param contact whom the push service may turn to: an address with mailto: or https:
     */
    String authorization(URI endpoint, String contact, Instant now) throws GeneralSecurityException {
        String audience = endpoint.getScheme().toLowerCase(Locale.ROOT) + "://"
                + endpoint.getRawAuthority().toLowerCase(Locale.ROOT);
        String signed = encoded(Map.of("typ", "JWT", "alg", "ES256"))
                + "."
                + encoded(Map.of("aud", audience, "exp", now.plus(LASTING).getEpochSecond(), "sub", contact));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(CurveKeys.privateKey(Base64.getUrlDecoder().decode(privateKey)));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return "vapid t=" + signed + "." + ENCODER.encodeToString(signature.sign()) + ", k=" + publicKey;
    }

    private static String encoded(Map<String, Object> part) {
        return ENCODER.encodeToString(Json.text(part).getBytes(StandardCharsets.UTF_8));
    }
}
