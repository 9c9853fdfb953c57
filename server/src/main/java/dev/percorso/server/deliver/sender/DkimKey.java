package dev.percorso.server.deliver.sender;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Keys for DKIM: RSA of 2048 bits, which every receiver can check. */
final class DkimKey {
    private static final int BITS = 2_048;

    private DkimKey() {}

    /** Both halves in Base64: PKCS 8 and SubjectPublicKeyInfo. */
    record Pair(String privateKey, String publicKey) {}

    static Pair create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            Base64.Encoder text = Base64.getEncoder();
            return new Pair(
                    text.encodeToString(pair.getPrivate().getEncoded()),
                    text.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no RSA", missing);
        }
    }

    static RSAPrivateKey read(String privateKey) {
        try {
            byte[] encoded = Base64.getDecoder().decode(privateKey);
            return (RSAPrivateKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException damaged) {
            throw new IllegalStateException("the key that signs e-mail is damaged", damaged);
        }
    }

    /** What stands in the DNS. */
    static String record(String publicKey) {
        return "v=DKIM1; k=rsa; p=" + publicKey;
    }
}
