package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.ReportExport.choice;

import dev.percorso.server.analyze.ReportExport.FileType;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Call;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Reports over HTTP; to read is enough, since a report changes nothing. */
public final class ReportRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String REPORTS = WORKSPACE + "/reports";

    private static final int MOST_SUMMARY_ROWS = 400;

    private final Reports reports;
    private final ReportExport export;

    public ReportRoutes(Reports reports) {
        this.reports = reports;
        this.export = new ReportExport(reports);
    }

    @Override
    public void register(Router router) {
        router.get(WORKSPACE + "/schema", Access.VIEW, request -> Response.ok(reports.schema(request.workspace())))
                .get(WORKSPACE + "/events", Access.VIEW, this::live)
                .post(
                        REPORTS + "/overview",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.overview(request.workspace(), request.json(OverviewRequest.class))))
                .post(
                        REPORTS + "/events",
                        Access.VIEW,
                        request -> Response.ok(reports.events(request.workspace(), request.json(EventsRequest.class))))
                .post(
                        REPORTS + "/funnel",
                        Access.VIEW,
                        request -> Response.ok(reports.funnel(request.workspace(), request.json(FunnelRequest.class))))
                .post(
                        REPORTS + "/paths",
                        Access.VIEW,
                        request -> Response.ok(reports.paths(request.workspace(), request.json(PathsRequest.class))))
                .post(
                        REPORTS + "/retention",
                        Access.VIEW,
                        request -> Response.ok(
                                reports.retention(request.workspace(), request.json(RetentionRequest.class))))
                .post(
                        REPORTS + "/lifecycle",
                        Access.VIEW,
                        request -> Response.ok(
                                reports.lifecycle(request.workspace(), request.json(ActivityRequest.class))))
                .post(
                        REPORTS + "/stickiness",
                        Access.VIEW,
                        request -> Response.ok(
                                reports.stickiness(request.workspace(), request.json(ActivityRequest.class))))
                .post(
                        REPORTS + "/pages",
                        Access.VIEW,
                        request -> Response.ok(reports.pages(request.workspace(), request.json(PagesRequest.class))))
                .post(
                        REPORTS + "/acquisition",
                        Access.VIEW,
                        request -> Response.ok(
                                reports.acquisition(request.workspace(), request.json(AcquisitionRequest.class))))
                .post(
                        REPORTS + "/stages",
                        Access.VIEW,
                        request -> Response.ok(reports.stages(request.workspace(), request.json(StagesRequest.class))))
                .post(
                        REPORTS + "/cohorts",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.cohorts(request.workspace(), request.json(RetentionRequest.class))))
                .get(REPORTS + "/running/{id}", Access.VIEW, this::running)
                .delete(REPORTS + "/running/{id}", Access.VIEW, this::stop)
                .post(REPORTS + "/{kind}/export", Access.VIEW, this::export)
                .post(REPORTS + "/{kind}/summary", Access.VIEW, this::summary)
                .post(
                        REPORTS + "/commerce",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.commerce(request.workspace(), request.json(CommerceRequest.class))))
                .post(
                        REPORTS + "/attribution",
                        Access.VIEW,
                        request -> Response.ok(
                                reports.attribution(request.workspace(), request.json(AttributionRequest.class))))
                .post(
                        REPORTS + "/process",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.process(request.workspace(), request.json(ProcessRequest.class))))
                .post(REPORTS + "/process/log", Access.EDIT, this::processLog)
                .post(
                        REPORTS + "/together",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.together(request.workspace(), request.json(TogetherRequest.class))))
                .post(
                        REPORTS + "/surveys",
                        Access.VIEW,
                        request ->
                                Response.ok(reports.surveys(request.workspace(), request.json(SurveysRequest.class))))
                .post(
                        REPORTS + "/people",
                        Access.VIEW,
                        request -> Response.ok(reports.people(request.workspace(), request.json(PeopleQuery.class))));
    }

    /** How far a report is that the same caller asked for with this X-Request-Id; nothing once it is done. */
    private Response running(Request request) {
        return reports.state(asked(request)).map(Response::ok).orElseGet(Response::noContent);
    }

    private Response stop(Request request) {
        if (!reports.stop(asked(request))) {
            throw notRunning();
        }
        return Response.noContent();
    }

    private static Call asked(Request request) {
        return new Call(Call.current().map(Call::caller).orElse(""), Optional.of(request.path("id")));
    }

    private static ProblemException notRunning() {
        return ProblemException.of(
                ErrorCode.NOT_FOUND, "No report of yours runs for a request with this X-Request-Id; it may be done");
    }

    private Response summary(Request request) {
        return Response.ok(reports.summary(
                request.workspace(),
                choice("kind", request.path("kind"), SavedReport.Kind.class),
                request.json(ObjectNode.class),
                ReportWords.in(ReportWords.language(request.query("language").orElse("en"))),
                MOST_SUMMARY_ROWS));
    }

    /** The whole report is asked again, so that the file holds every row and not only those on the page. */
    private Response export(Request request) {
        String kind = request.path("kind");
        ReportFile file = export.write(
                request.workspace(),
                choice("kind", kind, SavedReport.Kind.class),
                request.json(ObjectNode.class),
                choice("format", request.query("format").orElse("csv"), FileType.class),
                ReportWords.in(ReportWords.language(request.query("language").orElse("en"))),
                request.query("title").orElse(kind));
        return Response.download(file.name(), file.contentType(), file.content());
    }

    /** In a file first, so that a failure on the way is told and no half log goes out. */
    private Response processLog(Request request) throws IOException {
        ProcessRequest asked = request.json(ProcessRequest.class);
        Path file = Files.createTempFile("percorso-log-", ".xes");
        try (OutputStream target = new BufferedOutputStream(Files.newOutputStream(file))) {
            reports.processLog(request.workspace(), asked, target);
        } catch (RuntimeException | IOException failure) {
            Files.deleteIfExists(file);
            throw failure;
        }
        return Response.download("journeys.xes", "application/xml", file);
    }

    private Response live(Request request) {
        Optional<Long> after = request.query("after").map(given -> request.query("after", 0, 0, Long.MAX_VALUE));
        return Response.ok(reports.live(request.workspace(), after, request.query("event"), request.limit()));
    }
}
