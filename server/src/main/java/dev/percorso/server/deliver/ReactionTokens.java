package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** Makes and reads the tokens of links and images in messages: whoever has none of ours is led nowhere. */
final class ReactionTokens {
    private static final String USE = "reaction";

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
        return secret.token(
                USE, List.of(claim.workspace().value(), Long.toString(claim.message()), Long.toString(claim.link())));
    }

    /** The claim, or empty when the token is not one of ours. */
    Optional<Claim> read(String token) {
        return secret.read(
                USE,
                token,
                parts -> new Claim(
                        new WorkspaceId(parts.get(0)), Long.parseLong(parts.get(1)), Long.parseLong(parts.get(2))));
    }
}
