package dev.percorso.server.exchange.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The letters of printed maps (Liberation Sans, as wide as Arial) and how text breaks into lines. */
final class Lettering {
    static final String REGULAR = "/liberation/LiberationSans-Regular.ttf";
    static final String BOLD = "/liberation/LiberationSans-Bold.ttf";
    /** Stands for letters that the font lacks. */
    private static final int LACKING = 0x25a1;

    private static final int FIRST_CONTROL_END = 0x20;

    private final Face regular = new Face(REGULAR);
    private final Face bold = new Face(BOLD);

    /** One weight: it is read once, since measuring asks it for every letter. */
    private static final class Face {
        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final double unitsPerEm;

        Face(String resource) {
            try (InputStream stream = open(resource)) {
                font = new TTFParser().parse(new RandomAccessReadBuffer(stream));
                glyphs = font.getUnicodeCmapLookup();
                unitsPerEm = font.getUnitsPerEm();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        boolean has(int letter) {
            return letter >= FIRST_CONTROL_END && glyphs.getGlyphId(letter) != 0;
        }

        double width(int letter) {
            try {
                return font.getAdvanceWidth(glyphs.getGlyphId(has(letter) ? letter : LACKING)) / unitsPerEm;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    static InputStream open(String resource) throws IOException {
        InputStream stream = Lettering.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new IOException("the font " + resource + " is not part of this program");
        }
        return stream;
    }

    private Face face(boolean isBold) {
        return isBold ? bold : regular;
    }

    /** In points. */
    double width(String text, boolean isBold, double size) {
        Face face = face(isBold);
        return text.codePoints().mapToDouble(face::width).sum() * size;
    }

    /** The text in letters that the font has. */
    String drawable(String text, boolean isBold) {
        Face face = face(isBold);
        StringBuilder drawable = new StringBuilder();
        text.codePoints().forEach(letter -> drawable.appendCodePoint(face.has(letter) ? letter : LACKING));
        return drawable.toString();
    }

    /** Lines no wider than that; words that are wider by themselves are broken. */
    List<String> lines(String text, boolean isBold, double size, double width) {
        List<String> lines = new ArrayList<>();
        text.strip().lines().forEach(paragraph -> addLines(lines, paragraph.strip(), isBold, size, width));
        return lines;
    }

    private void addLines(List<String> lines, String paragraph, boolean isBold, double size, double width) {
        Face face = face(isBold);
        StringBuilder line = new StringBuilder();
        double used = 0;
        int lastSpace = -1;
        for (int letter : paragraph.codePoints().map(Lettering::plain).toArray()) {
            double wide = face.width(letter) * size;
            if (used + wide > width && !line.isEmpty()) {
                String over = lastSpace >= 0 ? line.substring(lastSpace + 1) : "";
                lines.add(lastSpace >= 0 ? line.substring(0, lastSpace) : line.toString());
                line.setLength(0);
                line.append(over);
                used = width(over, isBold, size);
                lastSpace = -1;
            }
            if (letter == ' ') {
                if (line.isEmpty()) {
                    continue;
                }
                lastSpace = line.length();
            }
            line.appendCodePoint(letter);
            used += wide;
        }
        lines.add(line.toString().stripTrailing());
    }

    private static int plain(int letter) {
        return Character.isWhitespace(letter) || letter < FIRST_CONTROL_END ? ' ' : letter;
    }

    /** The first lines, the last of them with an ellipsis when there are more. */
    List<String> atMost(int most, List<String> lines) {
        if (lines.size() <= most) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, most));
        first.set(most - 1, first.getLast() + "…");
        return first;
    }
}
