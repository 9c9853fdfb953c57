package dev.percorso.server.collect.files;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a text as the bytes that they are, ends included, counted as the readers of rows count them. */
final class LineBytes implements AutoCloseable {
    private static final int MOST = 64 << 20;
    private static final int BUFFER = 1 << 16;
    private static final int END = -1;
    private static final byte[] NONE = {};

    private final InputStream content;
    private final Charset encoding;
    /** Bytes of a line feed. */
    private final int width;

    private final boolean endsAtReturn;
    private long line = 1;

    LineBytes(DetectedFile file) throws IOException {
        this.encoding = file.encoding();
        this.width = "\n".getBytes(encoding).length;
        this.endsAtReturn = file.format() == FileFormat.CSV;
        this.content = new BufferedInputStream(DiskStream.open(file.path()), BUFFER);
    }

    /** Whether a line feed can be told from the other bytes of such text. */
    static boolean canTell(Charset encoding) {
        byte[] feed = "\n".getBytes(encoding);
        return encoding.equals(StandardCharsets.UTF_16LE)
                || encoding.equals(StandardCharsets.UTF_16BE)
                || (feed.length == 1 && feed[0] == '\n');
    }

    /** The mark that some programs put before text; empty without one. */
    byte[] mark() throws IOException {
        byte[] mark = encoding.newEncoder().canEncode('\uFEFF') ? "\uFEFF".getBytes(encoding) : NONE;
        content.mark(mark.length);
        if (Arrays.equals(content.readNBytes(mark.length), mark)) {
            return mark;
        }
        content.reset();
        return NONE;
    }

    /** From here to where a line begins, or to the end of the file if there is no such line. */
    byte[] until(long beginning) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (line < beginning) {
            int character = take(bytes);
            if (character == END) {
                return bytes.toByteArray();
            }
            if (character == '\r' && endsAtReturn) {
                content.mark(width);
                int next = take(new ByteArrayOutputStream());
                content.reset();
                if (next == '\n') {
                    take(bytes);
                }
                line++;
            } else if (character == '\n') {
                line++;
            }
            if (bytes.size() > MOST) {
                throw FileFault.of("line %,d is longer than %,d bytes".formatted(line, MOST));
            }
        }
        return bytes.toByteArray();
    }

    /** Takes one character of a width, or what is left of one at the end. */
    private int take(ByteArrayOutputStream bytes) throws IOException {
        int first = content.read();
        if (first == END || width == 1) {
            if (first != END) {
                bytes.write(first);
            }
            return first;
        }
        bytes.write(first);
        int second = content.read();
        if (second == END) {
            return END;
        }
        bytes.write(second);
        return encoding.equals(StandardCharsets.UTF_16LE) ? second << 8 | first : first << 8 | second;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
