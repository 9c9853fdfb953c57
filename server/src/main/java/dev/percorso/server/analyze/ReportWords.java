package dev.percorso.server.analyze;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Titles and headers of exported reports in a reader's language. */
public final class ReportWords {

    /** Languages that Percorso speaks. */
    public enum Language {
        EN,
        IT
    }

    private final Properties words = new Properties();

    private ReportWords(Language language) {
        String file = "/report-words/" + language.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream stream = ReportWords.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the words of exported reports are missing: " + file);
            }
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The language of that short name. */
    public static Language language(String name) {
        return ReportExport.choice("language", name, Language.class);
    }

    /** The words of a language. */
    public static ReportWords in(Language language) {
        return new ReportWords(language);
    }

    /** The words of a key. */
    public String of(String key) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("exported reports have no word for " + key);
        }
        return text;
    }

    /** The header of a column. */
    public String of(ReportTable.Column column) {
        return column.verbatim() ? column.header() : of(column.header());
    }
}
