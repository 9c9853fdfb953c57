package dev.percorso.server.deliver;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.Settings;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox. A message is claimed on disk before it is handed over and never claimed again, whatever
 * happens; consent, suppression and address are looked up at the moment of sending.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final String EMAIL = "email";
    private static final int SENDERS = 2;
    private static final int CLAIMED_AT_ONCE = 16;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 500;

    private final OutboxStore outbox;
    private final InstantSource clock;
    private final Recipients recipients;
    private final MessageContents contents;
    private final Suppressions suppressions;
    private final SendingChecks checks;
    private final MessageRenderer renderer;
    private final Reactions reactions;
    private final Function<WorkspaceId, Optional<Sender>> from;
    private final Supplier<Mailer> mailers;
    private final Semaphore work = new Semaphore(0);
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean closing;

    public Delivery(
            Database database,
            InstantSource clock,
            Recipients recipients,
            MessageContents contents,
            Suppressions suppressions,
            SendingChecks checks,
            MessageRenderer renderer,
            Reactions reactions,
            Function<WorkspaceId, Optional<Sender>> from,
            Supplier<Mailer> mailers) {
        this.outbox = new OutboxStore(database);
        this.clock = clock;
        this.recipients = recipients;
        this.contents = contents;
        this.suppressions = suppressions;
        this.checks = checks;
        this.renderer = renderer;
        this.reactions = reactions;
        this.from = from;
        this.mailers = mailers;
    }

    /** Mailers for the operator's mail server. */
    public static Supplier<Mailer> smtp(Settings.Smtp settings, InstantSource clock) {
        // Made once here, so that a wrong setting stops the start and not the first message.
        new SmtpMailer(settings, clock).close();
        return () -> new SmtpMailer(settings, clock);
    }

    /** Accounts for what the last stop interrupted, and begins to send. */
    public Delivery start() {
        int interrupted = outbox.markInterrupted();
        if (interrupted > 0) {
            LOG.warn("{} messages were being handed over when the server stopped; they are UNKNOWN now", interrupted);
        }
        for (int index = 0; index < SENDERS; index++) {
            senders.add(Thread.ofPlatform().name("delivery-" + index).start(this::run));
        }
        return this;
    }

    /** Tells that something may wait. */
    public void wake() {
        work.release();
    }

    private void run() {
        List<OutboxStore.Outcome> unwritten = new ArrayList<>();
        try (Mailer mailer = mailers.get()) {
            while (!closing) {
                if (sendSome(mailer, unwritten) == 0) {
                    awaitWork();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitWork() throws InterruptedException {
        if (work.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    /**
     * Claims some messages and hands them over. What became of them stays in {@code unwritten} until the disk took it, so
     * that a full disk or a locked database only delays the answer.
     */
    private int sendSome(Mailer mailer, List<OutboxStore.Outcome> unwritten) {
        try {
            write(unwritten);
            List<OutboxMessage> claimed = outbox.claim(clock.instant(), CLAIMED_AT_ONCE);
            if (claimed.size() == CLAIMED_AT_ONCE) {
                wake();
            }
            claimed.forEach(message -> unwritten.add(send(message, mailer)));
            write(unwritten);
            return claimed.size();
        } catch (RuntimeException failure) {
            // What was claimed stays SENDING, and becomes UNKNOWN if the server stops before it can be written.
            LOG.error("the outbox cannot be worked on; trying again", failure);
            return 0;
        }
    }

    private void write(List<OutboxStore.Outcome> unwritten) {
        if (!unwritten.isEmpty()) {
            outbox.finish(unwritten);
            unwritten.clear();
        }
    }

    private OutboxStore.Outcome send(OutboxMessage row, Mailer mailer) {
        QueuedMessage message = row.message();
        try {
            Optional<Recipient> recipient = recipients.find(message.workspace(), message.person());
            if (recipient.isEmpty()) {
                return outcome(row, MessageStatus.SKIPPED, "the person was erased", "", "");
            }
            if (recipient.get().email().isBlank()) {
                return outcome(row, MessageStatus.SKIPPED, "no e-mail address is known", "", "");
            }
            String address = recipient.get().email();
            SendingChecks.Verdict verdict = checks.judge(row, recipient.get(), EMAIL);
            if (verdict.skipped().isPresent()) {
                return outcome(row, MessageStatus.SKIPPED, verdict.skipped().get(), address, "")
                        .with(verdict.checks());
            }
            if (verdict.until().isPresent()) {
                return held(row, verdict);
            }
            Optional<MessageContent> content = contents.contentOf(message);
            if (content.isEmpty()) {
                return outcome(row, MessageStatus.SKIPPED, "the flow or campaign was deleted", address, "");
            }
            return handOver(row, content.get(), recipient.get(), mailer).with(verdict.checks());
        } catch (RuntimeException failure) {
            LOG.error("message {} cannot be prepared", row.sequence(), failure);
            return outcome(row, MessageStatus.FAILED, "it could not be prepared: " + failure.getMessage(), "", "");
        }
    }

    private OutboxStore.Outcome handOver(
            OutboxMessage row, MessageContent content, Recipient recipient, Mailer mailer) {
        QueuedMessage message = row.message();
        String address = recipient.email();
        Optional<String> link = message.marketing()
                ? Optional.of(suppressions.unsubscribeUrl(message.workspace(), message.person(), address))
                : Optional.empty();
        RenderedMessage rendered;
        try {
            Optional<String> preferences =
                    link.map(_ -> suppressions.preferencesUrl(message.workspace(), message.person(), address));
            rendered = reactions.measured(row, content, renderer.render(content, recipient, link, preferences));
        } catch (TemplateException wrong) {
            return outcome(row, MessageStatus.FAILED, "its template is wrong: " + wrong.getMessage(), address, "");
        }
        Mailer.Handover handover = mailer.send(new OutgoingEmail(
                Long.toString(row.sequence()), address, rendered, link, from.apply(message.workspace())));
        String subject = rendered.subject();
        return switch (handover) {
            case Mailer.Handover.Taken _ -> outcome(row, MessageStatus.SENT, "", address, subject);
            case Mailer.Handover.Refused refused ->
                outcome(row, MessageStatus.FAILED, refused.reason(), address, subject);
            case Mailer.Handover.Uncertain lost -> outcome(row, MessageStatus.UNKNOWN, lost.reason(), address, subject);
            case Mailer.Handover.Postponed later
            when row.attempts() < MOST_ATTEMPTS ->
                outcome(row, MessageStatus.PENDING, later.reason(), address, subject);
            case Mailer.Handover.Postponed later ->
                outcome(row, MessageStatus.FAILED, "after several tries: " + later.reason(), address, subject);
        };
    }

    private OutboxStore.Outcome outcome(
            OutboxMessage row, MessageStatus status, String reason, String recipient, String subject) {
        Instant now = clock.instant();
        Instant notBefore = status == MessageStatus.PENDING ? now.plus(pauseAfter(row.attempts())) : now;
        Optional<Instant> sentAt = status == MessageStatus.SENT ? Optional.of(now) : Optional.empty();
        return new OutboxStore.Outcome(
                row.sequence(), status, reason, recipient, subject, notBefore, sentAt, List.of(), false);
    }

    /** A rule says later: the message waits as if it had not been looked at. */
    private static OutboxStore.Outcome held(OutboxMessage row, SendingChecks.Verdict verdict) {
        String reason = verdict.checks().getLast().detail();
        Instant until = verdict.until().orElse(row.createdAt());
        return new OutboxStore.Outcome(
                row.sequence(), MessageStatus.PENDING, reason, "", "", until, Optional.empty(), verdict.checks(), true);
    }

    /** Half a minute after the first try, then twice as long each time: some four hours in all. */
    private static Duration pauseAfter(int attempts) {
        return FIRST_PAUSE.multipliedBy(1L << (attempts - 1));
    }

    /** Finishes what was claimed, then stops. */
    @Override
    public void close() {
        closing = true;
        work.release(SENDERS);
        for (Thread sender : senders) {
            try {
                sender.join();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
