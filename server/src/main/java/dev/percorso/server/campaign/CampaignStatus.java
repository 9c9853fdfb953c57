package dev.percorso.server.campaign;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** Where a campaign stands. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum CampaignStatus {
    DRAFT,
    /** Waits for its time. */
    SCHEDULED,
    /** Who gets it is being fixed. */
    PREPARING,
    SENDING,
    PAUSED,
    /** Nobody waits any more. */
    DONE,
    /** Ended by somebody before everybody had it. */
    STOPPED;

    /** Whether it has not begun, so that it can be changed. */
    boolean isOpen() {
        return this == DRAFT;
    }
}
