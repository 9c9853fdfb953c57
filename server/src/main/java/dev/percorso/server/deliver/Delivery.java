package dev.percorso.server.deliver;

import dev.percorso.server.Settings;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox for one channel. A message is claimed on disk before it is handed over and never claimed again, whatever
 * happens; consent, suppression and address are looked up at the moment of sending.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int SENDERS = 2;
    private static final int CLAIMED_AT_ONCE = 16;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final long LOOK_MILLIS = 500;

    private final Channel channel;
    private final OutboxStore outbox;
    private final InstantSource clock;
    private final Recipients recipients;
    private final MessageContents contents;
    private final SendingChecks checks;
    private final Reach reach;
    private final Supplier<Courier> couriers;
    private final Semaphore work = new Semaphore(0);
    private final List<Thread> senders = new ArrayList<>();
    private volatile boolean closing;

    /** @param couriers one for each thread that sends */
    public Delivery(
            Channel channel,
            Database database,
            InstantSource clock,
            Recipients recipients,
            MessageContents contents,
            SendingChecks checks,
            Reach reach,
            Supplier<Courier> couriers) {
        this.channel = channel;
        this.outbox = new OutboxStore(database);
        this.clock = clock;
        this.recipients = recipients;
        this.contents = contents;
        this.checks = checks;
        this.reach = reach;
        this.couriers = couriers;
    }

    /** Mailers for the operator's mail server. */
    public static Supplier<Mailer> smtp(Settings.Smtp settings, InstantSource clock) {
        // Made once here, so that a wrong setting stops the start and not the first message.
        new SmtpMailer(settings, clock).close();
        return () -> new SmtpMailer(settings, clock);
    }

    /** Accounts for what the last stop interrupted, and begins to send. */
    public Delivery start() {
        int interrupted = outbox.markInterrupted(channel);
        if (interrupted > 0) {
            LOG.warn("{} messages were being handed over when the server stopped; they are UNKNOWN now", interrupted);
        }
        for (int index = 0; index < SENDERS; index++) {
            senders.add(Thread.ofPlatform().name(channel.json() + "-" + index).start(this::run));
        }
        return this;
    }

    /** Tells that something may wait. */
    public void wake() {
        work.release();
    }

    private void run() {
        List<OutboxStore.Outcome> unwritten = new ArrayList<>();
        try (Courier courier = couriers.get()) {
            while (!closing) {
                if (sendSome(courier, unwritten) == 0) {
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
    private int sendSome(Courier courier, List<OutboxStore.Outcome> unwritten) {
        try {
            write(unwritten);
            List<OutboxMessage> claimed = outbox.claim(channel, clock.instant(), CLAIMED_AT_ONCE);
            if (claimed.size() == CLAIMED_AT_ONCE) {
                wake();
            }
            claimed.forEach(message -> unwritten.add(send(message, courier)));
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

    private OutboxStore.Outcome send(OutboxMessage row, Courier courier) {
        QueuedMessage message = row.message();
        try {
            Optional<Recipient> recipient =
                    contents.recipientOf(message).or(() -> recipients.find(message.workspace(), message.person()));
            if (recipient.isEmpty()) {
                return outcome(row, MessageStatus.SKIPPED, "the person was erased", "", "");
            }
            return switch (reach.of(message.workspace(), message.person(), recipient.get())) {
                case Reach.Nowhere nowhere -> outcome(row, MessageStatus.SKIPPED, nowhere.reason(), "", "");
                case Reach.At at -> send(row, courier, recipient.get(), at.address());
            };
        } catch (RuntimeException failure) {
            LOG.error("message {} cannot be prepared", row.sequence(), failure);
            return outcome(row, MessageStatus.FAILED, "it could not be prepared: " + failure.getMessage(), "", "");
        }
    }

    private OutboxStore.Outcome send(OutboxMessage row, Courier courier, Recipient recipient, String address) {
        SendingChecks.Verdict verdict = checks.judge(row, recipient, address);
        if (verdict.skipped().isPresent()) {
            return outcome(row, MessageStatus.SKIPPED, verdict.skipped().get(), address, "")
                    .with(verdict.checks());
        }
        if (verdict.until().isPresent()) {
            return held(row, verdict);
        }
        OutboxStore.Outcome outcome = switch (courier.carry(row, recipient, address)) {
            case Courier.Dropped dropped -> outcome(row, MessageStatus.SKIPPED, dropped.reason(), address, "");
            case Courier.Tried tried -> outcome(row, tried);
        };
        return outcome.with(verdict.checks());
    }

    private OutboxStore.Outcome outcome(OutboxMessage row, Courier.Tried tried) {
        String to = tried.to();
        String subject = tried.subject();
        return switch (tried.handover()) {
            case Mailer.Handover.Taken _ -> outcome(row, MessageStatus.SENT, "", to, subject);
            case Mailer.Handover.Refused refused -> outcome(row, MessageStatus.FAILED, refused.reason(), to, subject);
            case Mailer.Handover.Uncertain lost -> outcome(row, MessageStatus.UNKNOWN, lost.reason(), to, subject);
            case Mailer.Handover.Postponed later
            when row.attempts() < MOST_ATTEMPTS ->
                outcome(row, MessageStatus.PENDING, later.reason(), to, subject).notBefore(pause(row, later));
            case Mailer.Handover.Postponed later ->
                outcome(row, MessageStatus.FAILED, "after several tries: " + later.reason(), to, subject);
        };
    }

    private OutboxStore.Outcome outcome(
            OutboxMessage row, MessageStatus status, String reason, String recipient, String subject) {
        Instant now = clock.instant();
        Optional<Instant> sentAt = status == MessageStatus.SENT ? Optional.of(now) : Optional.empty();
        return new OutboxStore.Outcome(
                row.sequence(), status, reason, recipient, subject, now, sentAt, List.of(), false);
    }

    /** A rule says later: the message waits as if it had not been looked at. */
    private static OutboxStore.Outcome held(OutboxMessage row, SendingChecks.Verdict verdict) {
        String reason = verdict.checks().getLast().detail();
        Instant until = verdict.until().orElse(row.createdAt());
        return new OutboxStore.Outcome(
                row.sequence(), MessageStatus.PENDING, reason, "", "", until, Optional.empty(), verdict.checks(), true);
    }

    /**
     * When to try again: half a minute after the first try, then twice as long each time, some four hours in all; later
     * where the other side says so, though within a day.
     */
    private Instant pause(OutboxMessage row, Mailer.Handover.Postponed later) {
        Duration usual = FIRST_PAUSE.multipliedBy(1L << (row.attempts() - 1));
        Duration wanted = later.atLeast().compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : later.atLeast();
        return clock.instant().plus(usual.compareTo(wanted) < 0 ? wanted : usual);
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
