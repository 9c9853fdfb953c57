package dev.percorso.server.analyze;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How likely a customer has left for good, by the probability to be still there. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum RiskBand {
    LOW(0.8, 1),
    MEDIUM(0.5, 0.8),
    HIGH(0.2, 0.5),
    LOST(0, 0.2);

    private final double least;
    private final double most;

    RiskBand(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** The smallest probability of the band. */
    double least() {
        return least;
    }

    /** The probability at which the next band begins, or 1. */
    double most() {
        return most;
    }

    static RiskBand of(double alive) {
        for (RiskBand band : values()) {
            if (alive >= band.least) {
                return band;
            }
        }
        return LOST;
    }
}
