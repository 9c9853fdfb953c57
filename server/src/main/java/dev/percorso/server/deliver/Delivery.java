package dev.percorso.server.deliver;

import dev.percorso.server.Settings;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what waits in the outbox for one channel. A message is claimed on disk before it is handed over and never claimed again, whatever
 * happens; consent, suppression and address are looked up at the moment of sending. Two senders are enough for a server
 * that answers at once; while all of them wait for answers, more step in, so that one slow answer holds up its own message only.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final int SENDERS = 2;
    private static final int MOST_SENDERS = 8;
    private static final Duration SLOW = Duration.ofMillis(500);
    private static final int CLAIMED_AT_ONCE = 16;
    private static final int WRITTEN_AT_ONCE = 8;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Channel channel;
    private final Set<Channel> sending;
    private final OutboxClaimStore outbox;
    private final InstantSource clock;
    private final Recipients recipients;
    private final MessageContents contents;
    private final SendingChecks checks;
    private final Reach reach;
    private final Supplier<Courier> couriers;
    private final Semaphore work = new Semaphore(0);
    private final List<Hand> hands = new CopyOnWriteArrayList<>();
    private final Worker watch;
    /** Claimed on disk, and in nobody's hands yet. */
    private final Deque<OutboxMessage> claimed = new ArrayDeque<>();

    private volatile boolean closing;

    /**
     * For one channel; nothing is sent before {@link #start}.
     *
     * @param sending all channels that are sent on
     * @param couriers one for each thread that sends
     */
    public Delivery(
            Channel channel,
            Set<Channel> sending,
            Database database,
            InstantSource clock,
            Recipients recipients,
            MessageContents contents,
            SendingChecks checks,
            Reach reach,
            Supplier<Courier> couriers) {
        this.channel = channel;
        this.sending = Set.copyOf(sending);
        this.outbox = new OutboxClaimStore(database);
        this.clock = clock;
        this.recipients = recipients;
        this.contents = contents;
        this.checks = checks;
        this.reach = reach;
        this.couriers = couriers;
        this.watch = new Worker(channel.json() + "-watch", LOOK, this::stepIn);
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
            addHand(false);
        }
        watch.start();
        return this;
    }

    private void addHand(boolean spare) {
        Hand hand = new Hand(channel.json() + "-" + hands.size(), spare);
        hands.add(hand);
        hand.thread.start();
    }

    /** Adds a sender while all of them wait for answers. */
    private boolean stepIn() {
        hands.removeIf(Hand::isGone);
        if (hands.size() < MOST_SENDERS && hands.stream().allMatch(Hand::isSlow)) {
            addHand(true);
        }
        return false;
    }

    /** Tells that something may wait. */
    public void wake() {
        work.release();
    }

    /** The next message that is claimed; claims some when there is none. */
    private Optional<OutboxMessage> next() {
        synchronized (claimed) {
            if (claimed.isEmpty()) {
                claimed.addAll(outbox.claim(channel, sending, clock.instant(), CLAIMED_AT_ONCE));
                if (claimed.size() > 1) {
                    wake();
                }
            }
            return Optional.ofNullable(claimed.poll());
        }
    }

    private boolean isAnyClaimed() {
        synchronized (claimed) {
            return !claimed.isEmpty();
        }
    }

    /** One thread that sends, with a connection of its own. */
    private final class Hand {
        private final boolean spare;
        private final Thread thread;
        /** What became of messages and the disk has not taken yet: when it is full or locked, that only delays the answer. */
        private final List<OutboxClaimStore.Outcome> unwritten = new ArrayList<>();
        /** Since when it is busy with one message, in nanoseconds. */
        private volatile OptionalLong since = OptionalLong.empty();

        private long writtenAt = System.nanoTime();

        private Hand(String name, boolean spare) {
            this.spare = spare;
            this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
        }

        private boolean isGone() {
            return thread.getState() == Thread.State.TERMINATED;
        }

        private boolean isSlow() {
            OptionalLong begun = since;
            return begun.isPresent() && System.nanoTime() - begun.getAsLong() > SLOW.toNanos();
        }

        /** A spare one goes as soon as there is nothing to do, or no answer takes long any more. */
        private void run() {
            try (Courier courier = couriers.get()) {
                boolean needed = true;
                while (!closing && needed) {
                    long begun = System.nanoTime();
                    boolean sent = sendOne(courier);
                    if (spare) {
                        needed = sent && System.nanoTime() - begun > SLOW.toNanos();
                    } else if (!sent && work.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS) && !closing) {
                        // One look finds whatever the others were woken for; only to stop, each is woken by itself.
                        work.drainPermits();
                    }
                }
                write();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failure) {
                LOG.error("{} messages that were handed over become UNKNOWN", unwritten.size(), failure);
            }
        }

        private boolean sendOne(Courier courier) {
            try {
                boolean isLate = System.nanoTime() - writtenAt > SLOW.toNanos();
                if (unwritten.size() >= WRITTEN_AT_ONCE || isLate || !isAnyClaimed()) {
                    write();
                }
                Optional<OutboxMessage> next = next();
                if (next.isEmpty()) {
                    return false;
                }
                since = OptionalLong.of(System.nanoTime());
                unwritten.add(send(next.get(), courier));
                return true;
            } catch (RuntimeException failure) {
                // What was claimed stays SENDING, and becomes UNKNOWN if the server stops before it can be written.
                LOG.error("the outbox cannot be worked on; trying again", failure);
                return false;
            } finally {
                since = OptionalLong.empty();
            }
        }

        private void write() {
            if (!unwritten.isEmpty()) {
                outbox.finish(unwritten);
                unwritten.clear();
            }
            writtenAt = System.nanoTime();
        }
    }

    private OutboxClaimStore.Outcome send(OutboxMessage row, Courier courier) {
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

    private OutboxClaimStore.Outcome send(OutboxMessage row, Courier courier, Recipient recipient, String address) {
        SendingChecks.Verdict verdict = checks.judge(row, recipient, address);
        if (verdict.skipped().isPresent()) {
            return outcome(row, MessageStatus.SKIPPED, verdict.skipped().get(), address, "")
                    .with(verdict.checks());
        }
        if (verdict.until().isPresent()) {
            return held(row, verdict);
        }
        OutboxClaimStore.Outcome outcome = switch (courier.carry(row, recipient, address)) {
            case Courier.Dropped dropped -> outcome(row, MessageStatus.SKIPPED, dropped.reason(), address, "");
            case Courier.Tried tried -> outcome(row, tried);
        };
        return outcome.with(verdict.checks());
    }

    private OutboxClaimStore.Outcome outcome(OutboxMessage row, Courier.Tried tried) {
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

    private OutboxClaimStore.Outcome outcome(
            OutboxMessage row, MessageStatus status, String reason, String recipient, String subject) {
        Instant now = clock.instant();
        Optional<Instant> sentAt = status == MessageStatus.SENT ? Optional.of(now) : Optional.empty();
        return new OutboxClaimStore.Outcome(
                row.sequence(), status, reason, recipient, subject, now, sentAt, List.of(), false);
    }

    /** A rule says later: the message waits as if it had not been looked at. */
    private static OutboxClaimStore.Outcome held(OutboxMessage row, SendingChecks.Verdict verdict) {
        String reason = verdict.checks().getLast().detail();
        Instant until = verdict.until().orElse(row.createdAt());
        return new OutboxClaimStore.Outcome(
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

    /** Finishes what is being handed over, gives back what nobody has begun with, and stops. */
    @Override
    public void close() {
        closing = true;
        watch.close();
        work.release(SENDERS);
        try {
            for (Hand hand : hands) {
                hand.thread.join();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (claimed) {
            outbox.finish(claimed.stream().map(this::untouched).toList());
            claimed.clear();
        }
    }

    private OutboxClaimStore.Outcome untouched(OutboxMessage row) {
        return new OutboxClaimStore.Outcome(
                row.sequence(),
                MessageStatus.PENDING,
                row.reason(),
                row.recipient(),
                row.subject(),
                clock.instant(),
                Optional.empty(),
                row.checks(),
                true);
    }
}
