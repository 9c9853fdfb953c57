package dev.percorso.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventCodingTest {
    @Property(tries = 300)
    void shouldReadBackWhatWasWritten(@ForAll("events") List<Event> events) {
        assertEquals(events, EventReader.read(EventWriter.write(events)));
    }

    @Property(tries = 100)
    void shouldReadBackProjectedEvents(@ForAll("events") List<Event> events) {
        List<ProjectedEvent> projected = new ArrayList<>();
        long sequence = 1L << 40;
        for (Event event : events) {
            projected.add(new ProjectedEvent(++sequence, event.messageId().length() + 1, event));
        }

        assertEquals(projected, EventReader.readProjected(EventWriter.writeProjected(projected)));
    }

    @Property(tries = 200)
    void shouldNoticeDamage(@ForAll("events") List<Event> events, @ForAll int place, @ForAll byte value) {
        byte[] written = EventWriter.write(events);
        int at = Math.floorMod(place, written.length);
        byte[] damaged = written.clone();
        damaged[at] = value;

        if (damaged[at] != written[at]) {
            try {
                assertEquals(events, EventReader.read(damaged));
            } catch (IllegalStateException noticed) {
                return;
            }
        }
        assertThrows(
                IllegalStateException.class,
                () -> EventReader.read(java.util.Arrays.copyOf(written, written.length - 1)));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<String> texts = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(10),
                Arbitraries.strings().alpha().ofMinLength(60).ofMaxLength(70),
                Arbitraries.of("path", "value", "/home", "ü€😀"));
        Arbitrary<Object> values = Arbitraries.oneOf(
                texts.map(text -> text),
                Arbitraries.longs().map(number -> number),
                Arbitraries.doubles().map(number -> number),
                Arbitraries.of(true, false).map(flag -> flag));
        Arbitrary<Map<String, Object>> maps = Arbitraries.maps(texts, values).ofMaxSize(6);
        Arbitrary<Optional<String>> ids = texts.optional();
        return Combinators.combine(
                        texts,
                        Arbitraries.of(Event.Kind.class),
                        texts,
                        ids,
                        ids,
                        Arbitraries.longs().between(-1L << 41, 1L << 42),
                        maps,
                        maps)
                .as((message, kind, name, anonymous, user, time, properties, traits) -> new Event(
                        message,
                        kind,
                        name,
                        anonymous.or(() -> user.isEmpty() ? Optional.of("somebody") : Optional.empty()),
                        user,
                        anonymous,
                        Instant.ofEpochMilli(time),
                        properties,
                        traits,
                        "source"))
                .list()
                .ofMaxSize(12);
    }
}
