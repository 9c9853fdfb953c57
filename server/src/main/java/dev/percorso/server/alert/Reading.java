package dev.percorso.server.alert;

import dev.percorso.server.analyze.ReportTable.Format;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What an alert saw.
 *
 * @param expected what it was held against: the figure before, or the median of the weekdays; a threshold has none
 * @param low smallest value within bounds
 * @param high largest value within bounds
 */
public record Reading(
        LocalDate from,
        LocalDate to,
        double value,
        Format format,
        Optional<Double> expected,
        Optional<Double> low,
        Optional<Double> high,
        boolean raised) {}
