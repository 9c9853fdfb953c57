package dev.percorso.server.review;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.JourneyMaps;
import dev.percorso.server.map.JourneyMaps.JourneyMap;
import dev.percorso.server.map.MapRooms;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import dev.percorso.server.store.Removals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Comments, governance and versions of maps. */
public final class MapReviews implements Removals.Belongings {
    private static final String GOVERNANCE = "map-governance";

    private final JourneyMaps maps;
    private final MapRooms rooms;
    private final Comments comments;
    private final VersionStore versions;
    private final DocumentStore<Governance> governance;
    private final InstantSource clock;
    private final Ids ids;

    public MapReviews(
            Database database, JourneyMaps maps, MapRooms rooms, Comments comments, InstantSource clock, Ids ids) {
        this.maps = maps;
        this.rooms = rooms;
        this.comments = comments;
        this.versions = new VersionStore(database);
        this.governance = new DocumentStore<>(database, clock, GOVERNANCE, Governance.class);
        this.clock = clock;
        this.ids = ids;
    }

    /** Takes what was said and kept of a map away with it. */
    @Override
    public void remove(Handle handle, WorkspaceId workspace, String kind, String id) {
        if (kind.equals("map")) {
            Comments.removeAll(handle, workspace, id);
            VersionStore.removeAll(handle, workspace, id);
            handle.execute(
                    "DELETE FROM map_document WHERE workspace = ? AND kind = ? AND id = ?",
                    workspace.value(),
                    GOVERNANCE,
                    id);
        }
    }

    // ---------------------------------------------------------------- comments

    /** All comments of a map, oldest first. */
    public List<Comment> comments(WorkspaceId workspace, String map) {
        maps.get(workspace, map);
        return comments.of(workspace, map);
    }

    /** A comment of somebody who came by a review link. */
    public Comment guestComment(WorkspaceId workspace, String map, Comment.GuestDraft draft) {
        maps.get(workspace, map);
        Comment made =
                comments.write(workspace, map, draft.draft(), new Comment.Author(draft.name(), Optional.empty()), true);
        rooms.talked(workspace, map);
        return made;
    }

    // ---------------------------------------------------------------- governance

    /**
     * Governance as it is told.
     *
     * @param stale whether its review is overdue
     * @param dueAt when the next review is due
     * @param changedSinceApproval how many saves came after the approved revision
     */
    public record Told(
            @JsonUnwrapped Governance governance, boolean stale, Optional<Instant> dueAt, long changedSinceApproval) {}

    private Governance of(WorkspaceId workspace, String map) {
        return governance
                .find(workspace, map)
                .map(DocumentStore.Stored::content)
                .orElse(Governance.NONE);
    }

    Told governance(WorkspaceId workspace, String map) {
        return tell(of(workspace, map), maps.get(workspace, map));
    }

    private Told tell(Governance governed, JourneyMap map) {
        Optional<Instant> due = governed.reviewEveryDays()
                .map(days -> governed.reviewedAt().orElse(map.updatedAt()).plus(Duration.ofDays(days)));
        long approved = governed.approvals().stream()
                .filter(Governance.Approval::approved)
                .mapToLong(Governance.Approval::revision)
                .max()
                .orElse(map.revision());
        return new Told(
                governed,
                governed.status() != Governance.Status.ARCHIVED
                        && due.filter(at -> at.isBefore(clock.instant())).isPresent(),
                due,
                governed.status() == Governance.Status.APPROVED ? map.revision() - approved : 0);
    }

    Told govern(WorkspaceId workspace, String map, Governance.Draft draft, String by) {
        JourneyMap governed = maps.get(workspace, map);
        if (draft.status().filter(Governance.Status.APPROVED::equals).isPresent()
                && of(workspace, map).status() != Governance.Status.APPROVED) {
            throw ProblemException.invalid("/status", "a map becomes approved by somebody's approval");
        }
        draft.counterpart().ifPresent(other -> {
            if (other.equals(map)) {
                throw ProblemException.invalid("/counterpart", "a map cannot stand beside itself");
            }
            maps.get(workspace, other);
            // A pair knows each other.
            governance.save(workspace, other, of(workspace, other).beside(Optional.of(map)), by);
        });
        Optional<String> before = of(workspace, map).counterpart();
        before.filter(other -> !draft.counterpart().equals(Optional.of(other)))
                .ifPresent(other ->
                        governance.save(workspace, other, of(workspace, other).beside(Optional.empty()), by));
        return saved(workspace, governed, of(workspace, map).with(draft), by);
    }

    Told answer(WorkspaceId workspace, String map, Governance.Answer answer, String by) {
        JourneyMap reviewed = maps.get(workspace, map);
        Governance now = of(workspace, map);
        if (now.status() != Governance.Status.IN_REVIEW) {
            throw ProblemException.of(
                    ErrorCode.NOT_CONFIGURED, "This map is not in review; set its status to in review first");
        }
        Governance.Approval approval =
                new Governance.Approval(by, clock.instant(), reviewed.revision(), answer.approved(), answer.note());
        if (answer.approved()) {
            keep(workspace, reviewed, "", MapVersion.Kept.APPROVED, by);
        }
        return saved(workspace, reviewed, now.answered(approval), by);
    }

    Told stillHolds(WorkspaceId workspace, String map, String by) {
        return saved(workspace, maps.get(workspace, map), of(workspace, map).reviewed(clock.instant(), by), by);
    }

    private Told saved(WorkspaceId workspace, JourneyMap map, Governance next, String by) {
        governance.save(workspace, map.id(), next, by);
        rooms.talked(workspace, map.id());
        return tell(next, map);
    }

    /**
     * What a list of maps shows of each.
     *
     * @param openThreads comments that wait for somebody
     */
    public record Overview(String map, Told governance, int openThreads) {}

    List<Overview> overview(WorkspaceId workspace) {
        Map<String, Integer> open = comments.open(workspace);
        return maps.whole(workspace).stream()
                .map(map -> new Overview(map.id(), tell(of(workspace, map.id()), map), open.getOrDefault(map.id(), 0)))
                .toList();
    }

    // ---------------------------------------------------------------- versions

    List<MapVersion> versions(WorkspaceId workspace, String map) {
        return versions.of(workspace, map);
    }

    MapVersion.Whole version(WorkspaceId workspace, String map, String id) {
        return versions.find(workspace, map, id).orElseThrow(() -> ProblemException.notFound("The version"));
    }

    MapVersion keep(WorkspaceId workspace, String map, MapVersion.Draft draft, String by) {
        MapVersion kept = keep(workspace, maps.get(workspace, map), draft.name(), MapVersion.Kept.NAMED, by);
        rooms.talked(workspace, map);
        return kept;
    }

    private MapVersion keep(WorkspaceId workspace, JourneyMap map, String name, MapVersion.Kept why, String by) {
        MapVersion version = new MapVersion(ids.next(), map.revision(), name, why, clock.instant(), by);
        versions.insert(workspace, map.id(), version, map.content());
        return version;
    }

    /** Makes the map what a version was; what it was until now is kept as a version itself. */
    JourneyMap restore(WorkspaceId workspace, String map, String id, String by) {
        MapVersion.Whole version = version(workspace, map, id);
        keep(workspace, maps.get(workspace, map), "", MapVersion.Kept.REPLACED, by);
        JourneyMap restored = maps.restore(workspace, map, version.content(), by);
        rooms.talked(workspace, map);
        return restored;
    }
}
