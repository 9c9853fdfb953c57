package dev.percorso.server.orchestrate;

import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import java.time.InstantSource;

/** The API of flows. */
public final class FlowRoutes implements Routes {
    private static final String FLOWS = "/api/workspaces/{workspace}/flows";
    private static final String FLOW = FLOWS + "/{id}";
    private static final int MOST_DAYS = 366;

    private final Flows flows;
    private final FlowSimulator simulator;
    private final Experiments experiments;
    private final FlowEffects effects;
    private final FlowFailures failures;
    private final FlowPresence presence;

    /** @param wake lets whoever sends and decides look for what is tried again */
    public FlowRoutes(
            Database database,
            Flows flows,
            FlowSimulator simulator,
            Experiments experiments,
            People people,
            Segments segments,
            FoldPool folds,
            InstantSource clock,
            Runnable wake) {
        this.flows = flows;
        this.simulator = simulator;
        this.experiments = experiments;
        this.effects = new FlowEffects(flows, segments, folds, clock);
        this.failures = new FlowFailures(database, flows, people, clock, wake);
        this.presence = new FlowPresence(database, flows, segments, people, clock);
    }

    @Override
    public void register(Router router) {
        router.get(FLOWS, Access.VIEW, request -> Response.ok(flows.list(request.workspace())));
        router.post(FLOWS, Access.EDIT, this::create);
        router.get(
                FLOW,
                Access.VIEW,
                request -> Response.ok(
                        flows.get(request.workspace(), request.path("id")).in(request.words())));
        router.put(FLOW, Access.EDIT, this::save);
        router.delete(FLOW, Access.EDIT, this::delete);
        router.post(FLOW + "/entries", Access.EDIT, this::enter);
        router.post(
                FLOW + "/simulations",
                Access.VIEW,
                request -> Response.ok(simulator.simulate(
                        request.workspace(), request.path("id"), request.json(SimulationRequest.class))));
        router.post(
                FLOW + "/walks",
                Access.VIEW,
                request -> Response.ok(
                        simulator.walk(request.workspace(), request.path("id"), request.json(WalkRequest.class))));
        router.get(
                FLOW + "/people/{person}",
                Access.VIEW,
                request -> Response.ok(presence.of(request.workspace(), request.path("id"), request.path("person"))));
        router.get(
                FLOW + "/versions",
                Access.VIEW,
                request -> Response.ok(flows.versions(request.workspace(), request.path("id"))));
        router.post(
                FLOW + "/moves",
                Access.EDIT,
                request -> Response.ok(
                        flows.move(request.workspace(), request.path("id"), request.json(FlowVersions.Move.class))));
        router.get(
                FLOW + "/effect",
                Access.VIEW,
                request -> Response.ok(effects.of(
                        request.workspace(), request.path("id"), (int) request.query("days", 7, 1, MOST_DAYS))));
        router.get(
                FLOW + "/experiments/{step}",
                Access.VIEW,
                request -> Response.ok(experiments.of(request.workspace(), request.path("id"), request.path("step"))));
        router.get(
                FLOW + "/failures",
                Access.VIEW,
                request -> Response.ok(failures.list(request.workspace(), request.path("id")).stream()
                        .map(failure -> failure.in(request.words()))
                        .toList()));
        router.post(
                FLOW + "/retries",
                Access.EDIT,
                request -> Response.ok(failures.retry(
                        request.workspace(), request.path("id"), request.json(FlowFailures.Retry.class))));
        router.post(FLOW + "/{action}", Access.EDIT, this::act);
        router.get(
                FLOW + "/counts",
                Access.VIEW,
                request -> Response.ok(flows.counts(request.workspace(), request.path("id"))));
    }

    private Response create(Request request) {
        return Response.created(flows.create(request.workspace(), request.json(FlowContent.class))
                .in(request.words()));
    }

    private Response save(Request request) {
        FlowSave save = request.json(FlowSave.class);
        return Response.ok(flows.save(request.workspace(), request.path("id"), save.content(), save.revision())
                .in(request.words()));
    }

    private Response delete(Request request) {
        flows.delete(request.workspace(), request.path("id"));
        return Response.noContent();
    }

    private Response enter(Request request) {
        flows.enter(request.workspace(), request.path("id"), request.json(FlowEntrance.class));
        return Response.noContent();
    }

    private Response act(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        Flow flow = switch (request.path("action")) {
            case "publish" -> flows.publish(workspace, id, request.caller().name());
            case "pause" -> flows.pause(workspace, id);
            case "resume" -> flows.resume(workspace, id);
            case "stop" -> flows.stop(workspace, id);
            default ->
                throw ProblemException.notFound(
                        "The action '" + request.path("action") + "' (publish, pause, resume, stop)");
        };
        return Response.ok(flow.in(request.words()));
    }
}
