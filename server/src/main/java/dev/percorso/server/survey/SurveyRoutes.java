package dev.percorso.server.survey;

import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.analyze.SurveyKind;
import dev.percorso.server.analyze.SurveyScale;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.FormFields;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.sentiment.Sentiment;
import dev.percorso.server.sentiment.Sentiments;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.site.SiteTargeting;
import dev.percorso.server.site.TagQuestions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Surveys over HTTP: for those who make them, for the web tag, and the page behind a link. */
public final class SurveyRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/surveys";
    private static final int MOST_BYTES = 64 << 10;
    private static final String TOO_OFTEN = "This was asked for too often; wait a moment and try again";

    private final Surveys surveys;
    private final SurveyResponses responses;
    private final FoldPool folds;
    private final Sentiments sentiments;
    private final TagQuestions questions;
    private final RateLimit byAddress = new RateLimit(120, Duration.ofSeconds(1));

    public SurveyRoutes(
            Surveys surveys, SurveyResponses responses, FoldPool folds, Sentiments sentiments, TagQuestions questions) {
        this.surveys = surveys;
        this.responses = responses;
        this.folds = folds;
        this.sentiments = sentiments;
        this.questions = questions;
    }

    private record WantedLink(String person) {}

    private record Decision(String person, Sentiment sentiment) {}

    /**
     * A question as the tag shows it.
     *
     * @param low lowest answer, and what it means
     */
    private record TagQuestion(
            String id, SurveyKind kind, boolean required, String text, String low, String high, String scale) {}

    private record TagSurvey(
            String id,
            String name,
            String touchpoint,
            String language,
            SurveyContent.Texts texts,
            SiteLook look,
            List<TagQuestion> questions,
            List<String> paths,
            String event,
            int delaySeconds,
            int share,
            int everyDays,
            int gapDays) {}

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(surveys.all(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(surveys.create(
                                request.workspace(),
                                request.json(SurveyContent.class),
                                request.caller().name())))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(surveys.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(SurveyContent.class),
                                request.caller().name())))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    surveys.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .post(PATH + "/responses", Access.VIEW, request -> {
                    Scope scope = request.json(Scope.class);
                    return Response.ok(folds.run(run -> responses.all(request.workspace(), scope)));
                })
                .post(PATH + "/{id}/links", Access.EDIT, this::link)
                .put("/api/workspaces/{workspace}/comments/{event}/sentiment", Access.EDIT, this::decide);
        router.get("/tag/surveys/{writeKey}", Access.PUBLIC, request -> questions.answer(request, this::forTag))
                .get("/s/{token}", Access.PUBLIC, this::ask)
                .post("/s/{token}", Access.PUBLIC, this::answer);
    }

    private Response link(Request request) {
        int person = number(request.json(WantedLink.class).person());
        return Response.created(Map.of("url", surveys.link(request.workspace(), request.path("id"), person)));
    }

    private static int number(String person) {
        if (person == null || !person.matches("\\d{1,9}")) {
            throw ProblemException.invalid("/person", "name the person by the number that lists of people show");
        }
        return Integer.parseInt(person);
    }

    private Response decide(Request request) {
        Decision decision = request.json(Decision.class);
        String event = request.path("event");
        if (!event.matches("\\d{1,18}")) {
            throw ProblemException.notFound("The text '" + event + "'");
        }
        if (decision.sentiment() == null) {
            throw ProblemException.invalid("/sentiment", "say how the text sounds: positive, neutral or negative");
        }
        int person = number(decision.person());
        surveys.checkText(request.workspace(), Long.parseLong(event), person);
        sentiments.decide(
                request.workspace(),
                Long.parseLong(event),
                person,
                decision.sentiment(),
                request.caller().name());
        return Response.noContent();
    }

    // ---------------------------------------------------------------- for the tag

    private List<TagSurvey> forTag(WorkspaceId workspace, Optional<String> anonymousId, String language) {
        return surveys.onSite(workspace, anonymousId).stream()
                .map(survey -> forTag(survey, language))
                .toList();
    }

    private static TagSurvey forTag(Surveys.Survey survey, String wanted) {
        SurveyContent content = survey.content();
        String language = content.languageFor(wanted);
        SiteTargeting onSite = content.onSite();
        return new TagSurvey(
                survey.id(),
                content.name(),
                content.touchpoint().orElse(""),
                language,
                content.textsIn(language),
                content.look(),
                content.questions().stream()
                        .map(question -> forTag(question, language))
                        .toList(),
                onSite.paths(),
                onSite.event().orElse(""),
                onSite.delaySeconds(),
                onSite.share(),
                onSite.everyDays(),
                onSite.gapDays());
    }

    private static TagQuestion forTag(SurveyContent.Question question, String language) {
        SurveyContent.Wording wording =
                java.util.Objects.requireNonNull(question.wording().get(language));
        SurveyScale scale = question.kind().scale();
        return new TagQuestion(
                question.id(),
                question.kind(),
                question.required(),
                wording.text(),
                wording.low(),
                wording.high(),
                scale.toString());
    }

    // ---------------------------------------------------------------- behind a link

    private Response ask(Request request) {
        byAddress.check(request.clientAddress(), TOO_OFTEN);
        Map<String, String> given = new HashMap<>();
        Surveys.Opened opened = surveys.open(request.path("token"));
        if (opened instanceof Surveys.Opened.Asking asking) {
            // A link in a mail may carry the score that was pressed there; it counts once the form is sent.
            asking.survey()
                    .questions()
                    .forEach(question ->
                            request.query(question.id()).ifPresent(value -> given.put(question.id(), value)));
        }
        return page(request, opened, given, Optional.empty());
    }

    private Response answer(Request request) {
        byAddress.check(request.clientAddress(), TOO_OFTEN);
        String token = request.path("token");
        Surveys.Opened opened = surveys.open(token);
        if (!(opened instanceof Surveys.Opened.Asking asking)) {
            return page(request, opened, Map.of(), Optional.empty());
        }
        Map<String, String> given = FormFields.read(request.body(MOST_BYTES)).firsts();
        try {
            surveys.answer(token, asking.survey(), given);
        } catch (ProblemException wrong) {
            if (wrong.code() != ErrorCode.INVALID_INPUT) {
                throw wrong;
            }
            return page(request, opened, given, Optional.of(request.words().of(wrong.detail())));
        }
        return unlisted(SurveyPage.thanks(asking.survey(), asking.survey().languageFor(language(request))), 200);
    }

    private static Response page(
            Request request, Surveys.Opened opened, Map<String, String> given, Optional<String> wrong) {
        String language = language(request);
        return switch (opened) {
            case Surveys.Opened.Asking(SurveyContent survey) ->
                unlisted(
                        SurveyPage.questions(survey, survey.languageFor(language), given, wrong),
                        wrong.isPresent() ? 422 : 200);
            case Surveys.Opened.Answered(SurveyContent survey) ->
                unlisted(SurveyPage.answered(survey, survey.languageFor(language)), 200);
            case Surveys.Opened.Ended() -> unlisted(SurveyPage.ended(language.startsWith("it")), 410);
            case Surveys.Opened.Unknown() -> unlisted(SurveyPage.unknown(language.startsWith("it")), 404);
        };
    }

    private static Response unlisted(String page, int status) {
        return Response.html(status, page).with(Response.UNLISTED);
    }

    private static String language(Request request) {
        return request.query("language")
                .or(() -> request.header("accept-language"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .orElse("en");
    }
}
