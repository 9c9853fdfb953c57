package dev.percorso.server.deliver;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A person as the sender of a message sees them, now.
 *
 * @param email empty when none is known
 * @param label how the person is called in lists
 * @param emailConsentSince when consent to marketing by e-mail was given; empty without a standing consent
 * @param profiling whether a journey of their own for marketing is allowed
 */
public record Recipient(
        String email,
        String label,
        Map<String, Object> traits,
        ZoneId zone,
        Optional<Instant> emailConsentSince,
        boolean profiling) {}
