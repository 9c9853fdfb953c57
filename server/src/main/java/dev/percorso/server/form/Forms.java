package dev.percorso.server.form;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.analyze.Rate;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Forms of a workspace: making them, and what came of them. */
public final class Forms {
    /** Figures are of so many days, today included. */
    private static final int DAYS = 90;

    private final DocumentStore<FormContent> documents;
    private final FormStore store;
    private final InstantSource clock;
    private final Ids ids;

    public Forms(Database database, InstantSource clock, Ids ids) {
        this.documents = documents(database, clock);
        this.store = new FormStore(database);
        this.clock = clock;
        this.ids = ids;
    }

    static DocumentStore<FormContent> documents(Database database, InstantSource clock) {
        return new DocumentStore<>(database, clock, "form", FormContent.class);
    }

    /** A form as it was last saved. */
    record Form(String id, @JsonUnwrapped FormContent content, Instant updatedAt, String updatedBy) {
        static Form of(DocumentStore.Stored<FormContent> stored) {
            return new Form(stored.id(), stored.content(), stored.updatedAt(), stored.updatedBy());
        }
    }

    /**
     * What came of a form in the last 90 days.
     *
     * @param shown how often, by whatever browser
     * @param submitted addresses, each counted once as long as it waits
     * @param confirmed of those
     * @param refused what looked like a machine or an address for minutes
     * @param waiting for confirmation now
     * @param submitting share of what was shown
     * @param confirming share of what was submitted
     */
    record Result(
            String form,
            long shown,
            long submitted,
            long confirmed,
            long refused,
            long waiting,
            Rate submitting,
            Rate confirming) {}

    /** A form and the workspace it is in. */
    record Found(WorkspaceId workspace, Form form) {}

    List<Form> all(WorkspaceId workspace) {
        return documents.all(workspace).stream()
                .map(Form::of)
                .sorted(Comparator.comparing(form -> form.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    List<Form> shown(WorkspaceId workspace) {
        return all(workspace).stream().filter(form -> form.content().active()).toList();
    }

    Form create(WorkspaceId workspace, FormContent content, String by) {
        return save(workspace, ids.next(), content, by);
    }

    Form update(WorkspaceId workspace, String id, FormContent content, String by) {
        require(workspace, id);
        return save(workspace, id, content, by);
    }

    private Form save(WorkspaceId workspace, String id, FormContent content, String by) {
        store.keepText(workspace, id, FormText.wordsOf(content), clock.instant());
        return Form.of(documents.save(workspace, id, content, by));
    }

    void delete(WorkspaceId workspace, String id) {
        if (!documents.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private Form require(WorkspaceId workspace, String id) {
        return find(workspace, id).orElseThrow(() -> missing(id));
    }

    Optional<Form> find(WorkspaceId workspace, String id) {
        return documents.find(workspace, id).map(Form::of);
    }

    /** Whether there is such a form. */
    public boolean exists(WorkspaceId workspace, String id) {
        return find(workspace, id).isPresent();
    }

    /** A form that is shown, by its id alone. */
    Optional<Found> findShown(String id) {
        return store.workspaceOf(id)
                .flatMap(workspace -> find(workspace, id).map(form -> new Found(workspace, form)))
                .filter(found -> found.form().content().active());
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The form '" + id + "'");
    }

    /** Every version of the words that ask for consent, the newest first. */
    List<FormText> texts(WorkspaceId workspace, String id) {
        require(workspace, id);
        return store.texts(workspace, id);
    }

    List<Result> results(WorkspaceId workspace) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Map<String, FormStore.Tally> tallies = store.tallies(workspace, today.minusDays(DAYS - 1), today).stream()
                .collect(Collectors.toMap(FormStore.Tally::form, Function.identity()));
        Map<String, Long> waiting = store.waitingByForm(workspace);
        return all(workspace).stream()
                .map(form -> {
                    FormStore.Tally tally = tallies.getOrDefault(form.id(), new FormStore.Tally(form.id(), 0, 0, 0, 0));
                    return new Result(
                            form.id(),
                            tally.shown(),
                            tally.submitted(),
                            tally.confirmed(),
                            tally.refused(),
                            waiting.getOrDefault(form.id(), 0L),
                            Rate.of(Math.min(tally.submitted(), tally.shown()), tally.shown()),
                            Rate.of(tally.confirmed(), tally.submitted()));
                })
                .toList();
    }
}
