package dev.percorso.server.analyze;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How satisfaction was asked, and how its answers are counted. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum SurveyKind {
    /** How likely to recommend, 0 to 10: share of 9 and 10 minus share of 0 to 6, in points. */
    NPS(0, 10),
    /** How satisfied, 1 to 5: share of 4 and 5. */
    CSAT(1, 5),
    /** How easy, 1 to 7: mean. */
    CES(1, 7),
    /** Thumb down or up, 0 or 1: share of 1. */
    RATING(0, 1),
    /** Stars of a review, 1 to 5: mean. */
    REVIEW(1, 5),
    /** Words without a number. */
    TEXT(0, 0);

    private final double low;
    private final double high;

    SurveyKind(double low, double high) {
        this.low = low;
        this.high = high;
    }

    /** The scale of answers that name none. */
    public SurveyScale scale() {
        return new SurveyScale(low, high);
    }

    /** As events and the API name it. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind that events call so, in any case of letters. */
    static Optional<SurveyKind> of(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name.strip()))
                .findFirst();
    }
}
