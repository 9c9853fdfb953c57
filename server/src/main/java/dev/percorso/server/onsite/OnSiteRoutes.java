package dev.percorso.server.onsite;

import dev.percorso.server.collect.Sources;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.survey.SurveyContent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Messages of the site over HTTP: for those who make them, and for the web tag. */
public final class OnSiteRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/onsite-messages";

    private final OnSiteMessages messages;
    private final Sources sources;
    private final RateLimit byAddress = new RateLimit(120, Duration.ofSeconds(1));

    public OnSiteRoutes(OnSiteMessages messages, Sources sources) {
        this.messages = messages;
        this.sources = sources;
    }

    /** A message as the tag shows it, in one language. */
    private record TagMessage(
            String id,
            String name,
            OnSiteMessageContent.Form form,
            String place,
            String language,
            List<OnSiteMessageContent.Words> variants,
            SurveyContent.Look look,
            List<String> paths,
            String event,
            int delaySeconds,
            int share,
            int everyDays,
            int gapDays) {}

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(messages.all(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(messages.create(
                                request.workspace(),
                                request.json(OnSiteMessageContent.class),
                                request.caller().name())))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(messages.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(OnSiteMessageContent.class),
                                request.caller().name())))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    messages.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .get("/tag/messages/{writeKey}", Access.PUBLIC, this::forTag);
    }

    private Response forTag(Request request) {
        Map<String, String> open = Map.of(
                "Access-Control-Allow-Origin", "*",
                "Cross-Origin-Resource-Policy", "cross-origin",
                "Cache-Control", "no-store");
        try {
            byAddress.check(request.clientAddress(), "This was asked for too often; wait a moment and try again");
            WorkspaceId workspace = sources.byKey(request.path("writeKey"))
                    .orElseThrow(() -> ProblemException.of(
                            ErrorCode.WRONG_KEY, "No source has this write key; copy the line from Sources again"))
                    .workspace();
            String language = request.query("language").orElse("en").toLowerCase(Locale.ROOT);
            return Response.ok(messages.onSite(workspace, request.query("anonymousId")).stream()
                            .map(message -> forTag(message, language))
                            .toList())
                    .with(open);
        } catch (ProblemException problem) {
            return Response.problem(problem).with(open);
        }
    }

    private static TagMessage forTag(OnSiteMessages.Message message, String wanted) {
        OnSiteMessageContent content = message.content();
        String language = content.languageFor(wanted);
        SurveyContent.OnSite onSite = content.onSite();
        return new TagMessage(
                message.id(),
                content.name(),
                content.form(),
                content.place(),
                language,
                content.variants().stream()
                        .map(variant -> Objects.requireNonNull(variant.words().get(language)))
                        .toList(),
                content.look(),
                onSite.paths(),
                onSite.event().orElse(""),
                onSite.delaySeconds(),
                onSite.share(),
                onSite.everyDays(),
                onSite.gapDays());
    }
}
