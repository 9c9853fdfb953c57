package dev.percorso.server.collect.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/** Lines of text of which none fills the memory. */
final class TextLines {
    static final int LONGEST_LINE = 1 << 20;

    private final Reader reader;
    private final char[] buffer = new char[1 << 14];
    private int at;
    private int end;

    TextLines(Reader reader) {
        this.reader = reader;
    }

    /** A reader without the mark that some programs put before text. */
    static Reader reader(InputStream content, Charset encoding) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(content, encoding));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    /**
     * Reads the next line into the text, without its end; of a line that is too long only the beginning.
     *
     * @return false at the end of the file
     */
    boolean next(StringBuilder line) throws IOException {
        line.setLength(0);
        boolean isAny = false;
        while (true) {
            if (at == end) {
                end = reader.read(buffer, 0, buffer.length);
                at = 0;
                if (end < 0) {
                    end = 0;
                    return isAny;
                }
            }
            isAny = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.append(
                    buffer, from, Math.min(at - from, LONGEST_LINE + 1 - Math.min(line.length(), LONGEST_LINE + 1)));
            if (at < end) {
                at++;
                return true;
            }
        }
    }
}
