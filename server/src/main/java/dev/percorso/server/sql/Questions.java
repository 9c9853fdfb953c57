package dev.percorso.server.sql;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ClientWatch;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.people.PersonTableStore;
import dev.percorso.server.store.EventFile;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.EventSandbox;
import dev.percorso.server.store.SqlFault;
import dev.percorso.server.store.SqlRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions in SQL, each in a sandbox of its own, on a few threads of their own: DuckDB pins the thread that
 * calls it, and neither collecting nor reports may wait for a question.
 */
public final class Questions implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 8;
    private static final int PORTION = 50_000;
    private static final int MOST_LOOKS = 5;
    private static final long MOST_CHARACTERS = 8 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int SECONDS_TO_RETRY = 5;

    private final Workspaces workspaces;
    private final EventFiles files;
    private final ProjectedLog log;
    private final PersonTableStore people;
    private final Map<RunningId, RunningQuestion> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("sql-", 0).daemon().factory());
    private final ScheduledExecutorService alarm = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sql-time-limit").daemon().factory());

    public Questions(Workspaces workspaces, EventFiles files, ProjectedLog log, PersonTableStore people) {
        this.workspaces = workspaces;
        this.files = files;
        this.log = log;
        this.people = people;
    }

    private record RunningId(WorkspaceId workspace, String id) {}

    /** What a question may look at: files, and the events after them. */
    private record Data(List<Path> files, List<ProjectedEvent> newest, long through) {}

    /** What to do with the sandbox once it is filled and sealed. */
    private interface Work<T> {
        T run(EventSandbox sandbox, long through) throws SqlFault.Thrown, IOException;
    }

    SqlAnswer answer(WorkspaceId workspace, SqlQuestion question) {
        long start = System.nanoTime();
        return run(workspace, question, List.of(), (sandbox, through) -> {
            Collected collected = new Collected(question.mostRows());
            sandbox.ask(question.sql(), collected);
            return new SqlAnswer(
                    collected.columns,
                    collected.rows,
                    collected.truncated,
                    Duration.ofNanos(System.nanoTime() - start).toMillis(),
                    through);
        });
    }

    /** Writes the whole answer into a file. */
    void export(WorkspaceId workspace, SqlExport export, Path file) throws IOException {
        SqlQuestion question = export.question();
        switch (export.format()) {
            case CSV -> write(workspace, question, AnswerFile.csv(file));
            case XLSX -> write(workspace, question, AnswerFile.xlsx(file));
            case PARQUET ->
                run(workspace, question, List.of(file), (sandbox, through) -> {
                    sandbox.copyToParquet(question.sql(), file);
                    return true;
                });
        }
    }

    private void write(WorkspaceId workspace, SqlQuestion question, AnswerFile file) {
        run(workspace, question, List.of(), (sandbox, through) -> {
            try (file) {
                sandbox.ask(question.sql(), file);
            }
            return true;
        });
    }

    /** Columns of the views. */
    List<SqlView> schema(WorkspaceId workspace) {
        List<SqlView> views = new ArrayList<>();
        for (String view : List.of("events", "people", "traits")) {
            SqlAnswer described = answer(
                    workspace, new SqlQuestion("DESCRIBE SELECT * FROM " + view, Optional.empty(), Optional.empty()));
            views.add(new SqlView(
                    view,
                    described.rows().stream()
                            .map(row -> new SqlRows.Column(String.valueOf(row.get(0)), String.valueOf(row.get(1))))
                            .toList()));
        }
        return views;
    }

    /** Stops a question that is being answered or waits for its turn; whether there was one. */
    boolean cancel(WorkspaceId workspace, String id) {
        RunningQuestion question = running.get(new RunningId(workspace, id));
        if (question == null) {
            return false;
        }
        question.cancel();
        return true;
    }

    private <T> T run(WorkspaceId workspace, SqlQuestion question, List<Path> written, Work<T> work) {
        RunningQuestion state = new RunningQuestion();
        Optional<RunningId> id = question.id().map(text -> new RunningId(workspace, text));
        id.ifPresent(known -> running.put(known, state));
        Future<?> timeLimit = alarm.schedule(state::expire, LONGEST.toSeconds(), TimeUnit.SECONDS);
        try (ClientWatch _ = ClientWatch.onGone(state::cancel)) {
            return submit(() -> prepared(workspace, question, written, state, work))
                    .get();
        } catch (InterruptedException interruption) {
            state.cancel();
            Thread.currentThread().interrupt();
            throw ProblemException.of(ErrorCode.UNAVAILABLE, "The server is stopping");
        } catch (ExecutionException failure) {
            throw problem(failure.getCause(), state);
        } finally {
            timeLimit.cancel(false);
            id.ifPresent(running::remove);
        }
    }

    private <T> Future<T> submit(Callable<T> work) {
        try {
            return threads.submit(work);
        } catch (RejectedExecutionException full) {
            throw ProblemException.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "Too many questions are being answered; ask again in a moment",
                    SECONDS_TO_RETRY);
        }
    }

    private <T> T prepared(
            WorkspaceId workspace, SqlQuestion question, List<Path> written, RunningQuestion state, Work<T> work)
            throws SQLException, SqlFault.Thrown, IOException {
        try (EventFiles.Reading reading = files.reading();
                EventSandbox sandbox =
                        EventSandbox.open(workspaces.get(workspace).timeZone())) {
            state.runsIn(sandbox);
            sandbox.requireOneSelect(question.sql());
            String text = question.sql().toLowerCase(Locale.ROOT);
            Data data = data(workspace, reading, text.contains("events"));
            if (text.contains("events")) {
                sandbox.events(data.files(), data.newest(), people.merged(workspace));
            }
            if (text.contains("people") || text.contains("traits")) {
                try (EventSandbox.PeopleTable table = sandbox.people()) {
                    people.forEach(workspace, table::add);
                }
            }
            List<Path> reachable = new ArrayList<>(data.files());
            reachable.addAll(written);
            sandbox.seal(reachable);
            return work.run(sandbox, data.through());
        }
    }

    /** Looks again when files were written and the log was trimmed between the two looks. */
    private Data data(WorkspaceId workspace, EventFiles.Reading reading, boolean withEvents) {
        for (int look = 0; look < MOST_LOOKS; look++) {
            List<EventFile> stored = reading.files(workspace);
            long covered = stored.isEmpty() ? 0 : stored.getLast().lastSequence();
            List<ProjectedEvent> newest = withEvents ? newest(workspace, covered) : List.of();
            if (files.coveredSequence(workspace) == covered) {
                return new Data(
                        stored.stream().map(files::pathOf).toList(),
                        newest,
                        newest.isEmpty() ? covered : newest.getLast().sequence());
            }
        }
        throw ProblemException.retryLater(
                ErrorCode.UNAVAILABLE, "The event files change faster than they can be listed; ask again", 1);
    }

    private List<ProjectedEvent> newest(WorkspaceId workspace, long covered) {
        List<ProjectedEvent> newest = new ArrayList<>();
        long through = covered;
        while (true) {
            List<ProjectedEvent> portion = log.after(workspace, through, PORTION);
            if (portion.isEmpty()) {
                return newest;
            }
            newest.addAll(portion);
            through = portion.getLast().sequence();
        }
    }

    private static RuntimeException problem(@Nullable Throwable cause, RunningQuestion state) {
        return switch (cause) {
            case SqlFault.Thrown thrown -> problem(thrown.fault(), state);
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            case IOException failure -> new UncheckedIOException(failure);
            case null, default -> new IllegalStateException("the question could not be prepared", cause);
        };
    }

    private static ProblemException problem(SqlFault fault, RunningQuestion state) {
        if (fault.kind() == SqlFault.Kind.CANCELLED) {
            return ProblemException.of(
                    ErrorCode.STOPPED,
                    state.isExpired()
                            ? "It took more than %d seconds; narrow it with WHERE, for instance to fewer days"
                                    .formatted(LONGEST.toSeconds())
                            : fault.message());
        }
        String code = fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return ProblemException.invalid(List.of(new FieldError("/sql", code, fault.message(), fault.position())));
    }

    @Override
    public void close() {
        running.values().forEach(RunningQuestion::cancel);
        alarm.shutdownNow();
        threads.shutdownNow();
        threads.close();
    }

    /** The first rows of an answer. */
    private static final class Collected implements SqlRows {
        private final int most;
        private List<Column> columns = List.of();
        private final List<List<@Nullable Object>> rows = new ArrayList<>();
        private long characters;
        private boolean truncated;

        Collected(int most) {
            this.most = most;
        }

        @Override
        public void columns(List<Column> given) {
            columns = given;
        }

        @Override
        public boolean row(List<@Nullable Object> values) {
            if (rows.size() == most || characters > MOST_CHARACTERS) {
                truncated = true;
                return false;
            }
            rows.add(values);
            for (Object value : values) {
                characters += value instanceof String text ? text.length() : 1;
            }
            return true;
        }
    }
}
