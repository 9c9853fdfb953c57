package dev.percorso.server.company;

import dev.percorso.server.people.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the story of a company's people, newest first.
 *
 * @param before give it back to read on; absent at the end
 */
public record CompanyTimeline(List<Entry> entries, Optional<Instant> before) {
    /**
     * @param personId whose event it is
     * @param person label of the person
     */
    public record Entry(String personId, String person, TimelineEntry entry) {}
}
