package dev.percorso.server.event;

import java.util.Set;

/** Events that tell of a browser or of measuring, not of a person meeting the company. */
public final class TechnicalEvents {
    /** Their names, as the web tag, imports and other vendors' consent tools send them. */
    public static final Set<String> NAMES = Set.of(
            "Page Engaged",
            "Web Vitals Measured",
            "Error Occurred",
            "Identified",
            "Consent Updated",
            "Segment Consent Preference Updated",
            "Survey Shown",
            "Survey Answered");

    private TechnicalEvents() {}
}
