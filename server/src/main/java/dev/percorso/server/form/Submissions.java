package dev.percorso.server.form;

import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.Priority;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Takes what people write into forms, and their confirmation. Nothing it answers tells whether an address is known: the
 * same thanks come for everybody, and a mail leaves at most once a day.
 */
public final class Submissions {
    /** Without confirmation. */
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

    private static final Duration BETWEEN_MAILS = Duration.ofDays(1);
    /** People need longer to write an address. */
    private static final Duration LEAST_TIME = Duration.ofSeconds(2);

    private static final int LONGEST_ANSWER = 200;
    private static final String TOO_OFTEN = "This was sent too often from here; wait a moment and try again";

    private final FormStore store;
    private final OutboxStore outbox;
    private final FormTokens tokens;
    private final Subscribers subscribers;
    private final UnaryOperator<String> hash;
    private final InstantSource clock;
    private final Ids ids;
    private final Runnable mailQueued;
    private final RateLimit byCaller = new RateLimit(20, Duration.ofSeconds(10));
    private final RateLimit byAddress = new RateLimit(5, Duration.ofHours(1));

    /** @param mailQueued told that an e-mail waits */
    public Submissions(
            Database database,
            Subscribers subscribers,
            Suppressions suppressions,
            InstantSource clock,
            Ids ids,
            Runnable mailQueued) {
        this.store = new FormStore(database);
        this.outbox = new OutboxStore(database);
        this.tokens = new FormTokens(suppressions.secret());
        this.subscribers = subscribers;
        this.hash = suppressions::hash;
        this.clock = clock;
        this.ids = ids;
        this.mailQueued = mailQueued;
    }

    /** A mark that tells when a form was given out. */
    String issued() {
        return tokens.issued(clock.instant());
    }

    void shown(WorkspaceId workspace, String form) {
        store.count(workspace, form, FormStore.Count.SHOWN, clock.instant());
    }

    /**
     * Takes a submission. What fills in the field that nobody sees is thanked and forgotten.
     *
     * @throws ProblemException that names what to put right
     */
    void take(WorkspaceId workspace, Forms.Form form, Entry entry, Origin origin) {
        byCaller.check(origin.address(), TOO_OFTEN);
        if (!entry.trap().isBlank()) {
            store.count(workspace, form.id(), FormStore.Count.REFUSED, clock.instant());
            return;
        }
        String address;
        try {
            address = MailAddress.checked(entry.email());
            checkTime(entry.issued());
        } catch (ProblemException refused) {
            store.count(workspace, form.id(), FormStore.Count.REFUSED, clock.instant());
            throw refused;
        }
        Answers answers = answers(workspace, form, entry, origin);
        if (isTooOften(workspace, address)) {
            return;
        }
        Submission submission = submission(workspace, form, address, answers, origin);
        if (form.content().asksBack()) {
            keepWaiting(submission);
        } else {
            keepConfirmed(submission);
        }
    }

    private boolean isTooOften(WorkspaceId workspace, String address) {
        try {
            byAddress.check(workspace + " " + hash.apply(address), TOO_OFTEN);
            return false;
        } catch (ProblemException silently) {
            // Saying so would tell that somebody was here before.
            return true;
        }
    }

    private void checkTime(String issued) {
        Instant now = clock.instant();
        if (tokens.issuedAt(issued)
                .filter(at -> !at.plus(LEAST_TIME).isAfter(now))
                .isEmpty()) {
            throw ProblemException.invalid(
                    "/email", "that was faster than people write; look at your address and send it once more");
        }
    }

    private Answers answers(WorkspaceId workspace, Forms.Form form, Entry entry, Origin origin) {
        FormContent content = form.content();
        Map<String, String> traits = new LinkedHashMap<>();
        for (FormContent.Field field : content.fields()) {
            String given = entry.traits().getOrDefault(field.trait(), "").strip();
            if (given.isEmpty() && field.required()) {
                throw ProblemException.invalid("/" + field.trait(), "this field is needed");
            }
            if (given.length() > LONGEST_ANSWER) {
                throw ProblemException.invalid("/" + field.trait(), "this field takes at most 200 characters");
            }
            if (!given.isEmpty()) {
                traits.put(field.trait(), given);
            }
        }
        if (!entry.purposes().contains(Purpose.EMAIL)) {
            throw ProblemException.invalid(
                    "/consent", "tick the box that allows e-mail: without it nothing can be sent");
        }
        Set<Purpose> asked = EnumSet.noneOf(Purpose.class);
        content.consents().forEach(consent -> asked.add(consent.purpose()));
        asked.retainAll(entry.purposes());
        String language = content.languageFor(origin.language());
        FormText text = store.texts(workspace, form.id()).getFirst();
        return new Answers(
                traits,
                asked,
                content.topics(),
                content.topics().stream().filter(entry.topics()::contains).toList(),
                language,
                text.version(),
                text.hashes().getOrDefault(language, ""),
                origin.network(),
                origin.device());
    }

