package dev.percorso.server.form;

import dev.percorso.server.collect.Addresses;
import dev.percorso.server.collect.Devices;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.deliver.SendingChecks;
import dev.percorso.server.deliver.Topic;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.FormFields;
import dev.percorso.server.http.Handler;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.people.RefusedIds;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.site.TagQuestions;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Forms over HTTP: for those who make them, for the web tag, their own page, and the page behind the link. */
public final class FormRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/forms";
    private static final String TAG = "/tag/forms/{writeKey}";
    private static final int MOST_BYTES = 32 << 10;
    private static final String TOO_OFTEN = "This was asked for too often; wait a moment and try again";
    private static final Map<String, String> OPEN = Map.of(
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Allow-Headers", "content-type, accept-language",
            "Access-Control-Allow-Methods", "GET, POST, OPTIONS",
            "Cross-Origin-Resource-Policy", "cross-origin",
            "Cache-Control", "no-store");

    private final Forms forms;
    private final Submissions submissions;
    private final Sources sources;
    private final TagQuestions questions;
    private final SendingChecks topics;
    private final URI publicUrl;
    private final RateLimit byCaller = new RateLimit(120, Duration.ofSeconds(1));

    public FormRoutes(
            Forms forms,
            Submissions submissions,
            Sources sources,
            TagQuestions questions,
            SendingChecks topics,
            URI publicUrl) {
        this.forms = forms;
        this.submissions = submissions;
        this.sources = sources;
        this.questions = questions;
        this.topics = topics;
        this.publicUrl = publicUrl;
    }

    /** A form with the address of its own page. */
    private record FormView(
            @com.fasterxml.jackson.annotation.JsonUnwrapped Forms.Form form, String url) {}

    private record TagField(String trait, String label, boolean required, String autocomplete) {}

    private record TagConsent(Purpose purpose, String text, boolean required) {}

    private record TagTopic(String id, String name) {}

    /**
     * A form as the tag shows it, in one language.
     *
     * @param issued mark of this moment, to be sent along
     */
    private record TagForm(
            String id,
            String name,
            String language,
            String title,
            String intro,
            String email,
            String send,
            List<TagField> fields,
            List<TagTopic> topics,
            List<TagConsent> consents,
            SiteLook look,
            FormContent.Place place,
            String issued) {}

    /** What the tag sends. */
    private record TagEntry(
            String email,
            Map<String, String> traits,
            Set<Purpose> purposes,
            List<String> topics,
            String website,
            String issued,
            Optional<String> anonymousId,
            String language) {}

    private record Thanks(String thanks, String redirect) {}

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request -> Response.ok(forms.all(request.workspace()).stream()
                                .map(this::view)
                                .toList()))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(view(forms.create(
                                request.workspace(),
                                request.json(FormContent.class),
                                request.caller().name()))))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(view(forms.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(FormContent.class),
                                request.caller().name()))))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    forms.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .get(
                        PATH + "/{id}/texts",
                        Access.VIEW,
                        request -> Response.ok(forms.texts(request.workspace(), request.path("id"))))
                .get(
                        "/api/workspaces/{workspace}/form-results",
                        Access.VIEW,
                        request -> Response.ok(forms.results(request.workspace())));
        router.get(TAG, Access.PUBLIC, this::forTag)
                .post(TAG + "/{id}", Access.PUBLIC, open(this::sentByTag))
                .options(TAG + "/{id}", Access.PUBLIC, open(request -> Response.noContent()))
                .post(TAG + "/{id}/shown", Access.PUBLIC, open(this::shownByTag));
        router.get("/f/{id}", Access.PUBLIC, this::show)
                .post("/f/{id}", Access.PUBLIC, this::send)
                .get("/confirm/{token}", Access.PUBLIC, this::ask)
                .post("/confirm/{token}", Access.PUBLIC, this::confirm);
    }

    private FormView view(Forms.Form form) {
        return new FormView(form, publicUrl + "/f/" + form.id());
    }

    // ---------------------------------------------------------------- for the tag

    /** Any site may ask; nothing here depends on cookies. */
    private static Handler open(Handler handler) {
        return request -> {
            try {
                return handler.handle(request).with(OPEN);
            } catch (ProblemException problem) {
                return Response.problem(problem, request.words()).with(OPEN);
            }
        };
    }

    private Sources.Sender sender(Request request) {
        byCaller.check(request.clientAddress(), TOO_OFTEN);
        return sources.byKey(request.path("writeKey"))
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY, "No source has this write key; copy the line from Sources again"));
    }

    private Forms.Form shown(WorkspaceId workspace, String id) {
        return forms.find(workspace, id)
                .filter(form -> form.content().active())
                .orElseThrow(() -> ProblemException.notFound("The form '" + id + "'"));
    }

    private Response forTag(Request request) {
        String issued = submissions.issued();
        return questions.answer(
                request,
                (workspace, anonymousId, language) -> forms.shown(workspace).stream()
                        .map(form -> forTag(workspace, form, language, issued))
                        .toList());
    }

    private TagForm forTag(WorkspaceId workspace, Forms.Form form, String wanted, String issued) {
        FormContent content = form.content();
        String language = content.languageFor(wanted);
        FormContent.Texts texts = content.textsIn(language);
        return new TagForm(
                form.id(),
                content.name(),
                language,
                texts.title(),
                texts.intro(),
                texts.email(),
                texts.send(),
                content.fields().stream()
                        .map(field -> new TagField(
                                field.trait(),
                                field.label().getOrDefault(language, ""),
                                field.required(),
                                FormPage.autocomplete(field.trait())))
                        .toList(),
                offered(workspace, content).stream()
                        .map(topic -> new TagTopic(topic.id(), topic.name()))
                        .toList(),
                content.consents().stream()
                        .map(asked -> new TagConsent(
                                asked.purpose(),
                                asked.text().getOrDefault(language, ""),
                                asked.purpose() == Purpose.EMAIL))
                        .toList(),
                content.look(),
                content.place(),
                issued);
    }

    private List<Topic> offered(WorkspaceId workspace, FormContent form) {
        return topics.topics(workspace).stream()
                .filter(topic -> form.topics().contains(topic.id()))
                .toList();
    }

    private Response sentByTag(Request request) {
        Sources.Sender sender = sender(request);
        TagEntry sent = Json.read(request.body(MOST_BYTES), TagEntry.class);
        Forms.Form form = shown(sender.workspace(), request.path("id"));
        Origin origin = new Origin(
                sender.source(),
                RefusedIds.usable(sent.anonymousId()),
                sent.language() == null ? "" : sent.language().toLowerCase(Locale.ROOT),
                request.clientAddress(),
                network(request),
                device(request));
        Entry entry =
                new Entry(sent.email(), sent.traits(), sent.purposes(), sent.topics(), sent.website(), sent.issued());
        submissions.take(sender.workspace(), form, entry, origin);
        FormContent content = form.content();
        return Response.ok(new Thanks(
                content.textsIn(content.languageFor(origin.language())).thanks(), content.redirect()));
    }

    private Response shownByTag(Request request) {
        Sources.Sender sender = sender(request);
        Forms.Form form = shown(sender.workspace(), request.path("id"));
        submissions.shown(sender.workspace(), form.id());
        return Response.noContent();
    }

    private static String network(Request request) {
        return Addresses.truncated(request.clientAddress()).orElse("");
    }

    private static String device(Request request) {
        return request.header("user-agent").map(Devices::device).orElse("");
    }

    // ---------------------------------------------------------------- its own page

    private Response show(Request request) {
        byCaller.check(request.clientAddress(), TOO_OFTEN);
        Optional<Forms.Found> found = forms.findShown(request.path("id"));
        if (found.isEmpty()) {
            return Response.html(404, FormPage.unknown(language(request).startsWith("it")));
        }
        submissions.shown(found.get().workspace(), found.get().form().id());
        Entry nothing = new Entry("", Map.of(), Set.of(), List.of(), "", "");
        return page(request, found.get(), nothing, Optional.empty(), 200);
    }

    private Response page(Request request, Forms.Found found, Entry given, Optional<String> wrong, int status) {
        FormContent content = found.form().content();
        return Response.html(
                status,
                FormPage.form(
                        content,
                        content.languageFor(language(request)),
                        offered(found.workspace(), content),
                        given,
                        submissions.issued(),
                        wrong));
    }

    private Response send(Request request) {
        Optional<Forms.Found> found = forms.findShown(request.path("id"));
        if (found.isEmpty()) {
            return Response.html(404, FormPage.unknown(language(request).startsWith("it")));
        }
        FormContent content = found.get().form().content();
        Entry entry = entry(FormFields.read(request.body(MOST_BYTES)));
        String language = content.languageFor(language(request));
        try {
            Origin origin = new Origin(
                    "form-" + found.get().form().id(),
                    Optional.empty(),
                    language,
                    request.clientAddress(),
                    network(request),
                    device(request));
            submissions.take(found.get().workspace(), found.get().form(), entry, origin);
        } catch (ProblemException wrong) {
            String words = ProblemWords.in(Optional.of(language)).of(wrong.detail());
            return page(
                    request,
                    found.get(),
                    entry,
                    Optional.of(words),
                    wrong.code().status());
        }
        return Response.html(200, FormPage.thanks(content, language));
    }

    private static Entry entry(FormFields fields) {
        Map<String, String> traits = new LinkedHashMap<>();
        fields.firsts().forEach((name, value) -> {
            if (name.startsWith("t.")) {
                traits.put(name.substring(2), value);
            }
        });
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (fields.all("purpose").contains(purpose.name())) {
                purposes.add(purpose);
            }
        }
        return new Entry(
                fields.first("email"),
                traits,
                purposes,
                fields.all("topic"),
                fields.first("website"),
                fields.first("issued"));
    }

    // ---------------------------------------------------------------- behind the link

    private Response ask(Request request) {
        byCaller.check(request.clientAddress(), TOO_OFTEN);
        return page(request, submissions.open(request.path("token")));
    }

    private Response confirm(Request request) {
        byCaller.check(request.clientAddress(), TOO_OFTEN);
        return page(request, submissions.confirm(request.path("token")));
    }

    private Response page(Request request, Submissions.Opened opened) {
        boolean italian = language(request).startsWith("it");
        return switch (opened) {
            case Submissions.Opened.Waiting(Submission waiting) ->
                content(waiting)
                        .map(form -> unlisted(
                                FormPage.question(form, spoken(form, waiting, request), waiting.address()), 200))
                        .orElseGet(() -> unlisted(FormPage.unknown(italian), 404));
            case Submissions.Opened.Confirmed(Submission done) ->
                content(done)
                        .map(form -> unlisted(FormPage.confirmed(form, spoken(form, done, request)), 200))
                        .orElseGet(() -> unlisted(FormPage.unknown(italian), 404));
            case Submissions.Opened.Ended() -> unlisted(FormPage.ended(italian), 410);
            case Submissions.Opened.Unknown() -> unlisted(FormPage.unknown(italian), 404);
        };
    }

    /** The language of the form that was filled in; once that is forgotten, the browser's. */
    private static String spoken(FormContent form, Submission submission, Request request) {
        String language = submission.answers().language();
        return form.languageFor(language.isEmpty() ? language(request) : language);
    }

    private Optional<FormContent> content(Submission submission) {
        return forms.find(submission.workspace(), submission.form()).map(Forms.Form::content);
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
