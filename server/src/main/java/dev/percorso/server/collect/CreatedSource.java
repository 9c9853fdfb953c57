package dev.percorso.server.collect;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A source with its write key, which is shown once. */
public record CreatedSource(@JsonUnwrapped Source source, String writeKey) {}