    private Submission submission(
            WorkspaceId workspace, Forms.Form form, String address, Answers answers, Origin origin) {
        // As the store keeps it.
        Instant now = Instant.ofEpochMilli(clock.millis());
        boolean asksBack = form.content().asksBack();
        return new Submission(
                workspace,
                ids.next(),
                form.id(),
                address,
                answers,
                origin.anonymousId(),
                origin.source(),
                asksBack ? Submission.Status.PENDING : Submission.Status.CONFIRMED,
                now,
                asksBack ? 1 : 0,
                asksBack ? Optional.of(now) : Optional.empty(),
                asksBack ? Optional.empty() : Optional.of(now),
                0);
    }

    /** Keeps it with the e-mail that asks back, in one transaction, so that neither is there without the other. */
    private void keepWaiting(Submission submission) {
        String addressHash = hash.apply(submission.address());
        boolean isNew = store.database().write(handle -> {
            Optional<Submission> known =
                    FormStore.waiting(handle, submission.workspace(), submission.form(), addressHash);
            if (known.isEmpty()) {
                FormStore.insert(handle, submission, addressHash);
                FormStore.count(
                        handle,
                        submission.workspace(),
                        submission.form(),
                        FormStore.Count.SUBMITTED,
                        submission.submittedAt());
                outbox.queue(handle, List.of(mail(submission, 1)), submission.submittedAt());
                return true;
            }
            boolean mails = known.get()
                    .mailedAt()
                    .filter(last -> last.plus(BETWEEN_MAILS).isAfter(submission.submittedAt()))
                    .isEmpty();
            FormStore.renew(handle, known.get(), submission, mails);
            if (mails) {
                outbox.queue(handle, List.of(mail(known.get(), known.get().mails() + 1)), submission.submittedAt());
            }
            return false;
        });
        mailQueued.run();
        if (isNew) {
            subscribers.track(submission, Event.FORM_SUBMITTED, submission.submittedAt());
        }
    }

    private static QueuedMessage mail(Submission submission, int occurrence) {
        return new QueuedMessage(
                submission.workspace(),
                submission.form(),
                0,
                0,
                submission.id(),
                ConfirmationMail.STEP,
                occurrence,
                Channel.EMAIL,
                false,
                "",
                Priority.NORMAL);
    }

    private void keepConfirmed(Submission submission) {
        store.database().run(handle -> {
            FormStore.insert(handle, submission, "");
            for (FormStore.Count count : List.of(FormStore.Count.SUBMITTED, FormStore.Count.CONFIRMED)) {
                FormStore.count(handle, submission.workspace(), submission.form(), count, submission.submittedAt());
            }
        });
        subscribers.track(submission, Event.FORM_SUBMITTED, submission.submittedAt());
        subscribers.becomeNow(submission);
    }

    // ---------------------------------------------------------------- by link

    /** What became of a link. */
    sealed interface Opened {
        record Waiting(Submission submission) implements Opened {}

        record Confirmed(Submission submission) implements Opened {}

        /** Too late, or forgotten. */
        record Ended() implements Opened {}

        record Unknown() implements Opened {}
    }

    /** Looks at a link; changes nothing, since mail scanners look at every link. */
    Opened open(String token) {
        Optional<FormTokens.Claim> claim = tokens.claim(token);
        if (claim.isEmpty()) {
            return new Opened.Unknown();
        }
        Optional<Submission> submission =
                store.find(claim.get().workspace(), claim.get().submission());
        if (submission.isEmpty()
                || (submission.get().status() == Submission.Status.PENDING
                        && clock.instant().isAfter(claim.get().until()))) {
            return new Opened.Ended();
        }
        return submission.get().status() == Submission.Status.PENDING
                ? new Opened.Waiting(submission.get())
                : new Opened.Confirmed(submission.get());
    }

    /** From now on the subscription holds. Doing it again changes nothing. */
    Opened confirm(String token) {
        Opened opened = open(token);
        if (!(opened instanceof Opened.Waiting(Submission waiting))) {
            return opened;
        }
        Optional<Submission> confirmed = store.confirm(waiting, clock.instant());
        confirmed.ifPresent(subscribers::becomeNow);
        return confirmed.<Opened>map(Opened.Confirmed::new).orElseGet(Opened.Ended::new);
    }
}
