package dev.percorso.liquid;

import java.text.NumberFormat;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters over values of any sort. {@code json} and {@code money} are not in Shopify's Liquid. */
final class ValueFilters {
    static final List<Filter> ALL = List.of(
            Filter.of("date", 1, 1, ValueFilters::date),
            new Filter("default", 0, 1, Set.of("allow_false"), true, ValueFilters::orDefault),
            Filter.of("json", 0, 0, ValueFilters::json),
            Filter.of("money", 1, 1, ValueFilters::money),
            Filter.of("size", 0, 0, (input, arguments) -> Values.size(input)));

    private ValueFilters() {}

    private static Object json(@Nullable Object input, Arguments arguments) {
        String text = Json.text(input, arguments.meter());
        return arguments.context().escaping() == Escaping.JSON ? new SafeText(text) : text;
    }

    /** A moment in strftime's language; what is no moment stays as it is. */
    private static @Nullable Object date(@Nullable Object input, Arguments arguments) {
        String format = arguments.text(0);
        if (input == null || format.isEmpty()) {
            return input;
        }
        Optional<ZonedDateTime> moment = Moments.of(input, arguments.context());
        if (moment.isEmpty()) {
            return input;
        }
        arguments.meter().text(4L * format.length());
        return new Strftime(moment.get(), arguments.context().locale(), arguments.meter()).format(format);
    }

    private static @Nullable Object orDefault(@Nullable Object input, Arguments arguments) {
        boolean allowsFalse = Values.truthy(arguments.named().get("allow_false"));
        boolean missing = switch (Values.plain(input)) {
            case null -> true;
            case Boolean truth -> !truth && !allowsFalse;
            case String text -> text.isEmpty();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Special special -> true;
            default -> false;
        };
        if (!missing) {
            return input;
        }
        return arguments.has(0) ? arguments.value(0) : "";
    }

    /** An exact amount in the context's language: {@code 1234.5 | money: 'EUR'}. */
    private static @Nullable Object money(@Nullable Object input, Arguments arguments) {
        if (input == null) {
            return null;
        }
        NumberFormat format =
                NumberFormat.getCurrencyInstance(arguments.context().locale());
        try {
            Currency currency = Currency.getInstance(arguments.text(0));
            format.setCurrency(currency);
            format.setMinimumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
            format.setMaximumFractionDigits(Math.max(0, currency.getDefaultFractionDigits()));
        } catch (IllegalArgumentException unknown) {
            throw Problem.value("there is no currency \"" + arguments.text(0) + "\"", "use a code such as 'EUR'");
        }
        if (input instanceof Temporal) {
            throw Problem.value("`money` is given a " + Values.kind(input), "give it a number");
        }
        return format.format(Numbers.toDecimal(Numbers.arithmetic(input)));
    }
}
