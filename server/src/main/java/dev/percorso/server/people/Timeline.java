package dev.percorso.server.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of a person's story, newest first.
 *
 * @param before give it back to read on; absent at the end
 */
public record Timeline(List<TimelineEntry> entries, Optional<Instant> before) {}
