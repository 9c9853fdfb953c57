package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Makes and reads the tokens of links and images in messages: whoever has none of ours is led nowhere. */
final class ReactionTokens {
    private static final String USE = "reaction";
    private static final int LONGEST = 300;

    private final DeliverySecret secret;

    ReactionTokens(DeliverySecret secret) {
        this.secret = secret;
    }

    /**
     * What a token says.
     *
     * @param message sequence in the outbox
     * @param link number of a stored address; 0 for the image
     */
    record Claim(WorkspaceId workspace, long message, long link) {}

    String of(Claim claim) {
        String text = claim.workspace() + "\n" + claim.message() + "\n" + claim.link();
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
            return Optional.of(new Claim(
                    new WorkspaceId(parts.get(0)), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
