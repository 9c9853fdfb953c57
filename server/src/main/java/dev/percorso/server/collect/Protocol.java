package dev.percorso.server.collect;

/** How the programs of a source send: the source's page shows the lines to change in them. Any key is good for all. */
public enum Protocol {
    /** Percorso's own web tag and Segment's SDKs. */
    SEGMENT,
    RUDDERSTACK,
    POSTHOG,
    MIXPANEL,
    /** The Measurement Protocol of Google Analytics 4. */
    GOOGLE_ANALYTICS,
    MATOMO,
    AMPLITUDE
}
