package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Reads what {@link EventWriter} wrote. */
final class EventReader {
    private static final int KIND_MASK = 7;
    /** Deflating makes nothing smaller than by this factor. */
    private static final int MOST_INFLATION = 1_040;

    private final byte[] bytes;
    private final List<String> texts = new ArrayList<>();
    private int at;
    private long lastTime;

    private EventReader(byte[] stored) {
        this.bytes = content(stored);
    }

    /** @throws IllegalStateException when the bytes are damaged */
    static List<Event> read(byte[] deflated) {
        EventReader reader = new EventReader(deflated);
        int count = (int) reader.number();
        List<Event> events = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            events.add(reader.event());
        }
        return events;
    }

    /** @throws IllegalStateException when the bytes are damaged */
    static List<ProjectedEvent> readProjected(byte[] deflated) {
        EventReader reader = new EventReader(deflated);
        int count = (int) reader.number();
        List<ProjectedEvent> events = new ArrayList<>(count);
        long sequence = 0;
        for (int index = 0; index < count; index++) {
            sequence += reader.number();
            int person = (int) reader.number();
            events.add(new ProjectedEvent(sequence, person, reader.event()));
        }
        return events;
    }

    private static byte[] content(byte[] stored) {
        int version = stored.length < EventWriter.HEAD ? 0 : stored[0];
        return switch (version) {
            case EventWriter.DEFLATED -> inflated(stored, intAt(stored, 1));
            case EventWriter.PLAIN -> plain(stored, intAt(stored, 1));
            default ->
                throw new IllegalStateException(
                        "stored events have an unknown version; was the data written by a newer Percorso?");
        };
    }

    private static int intAt(byte[] bytes, int from) {
        int value = 0;
        for (int index = from; index < from + 4; index++) {
            value = (value << 8) | (bytes[index] & 0xff);
        }
        return value;
    }

    private static byte[] plain(byte[] stored, int size) {
        if (stored.length - EventWriter.HEAD - EventWriter.CHECKSUM != size) {
            throw new IllegalStateException("stored events are cut short");
        }
        byte[] content = Arrays.copyOfRange(stored, EventWriter.HEAD, EventWriter.HEAD + size);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        if ((int) checksum.getValue() != intAt(stored, EventWriter.HEAD + size)) {
            throw new IllegalStateException("stored events are damaged");
        }
        return content;
    }

    private static byte[] inflated(byte[] deflated, int size) {
        if (size < 0 || size / MOST_INFLATION > deflated.length) {
            throw new IllegalStateException("stored events are damaged");
        }
        byte[] content = new byte[size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated, EventWriter.HEAD, deflated.length - EventWriter.HEAD);
            int length = 0;
            int more = inflater.inflate(content, 0, size);
            while (more > 0) {
                length += more;
                more = inflater.inflate(content, length, size - length);
            }
            // The trailer is checked only when the end is read.
            inflater.inflate(new byte[1]);
            if (length != size || !inflater.finished()) {
                throw new IllegalStateException("stored events are cut short");
            }
            return content;
        } catch (DataFormatException damage) {
            throw new IllegalStateException("stored events are damaged", damage);
        }
    }

    private Event event() {
        String messageId = text();
        int flags = (int) number();
        String name = shared();
        Optional<String> anonymousId = optional(flags, EventWriter.HAS_ANONYMOUS_ID);
        Optional<String> userId = optional(flags, EventWriter.HAS_USER_ID);
        Optional<String> previousId = optional(flags, EventWriter.HAS_PREVIOUS_ID);
        lastTime += signed();
        Map<String, Object> properties = values();
        Map<String, Object> traits = values();
        return new Event(
                messageId,
                EventWriter.KINDS.get(flags & KIND_MASK),
                name,
                anonymousId,
                userId,
                previousId,
                Instant.ofEpochMilli(lastTime),
                properties,
                traits,
                shared());
    }

    private Optional<String> optional(int flags, int flag) {
        return (flags & flag) == 0 ? Optional.empty() : Optional.of(shared());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type cannot be made otherwise
    private Map<String, Object> values() {
        int count = (int) number();
        if (count == 0) {
            return Map.of();
        }
        Map.Entry<String, Object>[] entries = new Map.Entry[count];
        for (int index = 0; index < count; index++) {
            String name = shared();
            entries[index] = Map.entry(name, value());
        }
        return Map.ofEntries(entries);
    }

    private Object value() {
        int kind = bytes[at++];
        return switch (kind) {
            case EventWriter.SHARED_TEXT -> shared();
            case EventWriter.LONG_TEXT -> text();
            case EventWriter.WHOLE -> signed();
            case EventWriter.REAL -> real();
            case EventWriter.TRUE -> true;
            case EventWriter.FALSE -> false;
            default -> throw new IllegalStateException("stored events hold an unknown kind of value: " + kind);
        };
    }

    private double real() {
        long bits = 0;
        for (int index = 0; index < 8; index++) {
            bits = (bits << 8) | (bytes[at++] & 0xff);
        }
        return Double.longBitsToDouble(bits);
    }

    private String shared() {
        int reference = (int) number();
        if (reference > 0) {
            return texts.get(reference - 1);
        }
        String text = text();
        texts.add(text);
        return text;
    }

    private String text() {
        int length = (int) number();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    private long signed() {
        long number = number();
        return (number >>> 1) ^ -(number & 1);
    }

    private long number() {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = bytes[at++];
            number |= (long) (part & 0x7F) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }
}
