package dev.percorso.server.onsite;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.site.SiteTargeting;
import dev.percorso.server.site.TagQuestions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Messages of the site over HTTP: for those who make them, and for the web tag. */
public final class OnSiteRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/onsite-messages";

    private final OnSiteMessages messages;
    private final List<OnSiteMessageUse> uses;
    private final OfferStore offers;
    private final TagQuestions questions;
    private final InstantSource clock;

    public OnSiteRoutes(
            OnSiteMessages messages,
            List<OnSiteMessageUse> uses,
            OfferStore offers,
            TagQuestions questions,
            InstantSource clock) {
        this.messages = messages;
        this.uses = List.copyOf(uses);
        this.offers = offers;
        this.questions = questions;
        this.clock = clock;
    }

    /** A message as the tag shows it, in one language. */
    private record TagMessage(
            String id,
            String name,
            OnSiteMessageContent.Form form,
            String place,
            String language,
            List<OnSiteMessageContent.Words> variants,
            SiteLook look,
            List<String> paths,
            String event,
            int delaySeconds,
            int share,
            int everyDays,
            int gapDays,
            Optional<String> offer) {}

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
                .delete(PATH + "/{id}", Access.EDIT, this::delete)
                .get("/tag/messages/{writeKey}", Access.PUBLIC, request -> questions.answer(request, this::forTag))
                .post("/tag/offers/{token}/{what}", Access.PUBLIC, this::done);
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        messages.delete(
                workspace,
                id,
                uses.stream().flatMap(use -> use.usesOf(workspace, id).stream()).toList());
        return Response.noContent();
    }

    private List<TagMessage> forTag(WorkspaceId workspace, Optional<String> anonymousId, String language) {
        return messages.onSite(workspace, anonymousId).stream()
                .map(message -> forTag(message, language))
                .toList();
    }

    /** What a visitor did with what a flow offered; who knows the token was offered it. */
    private Response done(Request request) {
        return questions.open(request, () -> {
            OfferStore.Done what = Arrays.stream(OfferStore.Done.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(request.path("what")))
                    .findFirst()
                    .orElseThrow(() -> ProblemException.notFound("What was done with the offer"));
            if (!offers.done(request.path("token"), what, clock.instant())) {
                throw ProblemException.notFound("The offer");
            }
            return Response.noContent();
        });
    }

    private static TagMessage forTag(OnSiteMessages.Showable showable, String wanted) {
        OnSiteMessages.Message message = showable.message();
        OnSiteMessageContent content = message.content();
        String language = content.languageFor(wanted);
        SiteTargeting onSite = content.onSite();
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
                // Whom a flow chose, chance does not choose again.
                showable.offer().isPresent() ? 100 : onSite.share(),
                onSite.everyDays(),
                onSite.gapDays(),
                showable.offer());
    }
}
