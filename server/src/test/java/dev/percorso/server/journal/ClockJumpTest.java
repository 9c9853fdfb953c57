package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.NOW;
import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.event;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The system's clock is put forward or back by hours while events come in. */
class ClockJumpTest {
    private static final Duration JUMP = Duration.ofHours(9);

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(NOW);

    private static Event messageOf(String id) {
        return track(id, "A", Optional.of("x"), Optional.empty());
    }

    @Test
    void shouldCountEachMessageOnceOverJumpsAndARestart() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder, clock).start()) {
            pipeline.append(messageOf("1"));
            clock.advance(JUMP);
            pipeline.append(messageOf("1"), messageOf("2"));
            clock.advance(JUMP.multipliedBy(-2));
            pipeline.append(messageOf("1"), messageOf("2"), messageOf("3"));
            pipeline.awaitProjected();
        }
        try (Pipeline pipeline = new Pipeline(folder, clock).start()) {
            clock.advance(JUMP);
            pipeline.append(messageOf("1"), messageOf("2"), messageOf("3"), messageOf("4"));
            pipeline.awaitProjected();
            pipeline.fileWriter.flush();

            assertEquals(
                    List.of("1", "2", "3", "4"),
                    pipeline.everything().stream()
                            .map(event -> event.event().messageId())
                            .toList());
            assertEquals(4, pipeline.journeys.snapshot(SHOP).eventCount());
            assertTrue(pipeline.everything().stream()
                    .allMatch(event -> event.event().time().equals(NOW)));
        }
    }

    @Test
    void shouldKeepWritingEventFilesAfterTheClockWasPutBack() throws Exception {
        clock.advance(JUMP);
        try (Pipeline pipeline = new Pipeline(folder, clock).start()) {
            pipeline.append(messageOf("1"));
            pipeline.awaitProjected();
            clock.advance(JUMP.negated());
            clock.advance(Duration.ofMinutes(6));
            Await.until(
                    "what waits five minutes is in a file, though the clock went back by hours",
                    () -> pipeline.files.coveredSequence(SHOP) == 1);
        }
    }

    @Test
    void shouldObeyAWithdrawalAfterTheClockWasPutBack() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder, clock).start()) {
            clock.advance(JUMP);
            pipeline.append(consent("1", true));
            pipeline.awaitProjected();
            int person = pipeline.people
                    .find(SHOP, IdentityKind.USER, "ada")
                    .orElseThrow()
                    .id();
            assertTrue(pipeline.people.allows(SHOP, person, Purpose.EMAIL));

            clock.advance(JUMP.negated());
            pipeline.append(consent("2", false));
            pipeline.awaitProjected();

            assertFalse(pipeline.people.allows(SHOP, person, Purpose.EMAIL));
        }
    }

    /** Stamped by the server's own clock, as events without a time are. */
    private Event consent(String messageId, boolean granted) {
        Event said = event(
                messageId,
                Event.Kind.IDENTIFY,
                "",
                Optional.empty(),
                Optional.of("ada"),
                Map.of("email_consent", granted));
        return new Event(
                said.messageId(),
                said.kind(),
                said.name(),
                said.anonymousId(),
                said.userId(),
                said.previousId(),
                clock.instant(),
                said.properties(),
                said.traits(),
                said.source());
    }
}
