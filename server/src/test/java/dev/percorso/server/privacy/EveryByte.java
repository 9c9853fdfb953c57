package dev.percorso.server.privacy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Looks for texts in every byte under a folder: as they are, in compressed parts, and in Parquet. */
final class EveryByte {
    private static final int ZLIB = 0x78;
    private static final int GZIP_HEADER = 10;

    private final List<String> texts;
    private final Set<String> found = new TreeSet<>();

    private EveryByte(List<String> texts) {
        this.texts = texts.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    }

    /** Each find as {@code file: text}. */
    static Set<String> find(Path folder, List<String> texts) throws IOException, SQLException {
        EveryByte search = new EveryByte(texts);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = folder.relativize(file).toString();
            byte[] bytes = Files.readAllBytes(file);
            search.look(name, bytes);
            search.lookInside(name, bytes);
            if (name.endsWith(".parquet")) {
                search.look(name, parquet(file).getBytes(StandardCharsets.UTF_8));
            }
        }
        return search.found;
    }

    private void look(String name, byte[] bytes) {
        String plain = new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        for (String text : texts) {
            if (plain.contains(text)) {
                found.add(name + ": " + text);
            }
        }
    }

    /** Whatever can be inflated from any byte on that looks like a beginning: zlib, and gzip with its usual header. */
    private void lookInside(String name, byte[] bytes) {
        for (int at = 0; at + 2 < bytes.length; at++) {
            int first = bytes[at] & 0xff;
            int second = bytes[at + 1] & 0xff;
            if (first == ZLIB && (first * 256 + second) % 31 == 0) {
                look(name + " (zlib)", inflated(bytes, at, false));
            } else if (first == 0x1f && second == 0x8b && at + GZIP_HEADER < bytes.length) {
                look(name + " (gzip)", inflated(bytes, at + GZIP_HEADER, true));
            }
        }
    }

    private static byte[] inflated(byte[] bytes, int from, boolean raw) {
        java.io.ByteArrayOutputStream content = new java.io.ByteArrayOutputStream();
        byte[] part = new byte[8_192];
        try (Inflater inflater = new Inflater(raw)) {
            inflater.setInput(bytes, from, bytes.length - from);
            for (int length = inflater.inflate(part); length > 0; length = inflater.inflate(part)) {
                content.write(part, 0, length);
            }
        } catch (DataFormatException end) {
            // A blob in SQLite goes on in another page, or this was no beginning: what came out so far counts.
            return content.toByteArray();
        }
        return content.toByteArray();
    }

    private static String parquet(Path file) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT to_json(e)::VARCHAR FROM read_parquet('" + file + "') e")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        return String.join("\n", rows);
    }
}
