package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs webhooks after the Standard Webhooks specification, version 1.0.0, with a secret of each workspace. */
public final class WebhookSignature {
    private final DeliverySecret secret;

    WebhookSignature(DeliverySecret secret) {
        this.secret = secret;
    }

    /** What the receiver checks signatures with. */
    public String secretOf(WorkspaceId workspace) {
        return "whsec_" + Base64.getEncoder().encodeToString(secret.key("webhook", workspace.value()));
    }

    /**
     * The three headers of a call.
     *
     * @param id the same for every repetition
     */
    Map<String, String> headers(WorkspaceId workspace, String id, Instant at, String body) {
        String timestamp = Long.toString(at.getEpochSecond());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", timestamp);
        headers.put("webhook-signature", "v1," + sign(secretOf(workspace), id + "." + timestamp + "." + body));
        return headers;
    }

    static String sign(String secret, String content) {
        try {
            byte[] key = Base64.getDecoder().decode(secret.substring(secret.indexOf('_') + 1));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HmacSHA256", missing);
        }
    }
}
