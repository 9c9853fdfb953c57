package dev.percorso.server.compose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.compose.TemplateStore.Edition;
import dev.percorso.server.compose.block.Block;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import dev.percorso.server.store.Removals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * The templates of every workspace. Each save is a version; what uses a template fixes what it says when it is published, so
 * that nothing that is under way changes by a save.
 */
public final class Templates implements Removals.Belongings {
    static final String KIND = "email-template";
    private static final Duration REST = Duration.ofDays(1);
    private static final int EDITIONS_KEPT = 500;

    private final Database database;
    private final DocumentStore<TemplateContent> documents;
    private final TemplateStore store;
    private final Brands brands;
    private final Workspaces workspaces;
    private final TemplateCompiler compiler;
    private final PublicPictures pictures;
    private final InstantSource clock;
    private final Ids ids;
    private final Cache<EditionKey, Optional<Edition>> editions =
            Caffeine.newBuilder().maximumSize(EDITIONS_KEPT).build();

    public Templates(
            Database database,
            InstantSource clock,
            Ids ids,
            Workspaces workspaces,
            Brands brands,
            PublicPictures pictures,
            MessageRenderer renderer) {
        this.documents = new DocumentStore<>(database, clock, KIND, TemplateContent.class);
        this.store = new TemplateStore(database);
        this.database = database;
        this.brands = brands;
        this.workspaces = workspaces;
        this.compiler = new TemplateCompiler(renderer);
        this.pictures = pictures;
        this.clock = clock;
        this.ids = ids;
    }

    private record EditionKey(WorkspaceId workspace, String holder, int version, String template) {}

