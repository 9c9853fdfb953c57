package dev.percorso.server.compose;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.compose.block.Brand;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.PreviewRecipients;
import dev.percorso.server.deliver.Recipient;
import dev.percorso.server.deliver.RenderedMessage;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The API of templates, brand and saved blocks. */
public final class TemplateRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String TEMPLATES = WORKSPACE + "/templates";
    private static final String TEMPLATE = TEMPLATES + "/{id}";
    private static final String BLOCKS = WORKSPACE + "/email-blocks";

    private final Templates templates;
    private final Brands brands;
    private final List<TemplateUse> uses;
    private final PreviewRecipients recipients;
    private final MessageRenderer renderer;
    private final TestSender tests;
    private final InstantSource clock;

    /** @param uses tell what keeps a template from being deleted */
    public TemplateRoutes(
            Templates templates,
            Brands brands,
            List<TemplateUse> uses,
            PreviewRecipients recipients,
            MessageRenderer renderer,
            TestSender tests,
            InstantSource clock) {
        this.templates = templates;
        this.brands = brands;
        this.uses = List.copyOf(uses);
        this.recipients = recipients;
        this.renderer = renderer;
        this.tests = tests;
        this.clock = clock;
    }

    /** @param revision of the template that it was made from */
    record Save(TemplateContent content, long revision) {
        Save {
            if (content == null) {
                throw new IllegalArgumentException("a changed template needs its 'content'");
            }
        }
    }

    /**
     * A draft to be shown.
     *
     * @param language without it that of the person
     * @param person without it a made-up one
     */
    record Draft(TemplateContent content, Optional<String> language, Optional<String> person) {
        Draft {
            if (content == null) {
                throw new IllegalArgumentException("a draft needs its 'content'");
            }
        }
    }

    /** @param bytes of the HTML */
    record Preview(String language, String subject, String preheader, String html, String text, int bytes) {}

    /**
     * Something that uses a template.
     *
     * @param revision of the template that was fixed when it was published
     */
    record UseView(TemplateUse.Kind kind, String id, String name, Optional<Long> revision) {}

    private record Source(String source) {}

    @Override
    public void register(Router router) {
        router.get(TEMPLATES, Access.VIEW, request -> Response.ok(list(request.workspace())))
                .post(
                        TEMPLATES,
                        Access.EDIT,
                        request -> Response.created(templates.create(
                                request.workspace(), request.json(TemplateContent.class), name(request))))
                .post(TEMPLATES + "/preview", Access.VIEW, request -> Response.ok(preview(request)))
                .post(TEMPLATES + "/check", Access.VIEW, request -> Response.ok(check(request)))
                .post(TEMPLATES + "/mjml", Access.VIEW, this::mjml)
                .post(TEMPLATES + "/test", Access.EDIT, this::test)
                .get(
                        TEMPLATE,
                        Access.VIEW,
                        request -> Response.ok(templates.get(request.workspace(), request.path("id"))))
                .put(TEMPLATE, Access.EDIT, this::save)
                .delete(TEMPLATE, Access.EDIT, this::delete)
                .post(
                        TEMPLATE + "/restore",
                        Access.EDIT,
                        request -> Response.ok(templates.bringBack(request.workspace(), request.path("id"))))
                .get(TEMPLATE + "/uses", Access.VIEW, this::uses)
                .get(
                        TEMPLATE + "/versions",
                        Access.VIEW,
                        request -> Response.ok(templates.versions(request.workspace(), request.path("id"))))
                .get(
                        TEMPLATE + "/versions/{revision}",
                        Access.VIEW,
                        request -> Response.ok(
                                templates.version(request.workspace(), request.path("id"), revision(request))))
                .post(
                        TEMPLATE + "/versions/{revision}/restore",
                        Access.EDIT,
                        request -> Response.ok(templates.restore(
                                request.workspace(), request.path("id"), revision(request), name(request))));
        router.get(WORKSPACE + "/brand", Access.VIEW, request -> Response.ok(brands.brand(request.workspace())))
                .put(
                        WORKSPACE + "/brand",
                        Access.EDIT,
                        request ->
                                Response.ok(brands.save(request.workspace(), request.json(Brand.class), name(request))))
                .get(BLOCKS, Access.VIEW, request -> Response.ok(brands.blocks(request.workspace())))
                .post(
                        BLOCKS,
                        Access.EDIT,
                        request -> Response.created(brands.create(
                                request.workspace(), request.json(Brands.SavedContent.class), name(request))))
                .put(
                        BLOCKS + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(brands.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(Brands.SavedContent.class),
                                name(request))))
                .delete(BLOCKS + "/{id}", Access.EDIT, request -> {
                    WorkspaceId workspace = request.workspace();
                    String id = request.path("id");
                    brands.delete(workspace, id, templates.usesOfBlock(workspace, id));
                    return Response.noContent();
                });
    }

    private static String name(Request request) {
        return request.caller().name();
    }

    private static long revision(Request request) {
        try {
            return Long.parseLong(request.path("revision"));
        } catch (NumberFormatException malformed) {
            throw ProblemException.notFound("Version " + request.path("revision") + " of the template");
        }
    }

    private List<EmailTemplate.Summary> list(WorkspaceId workspace) {
        return templates.all(workspace).stream()
                .map(template -> new EmailTemplate.Summary(
                        template.id(),
                        template.content().name(),
                        template.content().format(),
                        template.content().in("").subject(),
                        List.copyOf(template.content().variants().keySet()),
                        template.revision(),
                        users(workspace, template.id()).size(),
                        template.updatedAt(),
                        template.updatedBy()))
                .toList();
    }

    private List<TemplateUse.Use> users(WorkspaceId workspace, String template) {
        return uses.stream()
                .flatMap(use -> use.usesOf(workspace, template).stream())
                .toList();
    }

    private Response uses(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = templates.get(workspace, request.path("id")).id();
        return Response.ok(users(workspace, id).stream()
                .map(use -> new UseView(
                        use.kind(),
                        use.id(),
                        use.name(),
                        templates.fixedRevision(workspace, use.id(), use.version(), id)))
                .toList());
    }

    private Response save(Request request) {
        Save save = request.json(Save.class);
        return Response.ok(templates.save(
                request.workspace(), request.path("id"), save.content(), save.revision(), name(request)));
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        templates.delete(workspace, id, users(workspace, id));
        return Response.noContent();
    }

    private Preview preview(Request request) {
        Draft draft = request.json(Draft.class);
        WorkspaceId workspace = request.workspace();
        Recipient recipient = recipients.of(workspace, draft.person());
        String language =
                draft.language().or(recipient::language).orElse(draft.content().language());
        Wording wording = templates.wording(workspace, draft.content(), language);
        RenderedMessage message = rendered(wording, recipient);
        String preheader = draft.content().in(wording.language()).preheader();
        RenderedMessage hidden =
                rendered(new Wording(wording.language(), preheader, wording.subject(), wording.subject()), recipient);
        return new Preview(
                wording.language(),
                message.subject(),
                hidden.subject(),
                message.html(),
                message.text(),
                message.html().getBytes(StandardCharsets.UTF_8).length);
    }

    private RenderedMessage rendered(Wording wording, Recipient recipient) {
        try {
            return renderer.render(
                    MessageContent.of(List.of(wording), PreviewRecipients.occasion(clock.instant())),
                    recipient,
                    Optional.of("#unsubscribe"),
                    Optional.of("#preferences"));
        } catch (TemplateException wrong) {
            throw ProblemException.invalid("/variants/" + wording.language(), String.valueOf(wrong.getMessage()));
        }
    }

    private List<EmailLint.Finding> check(Request request) {
        Draft draft = request.json(Draft.class);
        WorkspaceId workspace = request.workspace();
        try {
            String language = draft.language().orElse(draft.content().language());
            Wording wording = templates.publicWording(workspace, draft.content(), language);
            RenderedMessage message = rendered(wording, recipients.of(workspace, Optional.empty()));
            return EmailLint.of(
                    draft.content(), draft.content().in(wording.language()), wording, message, brands.brand(workspace));
        } catch (ProblemException wrong) {
            String problem = wrong.errors().isEmpty()
                    ? wrong.detail()
                    : wrong.errors().getFirst().message();
            return EmailLint.broken(request.words().of(problem));
        }
    }

    private Response mjml(Request request) {
        Draft draft = request.json(Draft.class);
        String language = draft.language().orElse(draft.content().language());
        return Response.ok(new Source(templates.mjml(request.workspace(), draft.content(), language)));
    }

    private Response test(Request request) {
        Draft draft = request.json(Draft.class);
        WorkspaceId workspace = request.workspace();
        Recipient recipient = recipients.of(workspace, draft.person());
        String language =
                draft.language().or(recipient::language).orElse(draft.content().language());
        Wording wording = templates.publicWording(workspace, draft.content(), language);
        return Response.ok(tests.send(workspace, rendered(wording, recipient), request.caller()));
    }
}
