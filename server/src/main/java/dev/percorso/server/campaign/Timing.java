package dev.percorso.server.campaign;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** At which moment of its time a campaign reaches each person. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Timing {
    /** The same for everybody. */
    AT,
    /** When the person's own clock shows what the workspace's shows at the start; who is past it gets it at once. */
    LOCAL_TIME,
    /** Within a day from the start, at the hour at which the person does most. */
    BEST_HOUR
}
