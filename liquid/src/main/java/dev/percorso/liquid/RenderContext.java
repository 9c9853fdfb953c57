package dev.percorso.liquid;

import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Everything a rendering takes from outside, apart from its data.
 *
 * @param now what {@code 'now' | date} shows
 * @param nanoClock a monotonic clock in nanoseconds, read for the time budget ({@code System::nanoTime})
 * @param zone zone in which instants are shown and strings without offset are read
 * @param locale language of month and day names and of money
 * @param escaping what happens to values that are written out
 * @param snippets templates that {@code render} and {@code include} may reach
 */
public record RenderContext(
        InstantSource now, LongSupplier nanoClock, ZoneId zone, Locale locale, Escaping escaping, Snippets snippets) {
    /** Checks for nulls. */
    public RenderContext {
        Objects.requireNonNull(now, "now");
        Objects.requireNonNull(nanoClock, "nanoClock");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(locale, "locale");
        Objects.requireNonNull(escaping, "escaping");
        Objects.requireNonNull(snippets, "snippets");
    }

    /** UTC, English, no escaping, no snippets. */
    public static RenderContext of(InstantSource now, LongSupplier nanoClock) {
        return new RenderContext(now, nanoClock, ZoneOffset.UTC, Locale.ENGLISH, Escaping.NONE, Snippets.none());
    }

    /** The same with another zone. */
    public RenderContext withZone(ZoneId newZone) {
        return new RenderContext(now, nanoClock, newZone, locale, escaping, snippets);
    }

    /** The same with another language. */
    public RenderContext withLocale(Locale newLocale) {
        return new RenderContext(now, nanoClock, zone, newLocale, escaping, snippets);
    }

    /** The same with another escaping. */
    public RenderContext withEscaping(Escaping newEscaping) {
        return new RenderContext(now, nanoClock, zone, locale, newEscaping, snippets);
    }

    /** The same with other snippets. */
    public RenderContext withSnippets(Snippets newSnippets) {
        return new RenderContext(now, nanoClock, zone, locale, escaping, newSnippets);
    }
}
