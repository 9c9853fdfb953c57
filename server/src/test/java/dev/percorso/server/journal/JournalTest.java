package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.IdentityKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    private void execute(String file, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }

    @Test
    void shouldSayWhenItCannotStoreAndHealByItself() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("x"), NONE));
            execute("journal.sqlite", "ALTER TABLE batch RENAME TO away");

            ProblemException failure = assertThrows(
                    ProblemException.class, () -> pipeline.append(track("2", "A", Optional.of("x"), NONE)));
            assertEquals(ErrorCode.UNAVAILABLE, failure.code());
            assertTrue(failure.retryAfterSeconds().isPresent());

            execute("journal.sqlite", "ALTER TABLE away RENAME TO batch");
            pipeline.append(track("2", "A", Optional.of("x"), NONE), track("3", "A", Optional.of("x"), NONE));
            pipeline.awaitProjected();
            assertEquals(
                    List.of("1", "2", "3"),
                    pipeline.everything().stream()
                            .map(event -> event.event().messageId())
                            .toList());
        }
    }

    @Test
    void shouldProjectOnceWhatFailedHalfwayThroughATransaction() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("x"), NONE));
            pipeline.awaitProjected();
            execute("state.sqlite", "ALTER TABLE source_count RENAME TO away");
            pipeline.append(track("2", "A", Optional.of("phone"), NONE), track("3", "A", NONE, Optional.of("ada")));
            pipeline.append(track("4", "A", Optional.of("phone"), Optional.of("ada")));
            Thread.sleep(300);
            assertEquals(3, pipeline.journal.unprojectedEvents());

            execute("state.sqlite", "ALTER TABLE away RENAME TO source_count");
            pipeline.awaitProjected();

            assertEquals(
                    List.of(1L, 2L, 3L, 4L),
                    pipeline.everything().stream().map(ProjectedEvent::sequence).toList());
            int ada = pipeline.people
                    .find(SHOP, IdentityKind.ANONYMOUS, "phone")
                    .orElseThrow()
                    .id();
            assertEquals(3, pipeline.journeys.snapshot(SHOP).journey(ada).size());
            assertEquals(2, pipeline.people.count(SHOP));
        }
    }

    @Test
    void shouldKeepEveryEventOfManySendersInMemoryOrNot() throws Exception {
        int senders = 8;
        int batches = 60;
        int events = 100;
        int total = senders * batches * events;
        try (Pipeline pipeline = new Pipeline(folder);
                ExecutorService threads = Executors.newFixedThreadPool(senders)) {
            List<Callable<Boolean>> work = IntStream.range(0, senders)
                    .<Callable<Boolean>>mapToObj(sender -> () -> {
                        for (int batch = 0; batch < batches; batch++) {
                            String name = sender + "-" + batch + "-";
                            pipeline.journal.append(
                                    SHOP,
                                    "source" + sender,
                                    IntStream.range(0, events)
                                            .mapToObj(event ->
                                                    track(name + event, "A", Optional.of("p" + event % 50), NONE))
                                            .toList());
                        }
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(work)) {
                done.get();
            }
            pipeline.start();
            pipeline.awaitProjected();

            List<ProjectedEvent> all = pipeline.everything();
            assertEquals(total, all.size());
            assertEquals(
                    total,
                    all.stream()
                            .map(event -> event.event().messageId())
                            .distinct()
                            .count());
            assertEquals(50, pipeline.people.count(SHOP));
            assertEquals(all.size(), pipeline.journeys.snapshot(SHOP).eventCount());
        }
    }
}
