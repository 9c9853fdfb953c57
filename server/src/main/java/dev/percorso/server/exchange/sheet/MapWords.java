package dev.percorso.server.exchange.sheet;

import dev.percorso.server.analyze.ReportWords.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Properties;

/** What stands on printed maps and in tables of maps besides the map's own words. */
public final class MapWords {
    private final Properties words = new Properties();
    private final Locale locale;

    private MapWords(Language language) {
        this.locale = switch (language) {
            case EN -> Locale.UK;
            case IT -> Locale.ITALY;
        };
        String file = "/map-words/" + language.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream stream = MapWords.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the words of maps are missing: " + file);
            }
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static MapWords in(Language language) {
        return new MapWords(language);
    }

    /** The words of a key. */
    public String of(String key, Object... values) {
        String text = words.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("maps have no word for " + key);
        }
        return values.length == 0 ? text : String.format(locale, text, values);
    }

    /** The words of a constant, e.g. {@code lane.pains}. */
    public String of(String group, Enum<?> constant) {
        return of(group + "." + constant.name().toLowerCase(Locale.ROOT));
    }

    String date(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(day);
    }

    Locale locale() {
        return locale;
    }
}
