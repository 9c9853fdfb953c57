package dev.percorso.server.map;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ClientWatch;
import dev.percorso.server.map.MapEdits.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Who has which map open, and the news that their windows wait for. A window asks again and again; each question waits
 * until there is something new, so that news arrive at once and nothing has to be kept open.
 */
public final class MapRooms implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(6);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_NOTICES = 50;
    private static final int MOST_PRESENT = 100;

    private final Map<String, Room> rooms = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /**
     * Somebody at a map.
     *
     * @param client the window
     * @param card the card that is open or focused there
     */
    public record Present(String client, String name, Optional<String> card) {}

    /**
     * News of a map.
     *
     * @param revision of the map
     * @param seen to be sent with the next question
     * @param talk grows with every comment, review or version
     */
    public record News(long revision, long seen, long talk, List<Present> present, List<Notice> notices) {}

    /** What a window knows and asks for. */
    record Question(String client, String name, Optional<String> card, long after, long seen, boolean patient) {}

    private static final class Window {
        private Present present;
        private int questions;
        private long lastNanos = System.nanoTime();
        private final List<Notice> inbox = new ArrayList<>();

        Window(Present present) {
            this.present = present;
        }

        boolean isGone() {
            return questions == 0 && System.nanoTime() - lastNanos > GRACE.toNanos();
        }
    }

    private final class Room {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition news = lock.newCondition();
        private final Map<String, Window> windows = new LinkedHashMap<>();
        private long seen = 1;
        private long talk = 1;

        private void tellAll() {
            seen++;
            news.signalAll();
        }

        private void sweep() {
            if (windows.values().removeIf(Window::isGone)) {
                tellAll();
            }
        }

        private Window enter(Question question) {
            Present now = new Present(question.client(), question.name(), question.card());
            Window window = windows.get(question.client());
            if (window == null) {
                window = new Window(now);
                if (windows.size() < MOST_PRESENT) {
                    windows.put(question.client(), window);
                    tellAll();
                }
            } else if (!window.present.equals(now)) {
                window.present = now;
                tellAll();
            }
            return window;
        }

        private News ask(Question question, LongSupplier revision) throws InterruptedException {
            lock.lock();
            try (ClientWatch _ = ClientWatch.onGone(() -> leave(question.client()))) {
                Window window = enter(question);
                window.questions++;
                long end = System.nanoTime() + (question.patient() ? LONGEST_WAIT.toNanos() : 0);
                try {
                    while (!closing
                            && revision.getAsLong() <= question.after()
                            && seen == question.seen()
                            && window.inbox.isEmpty()
                            && System.nanoTime() < end) {
                        news.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
                        sweep();
                    }
                } finally {
                    window.questions--;
                    window.lastNanos = System.nanoTime();
                }
                List<Notice> notices = List.copyOf(window.inbox);
                window.inbox.clear();
                return new News(
                        revision.getAsLong(),
                        seen,
                        talk,
                        windows.values().stream().map(one -> one.present).toList(),
                        notices);
            } finally {
                lock.unlock();
            }
        }

        private void leave(String client) {
            lock.lock();
            try {
                Window window = windows.get(client);
                // The window may have asked anew, on another connection.
                if (window != null && window.questions <= 1) {
                    windows.remove(client);
                    tellAll();
                }
            } finally {
                lock.unlock();
            }
        }

        private void changed(List<Notice> notices, String by, boolean talked) {
            lock.lock();
            try {
                if (talked) {
                    talk++;
                }
                for (Notice notice : notices) {
                    Window window = windows.get(notice.client());
                    if (window != null && window.inbox.size() < MOST_NOTICES) {
                        window.inbox.add(notice.from(by));
                    }
                }
                tellAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<Room> known(WorkspaceId workspace, String map) {
        return Optional.ofNullable(rooms.get(workspace.value() + '/' + map));
    }

    /** Waits for news, at most {@link #LONGEST_WAIT}. */
    News ask(WorkspaceId workspace, String map, Question question, LongSupplier revision) throws InterruptedException {
        rooms.values().removeIf(room -> {
            room.lock.lock();
            try {
                room.sweep();
                return room.windows.isEmpty();
            } finally {
                room.lock.unlock();
            }
        });
        return rooms.computeIfAbsent(workspace.value() + '/' + map, ignored -> new Room())
                .ask(question, revision);
    }

    /** A map was saved: its windows learn of it, and those who were overwritten of that. */
    void saved(WorkspaceId workspace, String map, List<Notice> notices, String by) {
        known(workspace, map).ifPresent(room -> room.changed(notices, by, false));
    }

    /** Somebody commented or reviewed a map. */
    public void talked(WorkspaceId workspace, String map) {
        known(workspace, map).ifPresent(room -> room.changed(List.of(), "", true));
    }

    @Override
    public void close() {
        closing = true;
        rooms.values().forEach(room -> room.changed(List.of(), "", false));
    }
}
