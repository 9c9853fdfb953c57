package dev.percorso.server.compose;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Addresses of the web as people and programs write them. */
final class WebAddress {
    private WebAddress() {}

    /** The host in small letters; empty of what is no address that begins with http:// or https://. */
    static Optional<String> host(String address) {
        try {
            URI uri = URI.create(address.strip());
            boolean isWeb = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return isWeb
                    ? Optional.ofNullable(uri.getHost()).map(host -> host.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
