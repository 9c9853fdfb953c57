package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.Call;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Turns, refusals and progress; long reports wait for a latch, so nothing depends on time. */
class FoldPoolTest {
    private final FoldPool pool = new FoldPool();
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void close() {
        released.countDown();
        clients.close();
        pool.close();
    }

    private <T> Future<T> as(String caller, String id, Callable<T> work) {
        return clients.submit(() -> new Call(caller, Optional.of(id)).asThis(work));
    }

    private Future<String> longReport(String caller, String id) {
        return as(
                caller,
                id,
                () -> pool.run(run -> {
                    try {
                        released.await();
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                    return id;
                }));
    }

    private static void waitUntil(BooleanSupplier isSo) throws InterruptedException {
        for (int look = 0; !isSo.getAsBoolean(); look++) {
            assertTrue(look < 2_000, "it never came to be");
            Thread.sleep(5);
        }
    }

    private boolean isWaiting(String caller, String id) {
        return pool.state(new Call(caller, Optional.of(id)))
                .filter(FoldPool.State::waiting)
                .isPresent();
    }

    private boolean isRunning(String caller, String id) {
        return pool.state(new Call(caller, Optional.of(id)))
                .filter(state -> !state.waiting())
                .isPresent();
    }

    @Test
    void shouldLetAShortReportPassTenLongOnesOfAnother() throws Exception {
        // given
        List<Future<String>> longOnes = new ArrayList<>();
        for (int report = 0; report < 10; report++) {
            longOnes.add(longReport("anna", "long " + report));
        }
        waitUntil(() -> longOnes.size() == 10 && isRunningAny("anna") == 2);

        // when
        String answer = as("bruno", "short", () -> pool.run(run -> "answer")).get(10, TimeUnit.SECONDS);

        // then
        assertEquals("answer", answer);
        assertTrue(longOnes.stream().noneMatch(Future::isDone));
        released.countDown();
        for (int report = 0; report < 10; report++) {
            assertEquals("long " + report, longOnes.get(report).get(10, TimeUnit.SECONDS));
        }
    }

    private long isRunningAny(String caller) {
        long running = 0;
        for (int report = 0; report < 10; report++) {
            running += isRunning(caller, "long " + report) ? 1 : 0;
        }
        return running;
    }

    @Test
    void shouldRefuseWhatCannotWaitAnyMore() throws Exception {
        // given 2 that run and 40 that wait
        for (int report = 0; report < 42; report++) {
            String id = "report " + report;
            Future<String> _ = longReport("anna", id);
            waitUntil(() -> isWaiting("anna", id) || isRunning("anna", id));
        }

        // when
        ProblemException refused = assertThrows(
                ProblemException.class,
                () -> new Call("anna", Optional.empty()).asThis(() -> pool.run(run -> "too much")));
        String other = as("bruno", "one", () -> pool.run(run -> "answer")).get(10, TimeUnit.SECONDS);

        // then
        assertEquals(ErrorCode.UNAVAILABLE, refused.code());
        assertEquals(Optional.of(5), refused.retryAfterSeconds());
        assertTrue(refused.detail().contains("40 reports waiting"), refused.detail());
        assertEquals("answer", other);
    }

    @Test
    void shouldTellHowFarAReportIsAndStopIt() throws Exception {
        // given
        Call call = new Call("anna", Optional.of("mine"));
        Future<String> report = as(
                "anna",
                "mine",
                () -> pool.run(run -> {
                    run.watch(2);
                    while (!run.cancellation().isCancelled()) {
                        Thread.onSpinWait();
                    }
                    throw new java.util.concurrent.CancellationException("the fold was cancelled");
                }));
        waitUntil(() -> isRunning("anna", "mine"));

        // when
        FoldPool.State state = pool.state(call).orElseThrow();
        boolean others = pool.stop(new Call("bruno", Optional.of("mine")));
        boolean mine = pool.stop(call);

        // then
        assertEquals(new FoldPool.State(false, 0, 0), state);
        assertFalse(others);
        assertTrue(mine);
        ExecutionException stopped = assertThrows(ExecutionException.class, () -> report.get(10, TimeUnit.SECONDS));
        assertEquals(
                Optional.of(ErrorCode.STOPPED),
                Optional.ofNullable(stopped.getCause())
                        .map(ProblemException.class::cast)
                        .map(ProblemException::code));
        waitUntil(() -> pool.state(call).isEmpty());
    }

    @Test
    void shouldGiveTurnsAround() {
        // given
        FairQueue<String> queue = new FairQueue<>(1);
        for (String task : List.of("a1", "a2", "a3", "b1", "b2", "c1")) {
            queue.add(task.substring(0, 1), task);
        }

        // when
        List<String> order = new ArrayList<>();
        while (queue.size() > 0) {
            FairQueue.Turn<String> turn = queue.next().orElseThrow();
            order.add(turn.task());
            queue.done(turn.caller());
        }

        // then
        assertEquals(List.of("a1", "b1", "c1", "a2", "b2", "a3"), order);
    }

    @Test
    void shouldHoldBackWhoHasEnoughRunning() {
        // given
        FairQueue<String> queue = new FairQueue<>(2);
        for (String task : List.of("a1", "a2", "a3", "a4")) {
            queue.add("a", task);
        }

        // when
        queue.next();
        queue.next();

        // then
        assertEquals(Optional.empty(), queue.next());
        assertEquals(1, queue.ahead("a"));
        queue.add("b", "b1");
        assertEquals(1, queue.ahead("b"));
        assertEquals("b1", queue.next().orElseThrow().task());
        assertTrue(queue.remove("a", "a4"));
        queue.done("a");
        assertEquals("a3", queue.next().orElseThrow().task());
    }
}
