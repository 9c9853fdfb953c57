package dev.percorso.server.people;

import java.util.Optional;

/**
 * What the person of a known identity says about one purpose.
 *
 * @param granted absent when the person has stated nothing
 */
public record StatedConsent(Identity identity, Optional<Boolean> granted) {}
