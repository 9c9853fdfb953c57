package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes and reads the tokens of unsubscribe links. They never expire: a link must work years later. */
final class UnsubscribeTokens {
    private static final String USE = "unsubscribe";
    private static final int LONGEST = 300;

    private final DeliverySecret secret;

    UnsubscribeTokens(DeliverySecret secret) {
        this.secret = secret;
    }

    /**
     * What a token says.
     *
     * @param addressHash keyed hash of the address the message went to, so that the link works after an erasure
     */
    record Claim(WorkspaceId workspace, int person, String addressHash) {}

    String of(Claim claim) {
        String text = claim.workspace() + "\n" + claim.person() + "\n" + claim.addressHash();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "."
                + secret.sign(USE, text);
    }

    /** The claim, or empty when the token is not one of ours. */
    Optional<Claim> read(String token) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(token.substring(0, dot)), StandardCharsets.UTF_8);
            byte[] expected = secret.sign(USE, text).getBytes(StandardCharsets.UTF_8);
            if (!MessageDigest.isEqual(expected, token.substring(dot + 1).getBytes(StandardCharsets.UTF_8))) {
                return Optional.empty();
            }
            List<String> parts = text.lines().toList();
            return Optional.of(new Claim(new WorkspaceId(parts.get(0)), Integer.parseInt(parts.get(1)), parts.get(2)));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
