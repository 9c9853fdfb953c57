package dev.percorso.server.analyze;

/** Asks for the web overview. */
public record OverviewRequest(Scope scope, Interval interval) {
    public OverviewRequest {
        Input.requirePresent(scope, "scope");
        interval = interval == null ? Interval.DAY : interval;
    }
}
