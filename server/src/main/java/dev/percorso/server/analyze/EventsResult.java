package dev.percorso.server.analyze;

import java.util.List;

/** Series of an event's measure; the largest totals first. */
public record EventsResult(double total, List<Series> series) {

    /**
     * One series.
     *
     * @param value of the breakdown; empty without one
     */
    public record Series(String value, double total, List<Point> points) {}

    /**
     * One bucket.
     *
     * @param from first day, or local date-time of the first hour
     */
    public record Point(String from, double value) {}
}
