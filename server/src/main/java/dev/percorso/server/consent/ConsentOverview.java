package dev.percorso.server.consent;

import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.Purpose;
import java.time.LocalDate;
import java.util.List;

/**
 * How visitors answer.
 *
 * @param purposes answers to the banner in the period, and how many people allow the purpose today
 * @param days answers to the banner by day, days without one left out
 * @param origins statements of every origin
 * @param versions answers to the banner by version of its words
 */
public record ConsentOverview(
        List<PurposeRow> purposes, List<DayRow> days, List<OriginRow> origins, List<VersionRow> versions) {

    /** @param allowing people whose latest statement allows it, whenever it was made */
    public record PurposeRow(Purpose purpose, long granted, long refused, long allowing) {}

    /** Answers about one purpose on one day. */
    public record DayRow(LocalDate day, Purpose purpose, long granted, long refused) {}

    /** Statements of one origin about one purpose. */
    public record OriginRow(ConsentOrigin origin, Purpose purpose, long granted, long refused) {}

    /** Answers about one purpose under one version of the words. */
    public record VersionRow(int version, Purpose purpose, long granted, long refused) {}
}
