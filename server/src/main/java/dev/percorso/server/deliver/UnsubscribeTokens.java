package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes and reads the tokens of unsubscribe links. They never expire: a link must work years later. */
final class UnsubscribeTokens {
    private static final String USE = "unsubscribe";

    private final DeliverySecret secret;

    UnsubscribeTokens(DeliverySecret secret) {
        this.secret = secret;
    }

    /**
     * What a token says.
     *
     * @param addressHash keyed hash of the address the message went to, so that the link works after an erasure
     * @param message sequence in the outbox; links of old messages do not say it
     */
    record Claim(WorkspaceId workspace, int person, String addressHash, Optional<Long> message) {
        Claim of(int other) {
            return new Claim(workspace, other, addressHash, message);
        }
    }

    String of(Claim claim) {
        List<String> lines = new ArrayList<>(
                List.of(claim.workspace().value(), Integer.toString(claim.person()), claim.addressHash()));
        claim.message().map(sequence -> Long.toString(sequence)).ifPresent(lines::add);
        return secret.token(USE, lines);
    }

    /** The claim, or empty when the token is not one of ours. */
    Optional<Claim> read(String token) {
        return secret.read(
                USE,
                token,
                parts -> new Claim(
                        new WorkspaceId(parts.get(0)),
                        Integer.parseInt(parts.get(1)),
                        parts.get(2),
                        parts.stream().skip(3).findFirst().map(Long::valueOf)));
    }
}
