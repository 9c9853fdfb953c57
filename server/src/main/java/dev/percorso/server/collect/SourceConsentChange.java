package dev.percorso.server.collect;

import java.time.Instant;

/** Somebody decided on what the consent of a source's events rests. */
public record SourceConsentChange(String source, String name, ConsentBasis consent, Instant at, String byWhom) {}
