package dev.percorso.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.percorso.flow.format.FormatException;
import dev.percorso.flow.format.InputFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InputFormatTest {
    private static final Instant AT = Instant.parse("2026-03-02T10:00:00.123Z");
    private static final Map<String, Object> DATA =
            Map.of("text", "ä", "whole", 3L, "part", 0.5, "is", true, "list", List.of(1L, "a"), "in", Map.of("x", 1L));
    private static final List<Input> ALL = List.of(
            new Input.EventArrived(new FlowEvent("7", "Bought", AT.plusNanos(1), DATA)),
            new Input.TimerFired(3),
            new Input.SegmentEntered("s", AT),
            new Input.SegmentLeft("s", AT),
            new Input.ListJoined("l", AT),
            new Input.StartedByApi("r", "", AT, DATA),
            new Input.CameUp("entry", AT),
            new Input.StartedByFlow("r", AT, DATA),
            new Input.Answered("hook", 2, true, DATA),
            new Input.Admitted("line", 1),
            new Input.CouponGiven("code", 1, DATA),
            new Input.LookedAt(),
            new Input.Resumed(),
            new Input.Removed("because"));

    @Test
    void shouldReadWhatItWrote() {
        Set<Class<?>> kinds = new HashSet<>();
        ALL.forEach(input -> kinds.add(input.getClass()));

        ALL.forEach(input -> assertEquals(input, InputFormat.read(InputFormat.write(input))));
        assertEquals(Set.copyOf(Arrays.asList(Input.class.getPermittedSubclasses())), kinds);
        assertThrows(FormatException.class, () -> InputFormat.read(Map.of("kind", "gossip")));
    }
}
