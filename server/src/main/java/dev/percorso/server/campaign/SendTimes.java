package dev.percorso.server.campaign;

import dev.percorso.engine.fold.ActiveHours;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.deliver.Recipients;
import dev.percorso.server.event.TechnicalEvents;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/**
 * Says when a campaign reaches each person. The hours come from the journeys of the last 90 days; who does not allow
 * profiling, or did too little, has the hour at which most happens in the workspace.
 */
public final class SendTimes {
    private static final Duration PAST = Duration.ofDays(90);
    private static final int LEAST_EVENTS = 5;
    /** Where nothing ever happened. */
    private static final int USUAL_HOUR = 10;

    private final Segments segments;
    private final Recipients recipients;
    private final People people;

    public SendTimes(Segments segments, Recipients recipients, People people) {
        this.segments = segments;
        this.recipients = recipients;
        this.people = people;
    }

    /**
     * The moments of a campaign that starts now.
     *
     * @param of a person: epoch milliseconds, not after now when there is nothing to wait for
     * @param own who has an hour of their own
     * @param usualHour everybody else's, 0 to 23; none where hours do not matter
     */
    record Plan(IntToLongFunction of, BitSet own, Optional<Integer> usualHour) {
        private static final Plan SAME_FOR_ALL = new Plan(_ -> 0, new BitSet(), Optional.empty());
    }

    Plan plan(WorkspaceId workspace, CampaignContent content, Instant now) {
        return plan(workspace, content.timing(), content.startAt(), now);
    }

    /** @param wanted whose time of day, by the workspace's clock, each person's is to show */
    Plan plan(WorkspaceId workspace, Timing timing, Optional<Instant> wanted, Instant now) {
        return switch (timing) {
            case AT -> Plan.SAME_FOR_ALL;
            case LOCAL_TIME -> byTheirClocks(workspace, wanted.orElse(now), now);
            case BEST_HOUR -> byTheirHours(workspace, now);
        };
    }

    private Plan byTheirClocks(WorkspaceId workspace, Instant wanted, Instant now) {
        Snapshot snapshot = segments.past(workspace).snapshot();
        LocalDateTime shown = LocalDateTime.ofInstant(wanted, recipients.zone(workspace, Map.of()));
        return new Plan(
                person -> {
                    Instant at = shown.atZone(zone(workspace, snapshot, person)).toInstant();
                    return Math.max(at.toEpochMilli(), now.toEpochMilli());
                },
                new BitSet(),
                Optional.empty());
    }

    private Plan byTheirHours(WorkspaceId workspace, Instant now) {
        Snapshot snapshot = segments.past(workspace).snapshot();
        ActiveHours hours = new ActiveHours(
                snapshot,
                new ActiveHours.Query(now.minus(PAST), now, TechnicalEvents.NAMES, LEAST_EVENTS),
                person -> zone(workspace, snapshot, person));
        ActiveHours.Tally tally = snapshot.fold(hours);
        int usual = tally.ofAll().orElse(USUAL_HOUR);
        BitSet own = people.allowing(workspace, Purpose.PROFILING);
        own.stream().filter(person -> tally.of(person).isEmpty()).forEach(own::clear);
        return new Plan(
                person -> {
                    int hour = own.get(person) ? tally.of(person).orElse(usual) : usual;
                    return next(hour, now.atZone(zone(workspace, snapshot, person)));
                },
                own,
                Optional.of(usual));
    }

    /** When a clock shows the hour next; now while it does. */
    static long next(int hour, ZonedDateTime now) {
        if (now.getHour() == hour) {
            return now.toInstant().toEpochMilli();
        }
        ZonedDateTime today = now.toLocalDate().atTime(hour, 0).atZone(now.getZone());
        ZonedDateTime next = today.isAfter(now)
                ? today
                : now.toLocalDate().plusDays(1).atTime(hour, 0).atZone(now.getZone());
        return next.toInstant().toEpochMilli();
    }

    private ZoneId zone(WorkspaceId workspace, Snapshot snapshot, int person) {
        return recipients.zone(
                workspace, trait -> Optional.ofNullable(snapshot.trait(trait).value(person)));
    }
}
