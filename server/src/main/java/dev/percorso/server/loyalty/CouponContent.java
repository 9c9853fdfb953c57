package dev.percorso.server.loyalty;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What coupons of one kind are.
 *
 * @param pattern how codes are made; without it they are uploaded
 * @param validDays a code is good until the end of that many days after it was given out
 * @param validUntil the last day of all codes, in the workspace's zone; of both the earlier counts
 * @param stock at most so many codes in all; without it a million. Of uploaded codes there are as many as there are
 * @param perPerson at most so many codes for one person; one without it
 * @param closed whether no more codes are given out
 */
public record CouponContent(
        String name,
        Optional<String> description,
        Optional<String> pattern,
        CouponBenefit benefit,
        Optional<Integer> validDays,
        Optional<LocalDate> validUntil,
        Optional<Integer> stock,
        Optional<Integer> perPerson,
        Optional<Boolean> closed) {
    static final int MOST_CODES = 1_000_000;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2_000;
    private static final int MOST_DAYS = 3_660;
    private static final int MOST_PER_PERSON = 1_000;

    public CouponContent {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("coupons need a 'name' of at most 100 characters");
        }
        name = name.strip();
        if (description.filter(text -> text.length() > LONGEST_TEXT).isPresent()) {
            throw new IllegalArgumentException("the 'description' of coupons has at most 2,000 characters");
        }
        description = description.filter(text -> !text.isBlank());
        pattern = pattern.map(String::strip).filter(text -> !text.isEmpty());
        pattern.ifPresent(CouponPattern::new);
        if (benefit == null) {
            throw new IllegalArgumentException("coupons need a 'benefit'");
        }
        require(validDays, 1, MOST_DAYS, "'validDays' must be 1 to 3,660");
        require(stock, 1, MOST_CODES, "'stock' must be 1 to 1,000,000");
        require(perPerson, 1, MOST_PER_PERSON, "'perPerson' must be 1 to 1,000");
        if (pattern.isEmpty() && stock.isPresent()) {
            throw new IllegalArgumentException(
                    "'stock' is for codes made by a pattern; of uploaded codes the file says it");
        }
    }

    private static void require(Optional<Integer> value, int least, int most, String otherwise) {
        if (value.filter(number -> number < least || number > most).isPresent()) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    boolean isUploaded() {
        return pattern.isEmpty();
    }

    boolean isClosed() {
        return closed.orElse(false);
    }

    int most() {
        return stock.orElse(MOST_CODES);
    }

    int mostPerPerson() {
        return perPerson.orElse(1);
    }

    /** The last day of a code that is given out now; empty when it stays good. */
    Optional<LocalDate> lastDay(Instant now, ZoneId zone) {
        return Stream.concat(
                        validDays.map(days -> LocalDate.ofInstant(now, zone).plusDays(days)).stream(),
                        validUntil.stream())
                .min(LocalDate::compareTo);
    }
}
