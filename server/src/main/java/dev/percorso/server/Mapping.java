package dev.percorso.server;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.Ids;
import dev.percorso.server.exchange.MapFileRoutes;
import dev.percorso.server.exchange.MapFiles;
import dev.percorso.server.http.Routes;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.map.JourneyMaps;
import dev.percorso.server.map.MapConformance;
import dev.percorso.server.map.MapDiscovery;
import dev.percorso.server.map.MapLooks;
import dev.percorso.server.map.MapRooms;
import dev.percorso.server.map.MapRoutes;
import dev.percorso.server.map.PeopleAtTouchpoints;
import dev.percorso.server.map.PersonaMatrix;
import dev.percorso.server.map.Personas;
import dev.percorso.server.map.PortableMaps;
import dev.percorso.server.map.StageModels;
import dev.percorso.server.map.TouchpointFigures;
import dev.percorso.server.map.Touchpoints;
import dev.percorso.server.orchestrate.FlowSummary;
import dev.percorso.server.orchestrate.Flows;
import dev.percorso.server.picture.PictureRoutes;
import dev.percorso.server.picture.Pictures;
import dev.percorso.server.review.CommentRoutes;
import dev.percorso.server.review.Comments;
import dev.percorso.server.review.MapReviews;
import dev.percorso.server.review.ReviewRoutes;
import dev.percorso.server.segment.LiveSegments;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/** The part of the composition about journeys as they are drawn: personas, touchpoints, maps and what is said of them. */
final class Mapping {
    private final Database database;
    private final Workspaces workspaces;
    private final StageModels stages;
    private final Journeys journeys;
    private final Pictures pictures;
    private final FoldPool folds;
    private final InstantSource clock;
    private final Ids ids;
    private final Personas personas;
    private final Touchpoints touchpoints;
    private final JourneyMaps maps;
    private final TouchpointFigures figures;
    private final PersonaMatrix matrix;
    private final MapConformance conformance;
    private final MapDiscovery discovery;
    private final MapReviews reviews;
    private final Comments comments;
    private final MapRooms rooms;
    private final List<PeopleQuerySource> peopleBehind;

    Mapping(
            Database database,
            Workspaces workspaces,
            LiveSegments segments,
            StageModels stages,
            Journeys journeys,
            Pictures pictures,
            MapRooms rooms,
            FoldPool folds,
            InstantSource clock,
            Ids ids) {
        this.database = database;
        this.workspaces = workspaces;
        this.stages = stages;
        this.journeys = journeys;
        this.pictures = pictures;
        this.folds = folds;
        this.clock = clock;
        this.ids = ids;
        this.personas = new Personas(database, journeys, workspaces, segments, clock, ids);
        this.touchpoints = new Touchpoints(database, journeys, clock, ids);
        MapLooks looks = new MapLooks(personas, touchpoints, journeys, workspaces, segments);
        this.maps = new JourneyMaps(database, looks, touchpoints, stages, journeys, clock, ids, rooms);
        this.figures = new TouchpointFigures(touchpoints, journeys, workspaces, segments);
        this.matrix = new PersonaMatrix(personas, figures, maps, journeys, workspaces, segments);
        this.conformance = new MapConformance(maps, looks, personas, touchpoints, segments);
        this.discovery = new MapDiscovery(journeys, workspaces, segments, touchpoints);
        this.rooms = rooms;
        this.comments = new Comments(database, clock, ids);
        this.reviews = new MapReviews(database, maps, rooms, comments, clock, ids);
        this.peopleBehind =
                List.of(maps, conformance, new PeopleAtTouchpoints(figures, personas, journeys, workspaces, segments));
    }

    Personas personas() {
        return personas;
    }

    Touchpoints touchpoints() {
        return touchpoints;
    }

    JourneyMaps maps() {
        return maps;
    }

    MapReviews reviews() {
        return reviews;
    }

    /** Who stands behind the figures of maps. */
    List<PeopleQuerySource> peopleBehind() {
        return peopleBehind;
    }

    /** @param flows those that a map may name when it comes from a file */
    List<Routes> routes(Flows flows) {
        return List.of(
                new MapRoutes(
                        stages,
                        personas,
                        touchpoints,
                        figures,
                        matrix,
                        maps,
                        conformance,
                        discovery,
                        journeys,
                        folds,
                        clock),
                new ReviewRoutes(reviews),
                new CommentRoutes("maps", comments, maps::get, rooms::talked),
                new CommentRoutes("flows", comments, flows::get, (_, _) -> {}),
                new PictureRoutes(pictures),
                new MapFileRoutes(new MapFiles(
                        new PortableMaps(database, maps, personas, touchpoints, ids),
                        pictures,
                        reviews,
                        workspace -> flows.list(workspace).stream()
                                .map(FlowSummary::id)
                                .collect(Collectors.toSet()),
                        workspaces)));
    }
}
