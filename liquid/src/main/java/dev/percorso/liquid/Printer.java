package dev.percorso.liquid;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text. */
final class Printer {
    private final StringBuilder text = new StringBuilder();
    private final Meter meter;

    private Printer(Meter meter) {
        this.meter = meter;
    }

    /** As a value stands in the output: lists run together, objects as {@code {"key" => value}}. */
    static String text(@Nullable Object value, Meter meter) {
        Object plain = Values.plain(value);
        return switch (plain) {
            case null -> "";
            case String string -> string;
            case Number number -> Numbers.text(number);
            case Boolean truth -> truth.toString();
            default -> {
                Printer printer = new Printer(meter);
                printer.write(plain);
                yield printer.text.toString();
            }
        };
    }

    private void write(@Nullable Object value) {
        switch (Values.plain(value)) {
            case null -> {}
            case String string -> add(string);
            case Number number -> add(Numbers.text(number));
            case List<?> list -> {
                meter.enter();
                list.forEach(this::write);
                meter.leave();
            }
            case Map<?, ?> map -> inspect(map);
            case Range range -> add(range.from() + ".." + range.to());
            case Temporal temporal -> add(Moments.text(temporal));
            case Boolean truth -> add(truth.toString());
            case Special special -> meter.step();
            case Object other -> meter.step();
        }
    }

    private void inspect(@Nullable Object value) {
        switch (Values.plain(value)) {
            case null -> add("nil");
            case String string -> add(quoted(string));
            case List<?> list -> {
                meter.enter();
                String separator = "";
                add("[");
                for (Object element : list) {
                    add(separator);
                    inspect(element);
                    separator = ", ";
                }
                add("]");
                meter.leave();
            }
            case Map<?, ?> map -> {
                meter.enter();
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    add(separator + quoted(String.valueOf(entry.getKey())) + " => ");
                    inspect(entry.getValue());
                    separator = ", ";
                }
                add(map.isEmpty() ? "{}" : "}");
                meter.leave();
            }
            case Object other -> write(other);
        }
    }

    private static String quoted(String string) {
        return '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void add(String piece) {
        meter.text(piece.length());
        text.append(piece);
    }
}
