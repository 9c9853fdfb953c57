package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.Optional;

/**
 * One of the few numbers that stand for a report.
 *
 * @param key of its name among the words of exported reports, the same whatever the language
 * @param before the same in the comparison's period
 */
public record ReportFigure(String key, Format format, double value, Optional<Double> before) {}
