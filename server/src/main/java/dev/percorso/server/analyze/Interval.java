package dev.percorso.server.analyze;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How long the buckets of a series are. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Interval {
    HOUR,
    DAY,
    WEEK,
    MONTH
}