    List<EmailTemplate> all(WorkspaceId workspace) {
        return documents.all(workspace).stream()
                .map(EmailTemplate::of)
                .sorted(Comparator.comparing(template -> template.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    EmailTemplate get(WorkspaceId workspace, String id) {
        return EmailTemplate.of(documents.find(workspace, id).orElseThrow(() -> missing(id)));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The template '" + id + "'");
    }

    EmailTemplate create(WorkspaceId workspace, TemplateContent content, String by) {
        check(workspace, content);
        String id = ids.next();
        return EmailTemplate.of(database.write(handle -> {
            DocumentStore.Stored<TemplateContent> created = documents.create(handle, workspace, id, content, by);
            TemplateStore.keepVersion(handle, workspace, id, created.revision(), content, clock.instant(), by);
            return created;
        }));
    }

    /** Saves a new version. */
    EmailTemplate save(WorkspaceId workspace, String id, TemplateContent content, long revision, String by) {
        check(workspace, content);
        return EmailTemplate.of(documents
                .update(workspace, id, by, (handle, now) -> {
                    if (now.revision() != revision) {
                        throw ProblemException.of(
                                ErrorCode.CONFLICT,
                                "The template is at version %d, your change was made from %d; load it again and repeat your change"
                                        .formatted(now.revision(), revision));
                    }
                    if (now.content().equals(content)) {
                        return Optional.empty();
                    }
                    TemplateStore.keepVersion(handle, workspace, id, revision + 1, content, clock.instant(), by);
                    return Optional.of(content);
                })
                .orElseThrow(() -> missing(id)));
    }

    private void check(WorkspaceId workspace, TemplateContent content) {
        compiler.wordings(content, surroundings(workspace, pictures::address));
    }

    List<EmailTemplate.Version> versions(WorkspaceId workspace, String id) {
        get(workspace, id);
        return store.versions(workspace, id);
    }

    TemplateContent version(WorkspaceId workspace, String id, long revision) {
        return store.version(workspace, id, revision)
                .orElseThrow(() -> ProblemException.notFound("Version " + revision + " of the template"));
    }

    /** Makes an older version the newest one. */
    EmailTemplate restore(WorkspaceId workspace, String id, long revision, String by) {
        TemplateContent content = version(workspace, id, revision);
        return save(workspace, id, content, get(workspace, id).revision(), by);
    }

    void delete(WorkspaceId workspace, String id, List<TemplateUse.Use> users) {
        if (!users.isEmpty()) {
            throw ProblemException.of(
                    ErrorCode.IN_USE,
                    "The template is used by %s; choose another one there first. Nothing was deleted"
                            .formatted(String.join(
                                    ", ",
                                    users.stream().map(TemplateUse.Use::inWords).toList())));
        }
        if (!documents.delete(workspace, id)) {
            throw missing(id);
        }
    }

    /** Brings back what was deleted within a day. */
    EmailTemplate bringBack(WorkspaceId workspace, String id) {
        if (!documents.restore(workspace, id)) {
            throw missing(id);
        }
        return get(workspace, id);
    }

    @Override
    public void remove(Handle handle, WorkspaceId workspace, String kind, String id) {
        if (kind.equals(KIND)) {
            TemplateStore.removeVersions(handle, workspace, id);
        }
    }

    /** Names of the templates that use a saved block. */
    List<String> usesOfBlock(WorkspaceId workspace, String block) {
        return all(workspace).stream()
                .filter(template -> template.content().variants().values().stream()
                        .flatMap(variant -> variant.blocks().stream())
                        .anyMatch(one -> one instanceof Block.Saved saved
                                && saved.block().equals(block)))
                .map(template -> "the template " + template.content().name())
                .toList();
    }

    private TemplateCompiler.Surroundings surroundings(WorkspaceId workspace, BinaryOperator<String> address) {
        return new TemplateCompiler.Surroundings(
                brands.brand(workspace),
                (block, language) -> brands.block(workspace, block, language),
                picture -> address.apply(workspace.value(), picture),
                workspaces.get(workspace).currency());
    }

    /** One language of a draft, with pictures as this server's own pages show them. */
    Wording wording(WorkspaceId workspace, TemplateContent content, String language) {
        return wording(workspace, content, language, pictures::path);
    }

    /** One language of a draft, as it is sent. */
    Wording publicWording(WorkspaceId workspace, TemplateContent content, String language) {
        return wording(workspace, content, language, pictures::address);
    }

    private Wording wording(
            WorkspaceId workspace, TemplateContent content, String language, BinaryOperator<String> address) {
        return compiler.wording(
                content,
                content.variants().containsKey(language) ? language : content.language(),
                surroundings(workspace, address));
    }

    /** The MJML that the blocks of one language become. */
    String mjml(WorkspaceId workspace, TemplateContent content, String language) {
        return compiler.blockMjml(content.in(language).blocks(), language, surroundings(workspace, pictures::address));
    }

    public boolean exists(WorkspaceId workspace, String template) {
        return documents.find(workspace, template).isPresent();
    }

    /** What templates say now, to be kept with what is published. */
    public final class Fixing {
        private final WorkspaceId workspace;
        private final List<Edition> fixed;

        private Fixing(WorkspaceId workspace, List<Edition> fixed) {
            this.workspace = workspace;
            this.fixed = fixed;
        }

        /** Keeps it in the transaction that publishes; a campaign has version 0. */
        public void keep(Handle handle, String holder, int version) {
            for (Edition edition : fixed) {
                TemplateStore.keepEdition(handle, workspace, holder, version, edition, clock.instant());
                editions.invalidate(new EditionKey(workspace, holder, version, edition.template()));
            }
        }
    }

    /** @throws ProblemException when one does not exist or is wrong */
    public Fixing fix(WorkspaceId workspace, Collection<String> templates) {
        return new Fixing(
                workspace,
                new LinkedHashSet<>(templates)
                        .stream().map(template -> edition(workspace, template)).toList());
    }

    /** Removes the mail of flows and campaigns that were deleted more than a day ago. */
    public void removeUnheld() {
        if (store.removeUnheldEditions(clock.instant().minus(REST)) > 0) {
            editions.invalidateAll();
        }
    }

    private Edition edition(WorkspaceId workspace, String template) {
        EmailTemplate now = get(workspace, template);
        return new Edition(
                template, now.revision(), compiler.wordings(now.content(), surroundings(workspace, pictures::address)));
    }

    /** What a template said when the holder was published. */
    public Optional<MessageContent> content(
            WorkspaceId workspace, String holder, int version, String template, Occasion occasion) {
        return editions.get(
                        new EditionKey(workspace, holder, version, template),
                        key -> store.edition(key.workspace(), key.holder(), key.version(), key.template()))
                .map(edition -> MessageContent.of(edition.wordings(), occasion));
    }

    /** What a template says now. */
    public Optional<MessageContent> draft(WorkspaceId workspace, String template, Occasion occasion) {
        return exists(workspace, template)
                ? Optional.of(MessageContent.of(edition(workspace, template).wordings(), occasion))
                : Optional.empty();
    }

    /** Whether publishing now would send something else than the holder has, by template, brand or saved blocks. */
    public boolean isOutdated(WorkspaceId workspace, String holder, int version, Collection<String> used) {
        return used.stream()
                .anyMatch(template -> !store.edition(workspace, holder, version, template)
                        .map(Edition::wordings)
                        .equals(wordingsNow(workspace, template)));
    }

    private Optional<List<Wording>> wordingsNow(WorkspaceId workspace, String template) {
        try {
            return Optional.of(edition(workspace, template).wordings());
        } catch (ProblemException wrong) {
            return Optional.empty();
        }
    }

    /** The version of the template that the holder has. */
    Optional<Long> fixedRevision(WorkspaceId workspace, String holder, int version, String template) {
        return store.edition(workspace, holder, version, template).map(Edition::revision);
    }
}
