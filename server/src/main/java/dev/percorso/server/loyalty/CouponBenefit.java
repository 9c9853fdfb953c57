package dev.percorso.server.loyalty;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a coupon is worth, as plain data: the shop takes it off.
 *
 * @param percent of {@link Kind#PERCENT}, above 0, at most 100
 * @param amount of {@link Kind#AMOUNT}, in the currency (ISO 4217)
 */
public record CouponBenefit(
        Kind kind, Optional<BigDecimal> percent, Optional<BigDecimal> amount, Optional<String> currency) {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    /** Which kind of benefit. */
    public enum Kind {
        PERCENT,
        AMOUNT,
        FREE_SHIPPING
    }

    public CouponBenefit {
        if (kind == null) {
            throw new IllegalArgumentException("a benefit needs a 'kind': percent, amount or freeShipping");
        }
        switch (kind) {
            case PERCENT -> {
                require(percent, WHOLE, "a benefit in percent needs a 'percent' above 0 and at most 100");
                amount = Optional.empty();
                currency = Optional.empty();
            }
            case AMOUNT -> {
                require(amount, MOST, "a benefit of an amount needs an 'amount' above 0 and at most 1,000,000");
                if (currency.filter(CouponBenefit::isCurrency).isEmpty()) {
                    throw new IllegalArgumentException("a benefit of an amount needs a 'currency', such as EUR");
                }
                percent = Optional.empty();
            }
            case FREE_SHIPPING -> {
                percent = Optional.empty();
                amount = Optional.empty();
                currency = Optional.empty();
            }
        }
    }

    private static void require(Optional<BigDecimal> value, BigDecimal most, String otherwise) {
        if (value.filter(number -> number.signum() > 0 && number.compareTo(most) <= 0)
                .isEmpty()) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    /** As templates see it: {@code benefit}, {@code percent}, {@code amount}, {@code currency}. */
    Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "benefit",
                switch (kind) {
                    case PERCENT -> "percent";
                    case AMOUNT -> "amount";
                    case FREE_SHIPPING -> "freeShipping";
                });
        percent.ifPresent(value -> data.put("percent", plain(value)));
        amount.ifPresent(value -> data.put("amount", plain(value)));
        currency.ifPresent(value -> data.put("currency", value));
        return data;
    }

    private static Object plain(BigDecimal value) {
        BigDecimal shortest = value.stripTrailingZeros();
        if (shortest.scale() <= 0) {
            return shortest.longValueExact();
        }
        return shortest.doubleValue();
    }
}
