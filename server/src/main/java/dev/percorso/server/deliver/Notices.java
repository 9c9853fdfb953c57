package dev.percorso.server.deliver;

import dev.percorso.server.access.UserLeaving;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notices to users. Like a message to a customer, a notice is claimed on disk before it is handed over and never
 * claimed again unless the mail server certainly did not take it.
 */
public final class Notices implements AutoCloseable, UserLeaving {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final long LOOK_MILLIS = 500;
    private static final int MOST_ATTEMPTS = 10;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

    private final NoticeStore store;
    private final InstantSource clock;
    private final NoticeRenderer renderer;
    private final Optional<Supplier<Mailer>> mailers;
    private final Semaphore work = new Semaphore(0);
    private Optional<Thread> sender = Optional.empty();
    private volatile boolean closing;

    /** @param mailers without them notices wait */
    public Notices(Database database, InstantSource clock, Optional<Supplier<Mailer>> mailers) {
        this.store = new NoticeStore(database);
        this.clock = clock;
        this.renderer = new NoticeRenderer(clock);
        this.mailers = mailers;
    }

    /** Whether there is a mail server to hand notices to. */
    public boolean canSend() {
        return mailers.isPresent();
    }

    /** A notice as it would be read. */
    public static RenderedMessage render(Notice.Content content, InstantSource clock) {
        return new NoticeRenderer(clock).render(content);
    }

    /** Queues the notice in the transaction that found its reason; each user gets one for each purpose. */
    public void queue(Handle handle, Notice notice) {
        NoticeStore.queue(handle, notice, clock.instant());
    }

    @Override
    public void leave(Handle handle, String userId) {
        NoticeStore.deleteOf(handle, userId);
    }

    public void start() {
        int interrupted = store.markInterrupted();
        if (interrupted > 0) {
            LOG.warn("{} notices were being handed over when the server stopped; they are UNKNOWN now", interrupted);
        }
        sender = mailers.map(mailer -> Thread.ofPlatform().name("notices").start(() -> run(mailer)));
    }

    /** Tells that something may wait. */
    public void wake() {
        work.release();
    }

    private void run(Supplier<Mailer> mailers) {
        try (Mailer mailer = mailers.get()) {
            while (!closing) {
                if (!sendOne(mailer) && work.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sendOne(Mailer mailer) {
        try {
            Optional<NoticeStore.Claimed> claimed = store.claim(clock.instant());
            claimed.ifPresent(notice -> send(notice, mailer));
            return claimed.isPresent();
        } catch (RuntimeException failure) {
            LOG.error("notices cannot be worked on; trying again", failure);
            return false;
        }
    }

    private void send(NoticeStore.Claimed notice, Mailer mailer) {
        OutgoingEmail email = new OutgoingEmail(
                "notice-" + notice.sequence(), notice.address(), renderer.render(notice.content()), Optional.empty());
        Instant now = clock.instant();
        switch (mailer.send(email)) {
            case Mailer.Handover.Taken _ -> store.finish(notice.sequence(), MessageStatus.SENT, "", now);
            case Mailer.Handover.Refused refused ->
                store.finish(notice.sequence(), MessageStatus.FAILED, refused.reason(), now);
            case Mailer.Handover.Uncertain lost ->
                store.finish(notice.sequence(), MessageStatus.UNKNOWN, lost.reason(), now);
            case Mailer.Handover.Postponed later -> {
                boolean isOver = notice.attempts() >= MOST_ATTEMPTS;
                store.finish(
                        notice.sequence(),
                        isOver ? MessageStatus.FAILED : MessageStatus.PENDING,
                        later.reason(),
                        now.plus(FIRST_PAUSE.multipliedBy(1L << (notice.attempts() - 1))));
            }
        }
    }

    /** Finishes what was claimed, then stops. */
    @Override
    public void close() {
        closing = true;
        work.release();
        sender.ifPresent(thread -> {
            try {
                thread.join();
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
