package dev.percorso.liquid;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Ruby's strftime: {@code %}, flags {@code - 0 ^ # _}, width, colons, directive. Unknown directives stay as written. */
final class Strftime {
    private static final int WIDEST = 64;

    private final ZonedDateTime moment;
    private final Locale locale;
    private final Meter meter;

    Strftime(ZonedDateTime moment, Locale locale, Meter meter) {
        this.moment = moment;
        this.locale = locale;
        this.meter = meter;
    }

    String format(String format) {
        StringBuilder result = new StringBuilder();
        int index = 0;
        while (index < format.length()) {
            int start = index;
            if (format.charAt(index) != '%') {
                result.append(format.charAt(index++));
                continue;
            }
            index++;
            StringBuilder flags = new StringBuilder();
            while (index < format.length() && "-0^#_:".indexOf(format.charAt(index)) >= 0 && flags.length() < 8) {
                flags.append(format.charAt(index++));
            }
            int width = 0;
            while (index < format.length() && Character.isDigit(format.charAt(index)) && width <= WIDEST) {
                width = width * 10 + Character.digit(format.charAt(index++), 10);
            }
            while (index < format.length() && format.charAt(index) == ':' && flags.length() < 8) {
                flags.append(format.charAt(index++));
            }
            String directive =
                    index < format.length() ? directive(format.charAt(index), flags.toString(), width) : null;
            index = Math.min(format.length(), index + 1);
            String piece = directive == null ? format.substring(start, index) : directive;
            meter.text(piece.length());
            result.append(piece);
        }
        return result.toString();
    }

    private @Nullable String directive(char letter, String flags, int width) {
        String number = numeric(letter, flags, width);
        if (number != null) {
            return number;
        }
        String word = word(letter, flags, width);
        return word == null ? null : padded(cased(word, flags), flags, ' ', width);
    }

    private @Nullable String numeric(char letter, String flags, int width) {
        return switch (letter) {
            case 'Y' -> number(moment.getYear(), 1, '0', flags, width);
            case 'C' -> number(Math.floorDiv(moment.getYear(), 100), 2, '0', flags, width);
            case 'y' -> number(Math.floorMod(moment.getYear(), 100), 2, '0', flags, width);
            case 'm' -> number(moment.getMonthValue(), 2, '0', flags, width);
            case 'd' -> number(moment.getDayOfMonth(), 2, '0', flags, width);
            case 'e' -> number(moment.getDayOfMonth(), 2, ' ', flags, width);
            case 'j' -> number(moment.getDayOfYear(), 3, '0', flags, width);
            case 'H' -> number(moment.getHour(), 2, '0', flags, width);
            case 'k' -> number(moment.getHour(), 2, ' ', flags, width);
            case 'I' -> number(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, '0', flags, width);
            case 'l' -> number(moment.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, ' ', flags, width);
            case 'M' -> number(moment.getMinute(), 2, '0', flags, width);
            case 'S' -> number(moment.getSecond(), 2, '0', flags, width);
            case 's' -> number(moment.toEpochSecond(), 1, '0', flags, width);
            case 'u' -> number(moment.getDayOfWeek().getValue(), 1, '0', flags, width);
            case 'w' -> number(moment.getDayOfWeek().getValue() % 7, 1, '0', flags, width);
            case 'G' -> number(moment.get(IsoFields.WEEK_BASED_YEAR), 1, '0', flags, width);
            case 'g' -> number(Math.floorMod(moment.get(IsoFields.WEEK_BASED_YEAR), 100), 2, '0', flags, width);
            case 'V' -> number(moment.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flags, width);
            case 'U' -> number(week(DayOfWeek.SUNDAY), 2, '0', flags, width);
            case 'W' -> number(week(DayOfWeek.MONDAY), 2, '0', flags, width);
            default -> null;
        };
    }

    private @Nullable String word(char letter, String flags, int width) {
        return switch (letter) {
            case 'B' -> moment.getMonth().getDisplayName(TextStyle.FULL, locale);
            case 'b', 'h' -> moment.getMonth().getDisplayName(TextStyle.SHORT, locale);
            case 'A' -> moment.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
            case 'a' -> moment.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
            case 'p' -> flags.contains("#") ? halfDay().toLowerCase(Locale.ROOT) : halfDay();
            case 'P' -> halfDay().toLowerCase(Locale.ROOT);
            case 'L' -> fraction(3, width);
            case 'N' -> fraction(9, width);
            case 'z' -> offset(flags);
            case 'Z' -> moment.getZone().getDisplayName(TextStyle.SHORT, locale);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            case 'c' -> format("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> format("%m/%d/%y");
            case 'F' -> format("%Y-%m-%d");
            case 'T', 'X' -> format("%H:%M:%S");
            case 'R' -> format("%H:%M");
            case 'r' -> format("%I:%M:%S %p");
            case 'v' -> format("%e-%^b-%Y");
            case '+' -> format("%a %b %e %H:%M:%S %Z %Y");
            default -> null;
        };
    }

    private String halfDay() {
        return moment.getHour() < 12 ? "AM" : "PM";
    }

    /** Weeks since the first of that day in the year; days before it are in week 0. */
    private int week(DayOfWeek first) {
        int daysSinceFirst = moment.get(WeekFields.of(first, 1).dayOfWeek()) - 1;
        return (moment.getDayOfYear() + 6 - daysSinceFirst) / 7;
    }

    private String fraction(int digits, int width) {
        int wanted = width > 0 ? Math.min(width, WIDEST) : digits;
        String nanos = String.format(Locale.ROOT, "%09d", moment.getNano());
        return wanted <= 9 ? nanos.substring(0, wanted) : nanos + "0".repeat(wanted - 9);
    }

    private String offset(String flags) {
        long colons = flags.chars().filter(character -> character == ':').count();
        String shown = DateTimeFormatter.ofPattern(colons == 0 ? "xx" : "xxx", Locale.ROOT)
                .format(moment);
        return colons == 2 ? shown + ":00" : shown;
    }

    private static String number(long value, int digits, char filler, String flags, int width) {
        if (flags.contains("-")) {
            return Long.toString(value);
        }
        return padded(Long.toString(value), flags, filler, Math.max(digits, width));
    }

    private static String cased(String word, String flags) {
        return flags.contains("^") ? word.toUpperCase(Locale.ROOT) : word;
    }

    private static String padded(String text, String flags, char filler, int width) {
        char used = flags.contains("_") ? ' ' : flags.contains("0") ? '0' : filler;
        int missing = Math.min(width, WIDEST) - text.length();
        return missing > 0 ? String.valueOf(used).repeat(missing) + text : text;
    }
}
