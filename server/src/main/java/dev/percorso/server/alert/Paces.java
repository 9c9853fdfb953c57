package dev.percorso.server.alert;

import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportTable;
import dev.percorso.server.event.WorkspaceId;
import java.time.LocalDate;
import java.util.Optional;

/** Knows how goals do, for alerts that watch whether one keeps its pace. */
public interface Paces {
    /** What a goal is about. */
    record Followed(AskedReport report, String figure, Optional<String> segment) {}

    /**
     * How a goal stands.
     *
     * @param from first day that the actual value is about
     * @param to last day
     * @param expected what its straight way says for that day
     * @param isMore whether more is better
     * @param isBehind whether it is worse than expected, and the target is not reached
     */
    record Pace(
            LocalDate from,
            LocalDate to,
            double actual,
            ReportTable.Format format,
            double expected,
            boolean isMore,
            boolean isBehind) {}

    /** The goal's figure; empty when there is no such goal. */
    Optional<Followed> followed(WorkspaceId workspace, String goal);

    /**
     * How it stands today; empty before its first day is over.
     *
     * @throws dev.percorso.server.http.ProblemException when there is no such goal, or it cannot be measured
     */
    Optional<Pace> pace(WorkspaceId workspace, String goal);
}
