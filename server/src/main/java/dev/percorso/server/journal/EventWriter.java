package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes events as compact bytes. A text that comes again is a reference to its first occurrence, numbers have variable
 * length, times are differences; the whole is deflated, and the zlib trailer checks it when read. A few events stay as
 * they are, with a checksum: setting up to deflate them would cost more than everything else.
 */
final class EventWriter {
    static final byte DEFLATED = 1;
    static final byte PLAIN = 2;
    private static final int MOST_PLAIN_BYTES = 1_024;
    /** Version and length. */
    static final int HEAD = 5;

    static final int CHECKSUM = 4;
    /** Stored by place: only ever add at the end. */
    static final List<Event.Kind> KINDS = List.of(
            Event.Kind.TRACK,
            Event.Kind.PAGE,
            Event.Kind.SCREEN,
            Event.Kind.IDENTIFY,
            Event.Kind.GROUP,
            Event.Kind.ALIAS);

    static final int LONGEST_SHARED_TEXT = 64;
    static final int HAS_ANONYMOUS_ID = 1 << 3;
    static final int HAS_USER_ID = 1 << 4;
    static final int HAS_PREVIOUS_ID = 1 << 5;

    /** Kinds of values. */
    static final int SHARED_TEXT = 0;

    static final int LONG_TEXT = 1;
    static final int WHOLE = 2;
    static final int REAL = 3;
    static final int TRUE = 4;
    static final int FALSE = 5;

    private final Map<String, Integer> texts = new HashMap<>();
    private byte[] bytes;
    private int size;
    private long lastTime;

    private EventWriter(int events) {
        bytes = new byte[Math.min(16 << 10, 256 * (events + 1))];
    }

    static byte[] write(List<Event> events) {
        EventWriter writer = new EventWriter(events.size());
        writer.number(events.size());
        events.forEach(writer::event);
        return writer.finished();
    }

    static byte[] writeProjected(List<ProjectedEvent> events) {
        EventWriter writer = new EventWriter(events.size());
        writer.number(events.size());
        long last = 0;
        for (ProjectedEvent event : events) {
            writer.number(event.sequence() - last);
            last = event.sequence();
            writer.number(event.person());
            writer.event(event.event());
        }
        return writer.finished();
    }

    private void event(Event event) {
        text(event.messageId());
        number(KINDS.indexOf(event.kind())
                | (event.anonymousId().isPresent() ? HAS_ANONYMOUS_ID : 0)
                | (event.userId().isPresent() ? HAS_USER_ID : 0)
                | (event.previousId().isPresent() ? HAS_PREVIOUS_ID : 0));
        shared(event.name());
        optional(event.anonymousId());
        optional(event.userId());
        optional(event.previousId());
        long time = event.time().toEpochMilli();
        signed(time - lastTime);
        lastTime = time;
        values(event.properties());
        values(event.traits());
        shared(event.source());
    }

    private void optional(Optional<String> text) {
        text.ifPresent(this::shared);
    }

    private void values(Map<String, Object> values) {
        number(values.size());
        values.forEach((name, value) -> {
            shared(name);
            value(value);
        });
    }

    private void value(Object value) {
        switch (value) {
            case Boolean flag -> put(flag ? TRUE : FALSE);
            case Double real -> real(real);
            case Float real -> real(real);
            case Number whole -> {
                put(WHOLE);
                signed(whole.longValue());
            }
            default -> anyText(value.toString());
        }
    }

    private void real(double real) {
        put(REAL);
        long bits = Double.doubleToRawLongBits(real);
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (bits >>> shift));
        }
    }

    private void anyText(String text) {
        if (text.length() > LONGEST_SHARED_TEXT) {
            put(LONG_TEXT);
            text(text);
        } else {
            put(SHARED_TEXT);
            shared(text);
        }
    }

    private void shared(String text) {
        Integer known = texts.putIfAbsent(text, texts.size() + 1);
        if (known == null) {
            number(0);
            text(text);
        } else {
            number(known);
        }
    }

    private void text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        number(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
    }

    private void signed(long number) {
        number((number << 1) ^ (number >> 63));
    }

    private void number(long number) {
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        put((int) rest);
    }

    private void put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    private byte[] finished() {
        return size <= MOST_PLAIN_BYTES ? plain() : deflated();
    }

    /** Version, length (4 bytes), content, CRC32 (4 bytes). */
    private byte[] plain() {
        byte[] target = new byte[HEAD + size + CHECKSUM];
        target[0] = PLAIN;
        putInt(target, 1, size);
        System.arraycopy(bytes, 0, target, HEAD, size);
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, size);
        putInt(target, HEAD + size, (int) checksum.getValue());
        return target;
    }

    private static void putInt(byte[] target, int at, int value) {
        for (int index = 0; index < 4; index++) {
            target[at + index] = (byte) (value >>> (24 - 8 * index));
        }
    }

    /** Version, length before deflating (4 bytes), deflated content. */
    private byte[] deflated() {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes, 0, size);
            deflater.finish();
            byte[] target = new byte[size / 2 + 64];
            int length = HEAD;
            while (!deflater.finished()) {
                if (length == target.length) {
                    target = Arrays.copyOf(target, target.length * 2);
                }
                length += deflater.deflate(target, length, target.length - length);
            }
            target[0] = DEFLATED;
            putInt(target, 1, size);
            return Arrays.copyOf(target, length);
        }
    }
}
