package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What a loop runs over, without copying it: a stretch of a list, of a range, or of an object's pairs. */
record Elements(long size, LongFunction<@Nullable Object> at) {
    static Elements of(@Nullable Object value, Meter meter) {
        return switch (Values.plain(value)) {
            case List<?> list -> new Elements(list.size(), index -> list.get((int) index));
            case Range range -> new Elements(range.size(), index -> range.from() + index);
            case Map<?, ?> map -> pairs(map, meter);
            case String text -> text.isEmpty() ? none() : new Elements(1, index -> text);
            case null, default -> none();
        };
    }

    private static Elements none() {
        return new Elements(0, index -> null);
    }

    private static Elements pairs(Map<?, ?> map, Meter meter) {
        List<List<@Nullable Object>> pairs = new ArrayList<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            meter.list(2);
            pairs.add(Values.pair(entry));
        }
        return new Elements(pairs.size(), index -> pairs.get((int) index));
    }

    /** The stretch that starts at {@code offset} and has at most {@code limit} elements. */
    Elements slice(long offset, long limit) {
        long start = Math.clamp(offset, 0, size);
        long length = Math.clamp(limit, 0, size - start);
        return new Elements(length, index -> at.apply(start + index));
    }

    Elements reversed() {
        return new Elements(size, index -> at.apply(size - 1 - index));
    }
}
