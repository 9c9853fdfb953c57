package dev.percorso.server.form;

import dev.percorso.server.deliver.DeliverySecret;
import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Signs the links that confirm, and the marks that tell when a form was given out. */
final class FormTokens {
    private static final String CONFIRM = "form-confirm";
    private static final String ISSUED = "form-issued";

    private final DeliverySecret secret;

    FormTokens(DeliverySecret secret) {
        this.secret = secret;
    }

    /** What a link says. */
    record Claim(WorkspaceId workspace, String submission, Instant until) {}

    String link(Claim claim) {
        return secret.token(
                CONFIRM,
                List.of(
                        claim.workspace().value(),
                        claim.submission(),
                        Long.toString(claim.until().getEpochSecond())));
    }

    /** The claim, whether it still holds or not; empty when the link is not one of ours. */
    Optional<Claim> claim(String token) {
        return secret.read(
                CONFIRM,
                token,
                lines -> new Claim(
                        new WorkspaceId(lines.get(0)),
                        lines.get(1),
                        Instant.ofEpochSecond(Long.parseLong(lines.get(2)))));
    }

    String issued(Instant at) {
        return secret.token(ISSUED, List.of(Long.toString(at.toEpochMilli())));
    }

    /** When a form was given out; empty when the mark is not one of ours. */
    Optional<Instant> issuedAt(String token) {
        return secret.read(ISSUED, token, lines -> Instant.ofEpochMilli(Long.parseLong(lines.getFirst())));
    }
}
