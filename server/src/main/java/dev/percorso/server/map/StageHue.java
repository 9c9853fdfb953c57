package dev.percorso.server.map;

/** The fixed colours by which people know stages through the whole product. */
public enum StageHue {
    AWARENESS,
    CONSIDERATION,
    PURCHASE,
    RETENTION,
    ADVOCACY,
    NEUTRAL
}
