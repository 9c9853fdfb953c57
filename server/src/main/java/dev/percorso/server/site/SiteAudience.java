package dev.percorso.server.site;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.Person;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.segment.StageConditions;
import java.time.InstantSource;
import java.util.Optional;

/** Who may see what the site shows, by segment and stage. */
public final class SiteAudience {
    private final JourneySnapshots journeys;
    private final Segments segments;
    private final StageConditions stages;
    private final InstantSource clock;

    public SiteAudience(JourneySnapshots journeys, Segments segments, StageConditions stages, InstantSource clock) {
        this.journeys = journeys;
        this.segments = segments;
        this.stages = stages;
        this.clock = clock;
    }

    /** @throws ProblemException that names a segment or stage that there is not */
    public void check(WorkspaceId workspace, SiteTargeting onSite) {
        onSite.segment().ifPresent(segment -> segments.require(workspace, segment, "/onSite/segment"));
        for (String stage : onSite.stages()) {
            if (!stages.exists(workspace, stage)) {
                throw ProblemException.invalid(
                        "/onSite/stages", "there is no stage '%s'; choose another one".formatted(stage));
            }
        }
    }

    /** Whether the visitor is among those who are meant; nobody known is in no segment and no stage. */
    public boolean isFor(WorkspaceId workspace, SiteTargeting onSite, Optional<Person> person) {
        if (!onSite.looksAtPerson()) {
            return true;
        }
        if (person.isEmpty()) {
            return false;
        }
        int number = person.get().id();
        boolean isMember = onSite.segment()
                .map(segment -> isMember(workspace, segment, number))
                .orElse(true);
        if (!isMember || onSite.stages().isEmpty()) {
            return isMember;
        }
        return stages.stageOf(workspace, journeys.snapshot(workspace), number, clock.instant())
                .filter(onSite.stages()::contains)
                .isPresent();
    }

    private boolean isMember(WorkspaceId workspace, String segment, int person) {
        try {
            return segments.members(workspace, segment).get(person);
        } catch (ProblemException gone) {
            if (gone.code() == ErrorCode.NOT_FOUND) {
                return false;
            }
            throw gone;
        }
    }
}
