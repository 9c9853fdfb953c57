package dev.percorso.server.analyze;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;

/** Days up to a last one, which is part of the period. */
public enum RelativePeriod {
    @JsonProperty("today")
    TODAY,
    @JsonProperty("7d")
    WEEK,
    @JsonProperty("28d")
    FOUR_WEEKS,
    @JsonProperty("90d")
    NINETY_DAYS,
    @JsonProperty("12m")
    YEAR;

    /** First day of the period that ends on the last one. */
    public LocalDate from(LocalDate last) {
        return switch (this) {
            case TODAY -> last;
            case WEEK -> last.minusDays(6);
            case FOUR_WEEKS -> last.minusDays(27);
            case NINETY_DAYS -> last.minusDays(89);
            case YEAR -> last.minusYears(1).plusDays(1);
        };
    }
}
