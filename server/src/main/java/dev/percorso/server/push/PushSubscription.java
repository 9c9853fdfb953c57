package dev.percorso.server.push;

import dev.percorso.server.http.ProblemException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A browser that takes push messages.
 *
 * @param browser its name, for people
 * @param sentAt when a message was last taken for it, to the hour
 */
record PushSubscription(
        long id, int person, Address address, String browser, Instant createdAt, Optional<Instant> sentAt) {

    /**
     * Where the browser's maker takes messages for it, and the keys that the browser made: what a
     * {@code PushSubscription} of a browser says.
     *
     * @param p256dh public key, 65 bytes in base64url
     * @param auth secret, 16 bytes in base64url
     */
    record Address(String endpoint, String p256dh, String auth) {
        private static final int LONGEST = 2_000;

        ECPublicKey key() throws GeneralSecurityException {
            return CurveKeys.publicKey(decoded(p256dh));
        }

        byte[] secret() {
            return decoded(auth);
        }

        private static byte[] decoded(String text) {
            return Base64.getUrlDecoder().decode(text.replace("=", ""));
        }

        /**
         * Anybody may say that this is a subscription.
         *
         * @param allowsPlain whether messages may go out without TLS, as in tests
         */
        void check(boolean allowsPlain) {
            if (endpoint == null || p256dh == null || auth == null || endpoint.length() > LONGEST) {
                throw ProblemException.invalid(
                        "/endpoint", "send the browser's subscription: endpoint, p256dh and auth, as it was made");
            }
            try {
                URI uri = URI.create(endpoint);
                boolean isSafe = "https".equalsIgnoreCase(uri.getScheme())
                        || (allowsPlain && "http".equalsIgnoreCase(uri.getScheme()));
                if (!isSafe || uri.getHost() == null || uri.getRawUserInfo() != null) {
                    throw ProblemException.invalid(
                            "/endpoint", "the endpoint of a subscription is an address with https://");
                }
            } catch (IllegalArgumentException malformed) {
                throw ProblemException.invalid(
                        "/endpoint", "the endpoint of a subscription is an address with https://");
            }
            try {
                if (secret().length != PushCipher.AUTH_BYTES) {
                    throw ProblemException.invalid("/auth", "'auth' is 16 bytes in base64url");
                }
                key();
            } catch (GeneralSecurityException | IllegalArgumentException wrong) {
                throw ProblemException.invalid("/p256dh", "'p256dh' is a public key on P-256, 65 bytes in base64url");
            }
        }
    }
}
