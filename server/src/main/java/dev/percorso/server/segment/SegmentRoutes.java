package dev.percorso.server.segment;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Segments over HTTP. */
public final class SegmentRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/segments";

    private final LiveSegments segments;
    private final List<SegmentUse> uses;
    private final People people;

    /** @param uses tell what keeps a segment from being deleted */
    public SegmentRoutes(LiveSegments segments, List<SegmentUse> uses, People people) {
        this.segments = segments;
        this.people = people;
        this.uses = Stream.concat(Stream.of(segments), uses.stream()).toList();
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(segments.describe(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(
                                segments.create(request.workspace(), request.json(SegmentContent.class))))
                .post(PATH + "/preview", Access.VIEW, this::preview)
                .post(PATH + "/overlap", Access.VIEW, this::overlap)
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(segments.update(
                                request.workspace(), request.path("id"), request.json(SegmentContent.class))))
                .delete(PATH + "/{id}", Access.EDIT, this::delete);
    }

    /** A condition that is being typed. */
    record Preview(JsonNode condition) {
        Preview {
            if (condition == null || condition.isNull()) {
                throw new IllegalArgumentException("a preview needs a 'condition'");
            }
        }
    }

    /**
     * A condition that is compared with segments.
     *
     * @param except the segment it is going to define
     * @param segments up to three whose regions are told apart
     */
    record Overlap(JsonNode condition, Optional<String> except, List<String> segments) {
        private static final int MOST = 3;

        Overlap {
            if (condition == null || condition.isNull()) {
                throw new IllegalArgumentException("an overlap needs a 'condition'");
            }
            except = except == null ? Optional.empty() : except;
            segments =
                    segments == null ? List.of() : segments.stream().distinct().toList();
            if (segments.size() > MOST) {
                throw new IllegalArgumentException(
                        "at most %d 'segments' are told apart, not %d".formatted(MOST, segments.size()));
            }
        }
    }

    private Response overlap(Request request) {
        Overlap asked = request.json(Overlap.class);
        return Response.ok(segments.overlap(request.workspace(), asked.condition(), asked.except(), asked.segments()));
    }

    private Response preview(Request request) {
        return Response.ok(segments.preview(
                request.workspace(),
                request.json(Preview.class).condition(),
                people.allowing(request.workspace(), Purpose.PROFILING)));
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        List<String> users =
                uses.stream().flatMap(use -> use.usesOf(workspace, id).stream()).toList();
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The segment is used by %s; take it out there first. Nothing was deleted"
                            .formatted(String.join(", ", users)));
        }
        segments.delete(workspace, id);
        return Response.noContent();
    }
}
