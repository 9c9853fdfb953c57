package dev.percorso.server.analyze;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Plain names for the 25 cells of recency and frequency; every cell has one. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum RfmSegment {
    CHAMPIONS,
    LOYAL,
    POTENTIAL,
    NEWCOMERS,
    PROMISING,
    NEED_ATTENTION,
    ABOUT_TO_SLEEP,
    CANNOT_LOSE,
    AT_RISK,
    HIBERNATING,
    LOST;

    /**
     * @param recency from 1, longest ago, to 5
     * @param frequency from 1, least often, to 5
     */
    static RfmSegment of(int recency, int frequency) {
        return switch (recency) {
            case 5, 4 -> recent(recency, frequency);
            case 3 -> frequency >= 4 ? LOYAL : frequency == 3 ? NEED_ATTENTION : ABOUT_TO_SLEEP;
            default -> longAgo(recency, frequency);
        };
    }

    private static RfmSegment recent(int recency, int frequency) {
        if (frequency >= 4) {
            return CHAMPIONS;
        }
        if (frequency >= 2) {
            return POTENTIAL;
        }
        return recency == 5 ? NEWCOMERS : PROMISING;
    }

    private static RfmSegment longAgo(int recency, int frequency) {
        if (frequency == 5) {
            return CANNOT_LOSE;
        }
        if (frequency >= 3) {
            return AT_RISK;
        }
        return recency == 2 ? HIBERNATING : LOST;
    }
}
