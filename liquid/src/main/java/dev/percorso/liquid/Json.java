package dev.percorso.liquid;

import java.time.temporal.Temporal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON (RFC 8259), also safe within a script element. */
final class Json {
    private final StringBuilder text = new StringBuilder();
    private final Meter meter;

    private Json(Meter meter) {
        this.meter = meter;
    }

    static String text(@Nullable Object value, Meter meter) {
        Json json = new Json(meter);
        json.write(value);
        return json.text.toString();
    }

    /** A text as it stands between the quotation marks of a JSON string. */
    static String escaped(String text, Meter meter) {
        Json json = new Json(meter);
        json.characters(text);
        return json.text.toString();
    }

    private void write(@Nullable Object value) {
        meter.enter();
        switch (Values.plain(value)) {
            case null -> add("null");
            case Boolean truth -> add(truth.toString());
            case Number number -> add(Numbers.text(number));
            case String string -> string(string);
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case Temporal temporal -> string(temporal.toString());
            case Object other -> string(Printer.text(other, meter));
        }
        meter.leave();
    }

    private void object(Map<?, ?> map) {
        String separator = "";
        add("{");
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            add(separator);
            string(String.valueOf(entry.getKey()));
            add(":");
            write(entry.getValue());
            separator = ",";
        }
        add("}");
    }

    private void array(List<?> list) {
        String separator = "";
        add("[");
        for (Object element : list) {
            add(separator);
            write(element);
            separator = ",";
        }
        add("]");
    }

    private void string(String string) {
        meter.text(2);
        text.append('"');
        characters(string);
        text.append('"');
    }

    private void characters(String string) {
        meter.text(string.length());
        for (int index = 0; index < string.length(); index++) {
            character(string.charAt(index));
        }
    }

    private void character(char character) {
        switch (character) {
            case '"' -> text.append("\\\"");
            case '\\' -> text.append("\\\\");
            case '\n' -> text.append("\\n");
            case '\r' -> text.append("\\r");
            case '\t' -> text.append("\\t");
            default -> {
                boolean hidden = character < ' ' || character == '<' || character == '\u2028' || character == '\u2029';
                if (hidden) {
                    text.append("\\u").append(String.format("%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
        }
    }

    private void add(String piece) {
        meter.text(piece.length());
        text.append(piece);
    }
}
