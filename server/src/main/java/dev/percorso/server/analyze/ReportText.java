package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;

/** Values of reports as people read them in messages. */
public final class ReportText {
    private static final int DAY_LENGTH = "2025-12-31".length();

    private final Locale locale;
    private final Currency currency;
    private final boolean italian;

    public ReportText(ReportWords.Language language, String currency) {
        this.italian = language == ReportWords.Language.IT;
        this.locale = italian ? Locale.ITALY : Locale.UK;
        this.currency = Currency.getInstance(currency);
    }

    public String of(Optional<Object> value, Format format) {
        return value.map(present -> of(present, format)).orElse("–");
    }

    private String of(Object value, Format format) {
        return switch (value) {
            case Boolean truth when italian -> truth ? "sì" : "no";
            case Boolean truth -> truth ? "yes" : "no";
            case Number number -> number(number.doubleValue(), format);
            default -> format == Format.DAY ? day(value.toString()) : value.toString();
        };
    }

    public String number(double value, Format format) {
        return switch (format) {
            case SHARE -> percent(value, 1);
            case MONEY -> {
                NumberFormat money = NumberFormat.getCurrencyInstance(locale);
                money.setCurrency(currency);
                yield money.format(value);
            }
            case NUMBER -> NumberFormat.getIntegerInstance(locale).format(value);
            case TEXT, DAY, DECIMAL -> {
                NumberFormat decimal = NumberFormat.getNumberInstance(locale);
                decimal.setMaximumFractionDigits(2);
                yield decimal.format(value);
            }
        };
    }

    /** A relative change with its sign. */
    public String change(double share) {
        return (share > 0 ? "+" : "") + percent(share, 1);
    }

    private String percent(double share, int digits) {
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        percent.setMaximumFractionDigits(digits);
        return percent.format(share);
    }

    public String day(LocalDate day) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(day);
    }

    /** One day, or the first and the last. */
    public String days(LocalDate from, LocalDate to) {
        return from.equals(to) ? day(from) : day(from) + " – " + day(to);
    }

    private String day(String text) {
        return text.length() > DAY_LENGTH
                ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(LocalDateTime.parse(text))
                : day(LocalDate.parse(text));
    }
}
