package dev.percorso.server.fuzz;

import java.util.Arrays;
import java.util.List;

/** What SDKs send: the first byte chooses the call, the others are its body. */
public final class ProtocolTarget {
    static final List<String> PATHS = List.of(
            "/v1/batch",
            "/v1/identify",
            "/v1/track",
            "/v1/group",
            "/v1/alias",
            "/posthog/batch/",
            "/i/v0/e/",
            "/mixpanel/track",
            "/engage",
            "/groups",
            "/import",
            "/2/httpapi",
            "/identify",
            "/mp/collect?measurement_id=m&api_secret=KEY",
            "/matomo.php");

    private ProtocolTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            String path = PATHS.get((data[0] & 0xff) % PATHS.size());
            FuzzServer.running().collect(path, Arrays.copyOfRange(data, 1, data.length));
        }
    }
}
