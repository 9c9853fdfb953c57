package dev.percorso.server.map;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.JourneySnapshots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Stages, personas, touchpoints and maps over HTTP. */
public final class MapRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";

    private final StageModels stages;
    private final Personas personas;
    private final Touchpoints touchpoints;
    private final TouchpointFigures figures;
    private final PersonaMatrix matrix;
    private final JourneyMaps maps;
    private final MapConformance conformance;
    private final MapDiscovery discovery;
    private final JourneySnapshots journeys;
    private final FoldPool folds;
    private final InstantSource clock;

    public MapRoutes(
            StageModels stages,
            Personas personas,
            Touchpoints touchpoints,
            TouchpointFigures figures,
            PersonaMatrix matrix,
            JourneyMaps maps,
            MapConformance conformance,
            MapDiscovery discovery,
            JourneySnapshots journeys,
            FoldPool folds,
            InstantSource clock) {
        this.stages = stages;
        this.personas = personas;
        this.touchpoints = touchpoints;
        this.figures = figures;
        this.matrix = matrix;
        this.maps = maps;
        this.conformance = conformance;
        this.discovery = discovery;
        this.journeys = journeys;
        this.folds = folds;
        this.clock = clock;
    }

    record StageModelView(@JsonUnwrapped StageModelContent content, List<StageModels.Occupancy> occupancy) {}

    @Override
    public void register(Router router) {
        router.get(WORKSPACE + "/stages", Access.VIEW, request -> Response.ok(stageModel(request.workspace())))
                .put(WORKSPACE + "/stages", Access.EDIT, this::saveStages)
                .get(
                        WORKSPACE + "/stages/history",
                        Access.VIEW,
                        request -> Response.ok(stages.history(request.workspace())))
                .post(WORKSPACE + "/stages/preview", Access.VIEW, this::previewStages);
        router.get(
                        WORKSPACE + "/personas",
                        Access.VIEW,
                        request -> Response.ok(folds.run(run -> personas.all(request.workspace()))))
                .post(
                        WORKSPACE + "/personas",
                        Access.EDIT,
                        request -> Response.created(personas.create(
                                request.workspace(), request.json(PersonaContent.class), name(request))))
                .put(
                        WORKSPACE + "/personas/{id}",
                        Access.EDIT,
                        request -> Response.ok(personas.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(PersonaContent.class),
                                name(request))))
                .post(
                        WORKSPACE + "/personas/{id}/restore",
                        Access.EDIT,
                        request -> Response.ok(
                                folds.run(run -> personas.bringBack(request.workspace(), request.path("id")))))
                .delete(WORKSPACE + "/personas/{id}", Access.EDIT, request -> {
                    personas.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
        router.get(
                        WORKSPACE + "/touchpoints",
                        Access.VIEW,
                        request -> Response.ok(folds.run(run -> touchpoints.all(request.workspace()))))
                .post(
                        WORKSPACE + "/touchpoints",
                        Access.EDIT,
                        request -> Response.created(touchpoints.create(
                                request.workspace(), request.json(TouchpointContent.class), name(request))))
                .put(
                        WORKSPACE + "/touchpoints/{id}",
                        Access.EDIT,
                        request -> Response.ok(touchpoints.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(TouchpointContent.class),
                                name(request))))
                .post(
                        WORKSPACE + "/touchpoints/{id}/restore",
                        Access.EDIT,
                        request -> Response.ok(
                                folds.run(run -> touchpoints.bringBack(request.workspace(), request.path("id")))))
                .delete(WORKSPACE + "/touchpoints/{id}", Access.EDIT, request -> {
                    touchpoints.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
        router.post(WORKSPACE + "/touchpoints/figures", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(folds.run(run -> figures.figures(request.workspace(), scope)));
                })
                .post(WORKSPACE + "/personas/matrix", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(folds.run(run -> matrix.matrix(request.workspace(), scope)));
                });
        registerMaps(router);
    }

    private void registerMaps(Router router) {
        router.get(WORKSPACE + "/maps", Access.VIEW, request -> Response.ok(maps.all(request.workspace())))
                .post(
                        WORKSPACE + "/maps",
                        Access.EDIT,
                        request -> Response.created(
                                maps.create(request.workspace(), request.json(JourneyMapContent.class), name(request))))
                .get(
                        WORKSPACE + "/maps/{id}",
                        Access.VIEW,
                        request -> Response.ok(maps.get(request.workspace(), request.path("id"))))
                .put(WORKSPACE + "/maps/{id}", Access.EDIT, this::saveMap)
                .post(
                        WORKSPACE + "/maps/{id}/restore",
                        Access.EDIT,
                        request -> Response.ok(maps.bringBack(request.workspace(), request.path("id"))))
                .delete(WORKSPACE + "/maps/{id}", Access.EDIT, request -> {
                    maps.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .post(WORKSPACE + "/maps/{id}/changes", Access.EDIT, this::changeMap)
                .get(
                        WORKSPACE + "/maps/{id}/changes",
                        Access.VIEW,
                        request -> Response.ok(maps.history(
                                request.workspace(), request.path("id"), request.before(), request.limit())))
                .get(
                        WORKSPACE + "/maps/{id}/lint",
                        Access.VIEW,
                        request -> Response.ok(maps.lint(request.workspace(), request.path("id"))))
                .post(WORKSPACE + "/maps/{id}/times", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(folds.run(run -> maps.times(request.workspace(), request.path("id"), scope)));
                })
                .get(
                        WORKSPACE + "/map-cards",
                        Access.VIEW,
                        request -> Response.ok(
                                MapCards.in(maps.whole(request.workspace()), laneKind(request.query("lane")))))
                .get(
                        WORKSPACE + "/flows/{id}/cards",
                        Access.VIEW,
                        request -> Response.ok(CardsOfFlow.in(maps.whole(request.workspace()), request.path("id"))))
                .get(WORKSPACE + "/maps/{id}/news", Access.VIEW, this::news)
                .post(WORKSPACE + "/maps/{id}/live", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(folds.run(run -> maps.live(request.workspace(), request.path("id"), scope)));
                })
                .post(WORKSPACE + "/maps/{id}/conformance", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(
                            folds.run(run -> conformance.view(request.workspace(), request.path("id"), scope)));
                })
                .post(WORKSPACE + "/maps/discover", Access.VIEW, request -> {
                    DiscoverRequest asked = request.json(DiscoverRequest.class);
                    return Response.ok(folds.run(run -> discovery.discover(request.workspace(), asked)));
                })
                .post(WORKSPACE + "/maps/{id}/conformance/parts", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(
                            folds.run(run -> conformance.parts(request.workspace(), request.path("id"), scope)));
                })
                .post(WORKSPACE + "/maps/{id}/conformance/why", Access.VIEW, request -> {
                    WhyRequest why = request.json(WhyRequest.class);
                    return Response.ok(folds.run(run -> conformance.why(request.workspace(), request.path("id"), why)));
                });
    }

    private static String name(Request request) {
        return request.caller().name();
    }

    private StageModelView stageModel(WorkspaceId workspace) {
        return new StageModelView(
                stages.model(workspace),
                folds.run(run -> stages.occupancy(workspace, journeys.snapshot(workspace), clock.instant())));
    }

    /**
     * Where people are and where they would be; stages that one of the models lacks hold nobody in it.
     *
     * @param stage an empty one is none
     */
    record StagePreview(String stage, long persons, long before) {}

    private Response previewStages(Request request) {
        WorkspaceId workspace = request.workspace();
        StageModelContent model = request.json(StageModelContent.class);
        stages.check(workspace, model);
        List<StagePreview> preview = folds.run(run -> {
            Snapshot snapshot = journeys.snapshot(workspace);
            FoldScope scope = FoldScope.everyone().stoppedBy(run.cancellation());
            Instant now = clock.instant();
            Map<String, Long> before =
                    stages.occupancy(workspace, stages.model(workspace), scope, snapshot, now).stream()
                            .collect(Collectors.toMap(StageModels.Occupancy::stage, StageModels.Occupancy::persons));
            return stages.occupancy(workspace, model, scope, snapshot, now).stream()
                    .map(there ->
                            new StagePreview(there.stage(), there.persons(), before.getOrDefault(there.stage(), 0L)))
                    .toList();
        });
        return Response.ok(Map.of("stages", preview));
    }

    private Response saveStages(Request request) {
        stages.save(request.workspace(), request.json(StageModelContent.class), name(request));
        return Response.ok(stageModel(request.workspace()));
    }

    private Response saveMap(Request request) {
        JsonNode body = request.json(JsonNode.class);
        if (!(body instanceof ObjectNode fields) || !fields.path("revision").isIntegralNumber()) {
            throw ProblemException.invalid(
                    "/revision", "send the 'revision' that the change is based on, as the map was loaded with it");
        }
        long revision = fields.get("revision").asLong();
        fields.remove("revision");
        JourneyMapContent content = Json.convert(fields, JourneyMapContent.class);
        return Response.ok(maps.save(request.workspace(), request.path("id"), content, revision, name(request)));
    }

    /**
     * Changes of an open map.
     *
     * @param client names the window, for as long as it is open
     * @param base the revision that the changes were made on
     */
    record MapChanges(String client, long base, List<MapChange> changes) {
        private static final int MOST = 5_000;

        MapChanges {
            changes = changes == null ? List.of() : List.copyOf(changes);
            if (client == null || !client.matches("[A-Za-z0-9_-]{1,40}")) {
                throw new IllegalArgumentException("'client' names the window in up to 40 letters, digits and hyphens");
            }
            if (changes.size() > MOST) {
                throw new IllegalArgumentException("at most %d changes are saved at once".formatted(MOST));
            }
        }
    }

    private Response changeMap(Request request) {
        MapChanges made = request.json(MapChanges.class);
        return Response.ok(maps.change(
                request.workspace(),
                request.path("id"),
                new MapChangeStore.Editor(name(request), made.client()),
                made.base(),
                made.changes()));
    }

    private static JourneyMapContent.LaneKind laneKind(Optional<String> name) {
        return Arrays.stream(JourneyMapContent.LaneKind.values())
                .filter(kind -> name.equals(Optional.of(kind.name().toLowerCase(Locale.ROOT))))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("/lane", "'lane' is a kind of lane such as opportunities"));
    }

    private Response news(Request request) throws InterruptedException {
        return Response.ok(maps.news(
                request.workspace(),
                request.path("id"),
                new MapRooms.Question(
                        new MapChanges(request.query("client").orElse(""), 0, List.of()).client(),
                        name(request),
                        request.query("card"),
                        request.query("after", 0, 0, Long.MAX_VALUE),
                        request.query("seen", 0, 0, Long.MAX_VALUE),
                        request.query("wait").filter("no"::equals).isEmpty())));
    }
}
