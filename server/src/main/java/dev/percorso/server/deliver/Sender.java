package dev.percorso.server.deliver;

import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/**
 * Who an e-mail is from.
 *
 * @param from name and address, like {@code Shop <shop@example.com>}
 * @param signature by which receivers know that the domain stands behind it
 */
public record Sender(String from, Optional<String> replyTo, Optional<Signature> signature) {
    /** A key for DKIM (RFC 6376), whose public half stands in the DNS below the domain. */
    public record Signature(String domain, String selector, RSAPrivateKey key) {}
}
