package dev.percorso.liquid;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as Liquid has them: integers of any size ({@code Long}, or {@code BigInteger} beyond it) and exact decimals
 * ({@code BigDecimal}). An operation on two integers yields an integer, any other a decimal.
 */
final class Numbers {
    /** Bounds the cost of one operation. */
    static final int MAXIMUM_DIGITS = 1_000;

    private static final int MAXIMUM_BITS = 3_330;
    private static final MathContext EXACT_QUOTIENT = new MathContext(34, RoundingMode.HALF_EVEN);
    private static final MathContext ROUNDED_QUOTIENT = new MathContext(16, RoundingMode.HALF_EVEN);
    private static final Pattern DECIMAL = Pattern.compile("-?\\d++\\.\\d++");
    private static final Pattern LEADING_INTEGER = Pattern.compile("[-+]?\\d++");

    private Numbers() {}

    static Number integral(BigInteger value) {
        if (value.bitLength() > MAXIMUM_BITS) {
            throw tooLong();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }

    static Number decimal(BigDecimal value) {
        if (value.precision() > MAXIMUM_DIGITS || Math.abs((long) value.scale()) > MAXIMUM_DIGITS) {
            throw tooLong();
        }
        return value;
    }

    private static Problem tooLong() {
        return Problem.budget("a number has more than " + MAXIMUM_DIGITS + " digits", "calculate with smaller numbers");
    }

    /** The number that plain data holds, in one of the three types. */
    static Number of(Number number) {
        return switch (number) {
            case Long value -> value;
            case Integer value -> value.longValue();
            case BigDecimal value -> decimal(value);
            case Short value -> value.longValue();
            case Byte value -> value.longValue();
            case BigInteger value -> integral(value);
            case Double value -> finite(value);
            case Float value -> finite(Double.parseDouble(value.toString()));
            default ->
                throw Problem.value(
                        "the data holds a " + number.getClass().getSimpleName(),
                        "pass Integer, Long, Double, BigInteger or BigDecimal");
        };
    }

    private static Number finite(double value) {
        if (!Double.isFinite(value)) {
            throw Problem.value("the data holds the number " + value, "pass finite numbers only");
        }
        return BigDecimal.valueOf(value);
    }

    /** As Liquid's arithmetic sees any value: texts are read, everything that is no number is 0. */
    static Number arithmetic(@Nullable Object value) {
        if (value instanceof Number number) {
            return of(number);
        }
        return value instanceof String text ? read(text) : (Number) 0L;
    }

    private static Number read(String text) {
        String trimmed = text.strip();
        if (DECIMAL.matcher(trimmed).matches()) {
            checkLength(trimmed.length());
            return decimal(new BigDecimal(trimmed));
        }
        Matcher matcher = LEADING_INTEGER.matcher(trimmed);
        if (!matcher.lookingAt()) {
            return 0L;
        }
        checkLength(matcher.end());
        return integral(new BigInteger(matcher.group()));
    }

    private static void checkLength(int digits) {
        if (digits > MAXIMUM_DIGITS) {
            throw tooLong();
        }
    }

    /** A whole number, or a text that is exactly one; empty for anything else. */
    static Optional<Long> integer(@Nullable Object value) {
        if (value instanceof Number number) {
            return of(number) instanceof Long whole ? Optional.of(whole) : Optional.empty();
        }
        if (value instanceof String text && text.length() < 20) {
            Matcher matcher = LEADING_INTEGER.matcher(text.strip());
            return matcher.matches() && text.strip().length() < 19
                    ? Optional.of(Long.parseLong(text.strip()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Towards zero, as the bounds of ranges and columns are read. */
    static long truncated(@Nullable Object value) {
        BigDecimal number = toDecimal(arithmetic(value)).setScale(0, RoundingMode.DOWN);
        return number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
                ? (number.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE)
                : number.longValue();
    }

    static BigDecimal toDecimal(Number number) {
        return switch (number) {
            case Long value -> BigDecimal.valueOf(value);
            case BigInteger value -> new BigDecimal(value);
            case BigDecimal value -> value;
            default -> toDecimal(of(number));
        };
    }

    private static BigInteger toInteger(Number number) {
        return number instanceof BigInteger big ? big : BigInteger.valueOf(number.longValue());
    }

    static boolean isDecimal(Number number) {
        return number instanceof BigDecimal;
    }

    static int compare(Number left, Number right) {
        if (left instanceof Long first && right instanceof Long second) {
            return Long.compare(first, second);
        }
        return toDecimal(left).compareTo(toDecimal(right));
    }

    // ---- arithmetic

    static Number plus(Number left, Number right) {
        return isDecimal(left) || isDecimal(right)
                ? decimal(toDecimal(left).add(toDecimal(right)))
                : integral(toInteger(left).add(toInteger(right)));
    }

    static Number minus(Number left, Number right) {
        return isDecimal(left) || isDecimal(right)
                ? decimal(toDecimal(left).subtract(toDecimal(right)))
                : integral(toInteger(left).subtract(toInteger(right)));
    }

    static Number times(Number left, Number right) {
        return isDecimal(left) || isDecimal(right)
                ? decimal(toDecimal(left).multiply(toDecimal(right)).stripTrailingZeros())
                : integral(toInteger(left).multiply(toInteger(right)));
    }

    /** Integers divide downwards; decimals exactly where 34 digits suffice, else to 16 significant digits. */
    static Number dividedBy(Number left, Number right) {
        checkDivisor(right);
        if (!isDecimal(left) && !isDecimal(right)) {
            BigInteger[] parts = toInteger(left).divideAndRemainder(toInteger(right));
            boolean down = parts[1].signum() != 0
                    && parts[1].signum() != toInteger(right).signum();
            return integral(down ? parts[0].subtract(BigInteger.ONE) : parts[0]);
        }
        BigDecimal dividend = toDecimal(left);
        BigDecimal divisor = toDecimal(right);
        BigDecimal quotient = dividend.divide(divisor, EXACT_QUOTIENT);
        return decimal(
                quotient.multiply(divisor).compareTo(dividend) == 0
                        ? quotient
                        : dividend.divide(divisor, ROUNDED_QUOTIENT));
    }

    /** The remainder has the divisor's sign. */
    static Number modulo(Number left, Number right) {
        checkDivisor(right);
        BigDecimal divisor = toDecimal(right);
        BigDecimal remainder = toDecimal(left).remainder(divisor);
        BigDecimal signed =
                remainder.signum() != 0 && remainder.signum() != divisor.signum() ? remainder.add(divisor) : remainder;
        return isDecimal(left) || isDecimal(right) ? decimal(signed) : integral(signed.toBigInteger());
    }

    private static void checkDivisor(Number divisor) {
        if (toDecimal(divisor).signum() == 0) {
            throw Problem.value("a number is divided by zero", "divide by a number that is not zero");
        }
    }

    /** Rounds half away from zero; with no places, or none after the point, to an integer. */
    static Number rounded(Number value, int places) {
        if (!isDecimal(value) && places >= 0) {
            return value;
        }
        BigDecimal result = toDecimal(value).setScale(places, RoundingMode.HALF_UP);
        return places > 0 ? decimal(result) : integral(result.toBigInteger());
    }

    static Number rounded(Number value, RoundingMode mode) {
        return isDecimal(value) ? integral(toDecimal(value).setScale(0, mode).toBigInteger()) : value;
    }

    /** Integers plain; decimals without needless zeros but with at least one place, never with an exponent. */
    static String text(Number number) {
        Number value = of(number);
        if (!(value instanceof BigDecimal decimal)) {
            return value.toString();
        }
        BigDecimal shortest = decimal.stripTrailingZeros();
        return (shortest.scale() < 1 ? shortest.setScale(1) : shortest).toPlainString();
    }
}
