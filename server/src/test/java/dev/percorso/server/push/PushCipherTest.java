package dev.percorso.server.push;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PushCipherTest {
    private static byte[] bytes(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    private static KeyPair pair(String publicKey, String privateKey) throws GeneralSecurityException {
        return new KeyPair(CurveKeys.publicKey(bytes(publicKey)), CurveKeys.privateKey(bytes(privateKey)));
    }

    /** RFC 8291, appendix A. */
    @Test
    void shouldEncryptAsTheExampleOfTheStandard() throws GeneralSecurityException {
        KeyPair sender = pair(
                "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
                "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        KeyPair receiver = pair(
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94");
        byte[] auth = bytes("BTBZMqHH6r4Tts7J_aSIgg");
        byte[] plain = "When I grow up, I want to be a watermelon".getBytes(StandardCharsets.UTF_8);

        byte[] message = PushCipher.encrypt(
                plain, (ECPublicKey) receiver.getPublic(), auth, sender, bytes("DGv6ra1nlYgDCS1FRnbzlw"));

        assertEquals(
                "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6Tlz"
                        + "AC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qu"
                        + "lcy4a-fN",
                Base64.getUrlEncoder().withoutPadding().encodeToString(message));
        assertArrayEquals(plain, PushReader.read(message, receiver, auth));
    }

    @Property(tries = 60)
    void shouldBeReadByTheBrowserOnly(@ForAll @Size(max = PushCipher.MOST_BYTES) byte[] plain)
            throws GeneralSecurityException {
        KeyPair receiver = CurveKeys.create();
        byte[] auth = new byte[PushCipher.AUTH_BYTES];

        byte[] message = PushCipher.encrypt(plain, (ECPublicKey) receiver.getPublic(), auth);

        assertArrayEquals(plain, PushReader.read(message, receiver, auth));
        assertTrue(message.length <= 4096, "no push service has to take more");
        assertThrows(GeneralSecurityException.class, () -> PushReader.read(message, CurveKeys.create(), auth));
    }

    @Test
    void shouldTakeOnlyPointsOfTheCurve() {
        byte[] key = bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        key[64] ^= 1;

        assertThrows(InvalidKeyException.class, () -> CurveKeys.publicKey(key));
        assertThrows(InvalidKeyException.class, () -> CurveKeys.publicKey(new byte[65]));
        assertThrows(InvalidKeyException.class, () -> CurveKeys.publicKey(new byte[64]));
    }
}
