package dev.percorso.server.form;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.SendingChecks;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentProof;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Identity;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes people of confirmed submissions: the person, what was said of them, the ledger with its proof, the topics, and
 * last the event that flows wait for. Each part may be done again without harm, so a stop in between only delays it.
 * Forgets what nobody confirmed.
 */
public final class Subscribers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final int PROJECTION_POLL_MILLIS = 10;
    private static final int PROJECTION_LOOKS = 200;

    private final FormStore store;
    private final Forms forms;
    private final Collector collector;
    private final People people;
    private final SendingChecks topics;
    private final OutboxStore outbox;
    private final InstantSource clock;
    private final Worker worker = new Worker("subscribers", REST, this::look);

    public Subscribers(
            Database database,
            Forms forms,
            Collector collector,
            People people,
            SendingChecks topics,
            InstantSource clock) {
        this.store = new FormStore(database);
        this.forms = forms;
        this.collector = collector;
        this.people = people;
        this.topics = topics;
        this.outbox = new OutboxStore(database);
        this.clock = clock;
    }

    public void start() {
        worker.start();
    }

    private boolean look() {
        for (Submission submission : store.confirmed()) {
            become(submission, 1);
        }
        forget();
        return false;
    }

    private void forget() {
        for (Submission submission : store.waitingSince(clock.instant().minus(Submissions.FORGOTTEN_AFTER))) {
            store.database().run(handle -> {
                outbox.forgetRun(handle, submission.workspace(), submission.form(), submission.id());
                FormStore.delete(handle, submission);
            });
        }
    }

    /** Does it while the caller waits, as far as the projector allows; the thread does the rest. */
    void becomeNow(Submission submission) {
        try {
            become(submission, PROJECTION_LOOKS);
        } catch (ProblemException full) {
            LOG.warn("a confirmed subscription waits: {}", full.detail());
        }
    }

    private void become(Submission submission, int looks) {
        Instant at = submission.confirmedAt().orElse(submission.submittedAt());
        Identity identity = identity(submission);
        ConsentProof proof = proof(submission);
        Collector.Receipt receipt = collector.acceptStated(
                submission.workspace(),
                submission.source(),
                List.of(event(
                        submission,
                        "form-" + submission.id(),
                        Event.Kind.IDENTIFY,
                        "",
                        identity,
                        at,
                        Map.of(),
                        said(submission, proof))));
        if (receipt.accepted() == 0) {
            // Of somebody who was erased meanwhile: nothing may remain.
            store.database().run(handle -> FormStore.done(handle, submission, 0));
            return;
        }
        Optional<Person> person = awaited(submission, identity, at, looks);
        if (person.isEmpty()) {
            return;
        }
        topics.choose(
                submission.workspace(),
                person.get().id(),
                submission.answers().offered(),
                submission.answers().topics());
        Map<String, Object> statement = new LinkedHashMap<>(ConsentTraits.of(proof));
        statement.put(ConsentTraits.name(Purpose.EMAIL), true);
        collector.acceptStated(
                submission.workspace(),
                submission.source(),
                List.of(event(
                        submission,
                        "form-" + submission.id() + "-confirmed",
                        Event.Kind.TRACK,
                        Event.SUBSCRIPTION_CONFIRMED,
                        identity,
                        at,
                        properties(submission),
                        statement)));
        store.database().run(handle -> {
            FormStore.done(handle, submission, person.get().id());
            outbox.belongs(
                    handle,
                    submission.workspace(),
                    submission.form(),
                    submission.id(),
                    person.get().id());
        });
    }

    /** The person, once the ledger has the statement. */
    private Optional<Person> awaited(Submission submission, Identity identity, Instant at, int looks) {
        for (int look = 0; look < looks; look++) {
            Optional<Person> person = people.find(submission.workspace(), identity.kind(), identity.value())
                    .filter(known -> Optional.ofNullable(people.consents(submission.workspace(), known.id())
                                    .get(Purpose.EMAIL))
                            .map(Consent::at)
                            .filter(since -> !since.isBefore(at))
                            .isPresent());
            if (person.isPresent() || looks == 1) {
                return person;
            }
            try {
                Thread.sleep(PROJECTION_POLL_MILLIS);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Who it is: the person with this address, else the browser's visitor if nothing is known of them, else somebody new.
     * A browser is never joined with the person of the address: who typed it need not be who confirms.
     */
    private Identity identity(Submission submission) {
        Optional<Person> owner = people.find(submission.workspace(), IdentityKind.EMAIL, submission.address());
        if (owner.isPresent()) {
            return people.identities(submission.workspace(), owner.get().id()).stream()
                    .filter(known -> known.kind() != IdentityKind.EMAIL)
                    .min(Comparator.comparingInt(known -> known.kind() == IdentityKind.USER ? 0 : 1))
                    .orElseGet(() -> newcomer(submission));
        }
        return submission
                .anonymousId()
                .filter(id -> people.find(submission.workspace(), IdentityKind.ANONYMOUS, id)
                        .filter(known -> known.identified() || known.email().isPresent())
                        .isEmpty())
                .map(id -> new Identity(IdentityKind.ANONYMOUS, id))
                .orElseGet(() -> newcomer(submission));
    }

    private static Identity newcomer(Submission submission) {
        return new Identity(IdentityKind.ANONYMOUS, "form-" + submission.id());
    }

    private ConsentProof proof(Submission submission) {
        Answers answers = submission.answers();
        String name = forms.find(submission.workspace(), submission.form())
                .map(form -> form.content().name())
                .orElse(submission.form());
        Instant at = submission.confirmedAt().orElse(submission.submittedAt());
        String note = submission.mails() > 0
                ? "form %s, text version %d, submitted %s, confirmed by e-mail %s"
                        .formatted(name, answers.textVersion(), submission.submittedAt(), at)
                : "form %s, text version %d, submitted %s, not asked back"
                        .formatted(name, answers.textVersion(), submission.submittedAt());
        return new ConsentProof(
                ConsentOrigin.FORM,
                Optional.empty(),
                answers.language(),
                answers.textHash(),
                answers.network(),
                answers.device(),
                submission.id(),
                note);
    }

    private static Map<String, Object> said(Submission submission, ConsentProof proof) {
        Map<String, Object> traits = new LinkedHashMap<>(submission.answers().traits());
        traits.put("email", submission.address());
        for (Purpose purpose : submission.answers().purposes()) {
            // The one for e-mail is a trait of the person, too, so that segments can use it.
            traits.put(purpose == Purpose.EMAIL ? ConsentTraits.EMAIL_CONSENT : ConsentTraits.name(purpose), true);
        }
        traits.putAll(ConsentTraits.of(proof));
        return traits;
    }

    private Map<String, Object> properties(Submission submission) {
        String name = forms.find(submission.workspace(), submission.form())
                .map(form -> form.content().name())
                .orElse("");
        return Map.of("form", name, Event.FORM_ID, submission.form());
    }

    /** Tells what a followed visitor did; of others only the form's own counts know. */
    void track(Submission submission, String name, Instant at) {
        if (submission.anonymousId().isEmpty()) {
            return;
        }
        try {
            collector.accept(
                    submission.workspace(),
                    submission.source(),
                    List.of(event(
                            submission,
                            "form-" + submission.id() + "-submitted",
                            Event.Kind.TRACK,
                            name,
                            new Identity(
                                    IdentityKind.ANONYMOUS,
                                    submission.anonymousId().get()),
                            at,
                            properties(submission),
                            Map.of())));
        } catch (ProblemException full) {
            LOG.warn("the event of a submission is lost: {}", full.detail());
        }
    }

    private static Event event(
            Submission submission,
            String id,
            Event.Kind kind,
            String name,
            Identity identity,
            Instant at,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        boolean isUser = identity.kind() == IdentityKind.USER;
        return new Event(
                id,
                kind,
                name,
                isUser ? Optional.empty() : Optional.of(identity.value()),
                isUser ? Optional.of(identity.value()) : Optional.empty(),
                Optional.empty(),
                at,
                properties,
                traits,
                submission.source());
    }

    /** Finishes what it is about. */
    @Override
    public void close() {
        worker.close();
    }
}
