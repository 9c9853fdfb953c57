package dev.percorso.liquid;

import java.util.Arrays;

/** A template's text, which knows where each character stands. */
final class Source {
    private final String name;
    private final String text;
    private final int[] lineStarts;

    Source(String name, String text) {
        this.name = name;
        this.text = text;
        this.lineStarts = lineStarts(text);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = index + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    String text() {
        return text;
    }

    Position position(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - lineStarts[line] + 1);
    }

    TemplateException error(int offset, String problem, String remedy) {
        return new TemplateException(TemplateException.Kind.SYNTAX, name, position(offset), problem, remedy);
    }

    TemplateException tooMuch(int offset, String problem, String remedy) {
        return new TemplateException(TemplateException.Kind.BUDGET, name, position(offset), problem, remedy);
    }
}
