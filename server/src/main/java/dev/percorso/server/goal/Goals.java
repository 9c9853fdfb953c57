package dev.percorso.server.goal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.alert.Paces;
import dev.percorso.server.analyze.ReportFigure;
import dev.percorso.server.analyze.ReportTable;
import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.goal.GoalProgress.Point;
import dev.percorso.server.goal.GoalProgress.State;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Goals and how they do: each reading is the report's own figure, asked for the days that it is about. */
public final class Goals implements SegmentUse, Paces {
    private static final int MOST_READINGS = 9;
    private static final int LEVEL_DAYS = 28;

    private final DocumentStore<GoalContent> store;
    private final Workspaces workspaces;
    private final Segments segments;
    private final Reports reports;
    private final InstantSource clock;
    private final Ids ids;

    public Goals(
            Database database,
            Workspaces workspaces,
            Segments segments,
            Reports reports,
            InstantSource clock,
            Ids ids) {
        this.store = new DocumentStore<>(database, clock, "goal", GoalContent.class);
        this.workspaces = workspaces;
        this.segments = segments;
        this.reports = reports;
        this.clock = clock;
        this.ids = ids;
    }

    /** A goal as it was last saved. */
    public record Goal(String id, @JsonUnwrapped GoalContent content, Instant updatedAt, String updatedBy) {
        static Goal of(DocumentStore.Stored<GoalContent> stored) {
            return new Goal(stored.id(), stored.content(), stored.updatedAt(), stored.updatedBy());
        }
    }

    /** By the last day. */
    List<Goal> all(WorkspaceId workspace) {
        return store.all(workspace).stream()
                .map(Goal::of)
                .sorted(Comparator.comparing((Goal goal) -> goal.content().until())
                        .thenComparing(goal -> goal.content().name()))
                .toList();
    }

    /** The goals that name a map, by their last day. */
    public List<GoalContent> ofMap(WorkspaceId workspace, String map) {
        return all(workspace).stream()
                .map(Goal::content)
                .filter(goal -> goal.maps().contains(map))
                .toList();
    }

    Goal create(WorkspaceId workspace, GoalContent content, String by) {
        check(workspace, content);
        return Goal.of(store.save(workspace, ids.next(), content, by));
    }

    Goal update(WorkspaceId workspace, String id, GoalContent content, String by) {
        find(workspace, id);
        check(workspace, content);
        return Goal.of(store.save(workspace, id, content, by));
    }

    /** Brings a removed goal back; its alerts never lost it. */
    Goal bringBack(WorkspaceId workspace, String id) {
        if (!store.restore(workspace, id)) {
            throw missing(id);
        }
        return store.find(workspace, id).map(Goal::of).orElseThrow();
    }

    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw missing(id);
        }
    }

    private GoalContent find(WorkspaceId workspace, String id) {
        return store.find(workspace, id).map(DocumentStore.Stored::content).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The goal '" + id + "'");
    }

    private void check(WorkspaceId workspace, GoalContent content) {
        content.report().check("/report/request", clock.instant());
        content.segment().ifPresent(segment -> segments.require(workspace, segment, "/segment"));
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .filter(goal -> goal.segment().filter(segment::equals).isPresent())
                .map(goal -> "the goal " + goal.name())
                .toList();
    }

    /** How the goal does today. */
    GoalProgress progress(WorkspaceId workspace, String id) {
        return progress(workspace, find(workspace, id));
    }

    private GoalProgress progress(WorkspaceId workspace, GoalContent goal) {
        try {
            return measured(workspace, goal, MOST_READINGS).orElseGet(() -> GoalProgress.unknown(""));
        } catch (ProblemException problem) {
            return GoalProgress.unknown(problem.detail());
        }
    }

    /**
     * A goal as messages tell of it.
     *
     * @param name empty of a goal that was deleted
     */
    public record Told(String name, String words) {}

    /** How the goal does today, in words. */
    public Told told(WorkspaceId workspace, String id, ReportWords.Language language) {
        GoalWords words = new GoalWords(language, workspaces.get(workspace).currency());
        return store.find(workspace, id)
                .map(DocumentStore.Stored::content)
                .map(goal -> new Told(goal.name(), words.of(goal, progress(workspace, goal))))
                .orElseGet(() -> new Told("", words.gone()));
    }

    @Override
    public Optional<Followed> followed(WorkspaceId workspace, String id) {
        return store.find(workspace, id)
                .map(DocumentStore.Stored::content)
                .map(goal -> new Followed(goal.report(), goal.figure(), goal.segment()));
    }

    @Override
    public Optional<Pace> pace(WorkspaceId workspace, String id) {
        GoalContent goal = find(workspace, id);
        // The way needs no more than where it began and where it is.
        return measured(workspace, goal, 2).map(progress -> {
            LocalDate last = progress.readings().getLast().day();
            return new Pace(
                    firstDay(goal, last),
                    last,
                    progress.actual().orElseThrow(),
                    progress.format(),
                    progress.expected().orElseThrow(),
                    goal.direction() == GoalContent.Direction.AT_LEAST,
                    progress.state() == State.BEHIND || progress.state() == State.MISSED);
        });
    }

    /** Empty before the first day is over. */
    private Optional<GoalProgress> measured(WorkspaceId workspace, GoalContent goal, int mostReadings) {
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), workspaces.describe(workspace).timeZone());
        // The day that runs would pull every figure down.
        LocalDate last = today.minusDays(1).isBefore(goal.until()) ? today.minusDays(1) : goal.until();
        if (last.isBefore(goal.from())) {
            return Optional.empty();
        }
        List<Point> readings = new ArrayList<>();
        ReportTable.Format format = ReportTable.Format.DECIMAL;
        for (LocalDate day : days(goal, last, mostReadings)) {
            ReportFigure figure = read(workspace, goal, day);
            format = figure.format();
            readings.add(new Point(day, figure.value()));
        }
        return Optional.of(judged(goal, format, readings, today.isAfter(goal.until())));
    }

    /** Days of readings, evenly from the first to the last. */
    private static List<LocalDate> days(GoalContent goal, LocalDate last, int most) {
        long passed = ChronoUnit.DAYS.between(goal.from(), last);
        int count = (int) Math.min(most, passed + 1);
        List<LocalDate> days = new ArrayList<>();
        for (int reading = 0; reading < count; reading++) {
            days.add(goal.from().plusDays(count == 1 ? passed : Math.round((double) passed * reading / (count - 1))));
        }
        return days;
    }

    private static LocalDate firstDay(GoalContent goal, LocalDate day) {
        return goal.measure() == GoalContent.Measure.TOTAL ? goal.from() : day.minusDays(LEVEL_DAYS - 1);
    }

    private ReportFigure read(WorkspaceId workspace, GoalContent goal, LocalDate day) {
        List<ReportFigure> figures = reports.figures(
                workspace, goal.report(), Scope.of(firstDay(goal, day), day).only(goal.segment(), List.of()));
        return figures.stream()
                .filter(figure -> figure.key().equals(goal.figure()))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "/figure",
                        "this report has no figure '%s'; it has %s"
                                .formatted(
                                        goal.figure(),
                                        figures.stream().map(ReportFigure::key).toList())));
    }

    static GoalProgress judged(GoalContent goal, ReportTable.Format format, List<Point> readings, boolean isOver) {
        double length = ChronoUnit.DAYS.between(goal.from(), goal.until());
        Point newest = readings.getLast();
        double passed = ChronoUnit.DAYS.between(goal.from(), newest.day());
        double start = goal.measure() == GoalContent.Measure.TOTAL
                ? 0
                : readings.getFirst().value();
        // A total counts its first day too; a level begins where it stood on the first day.
        double share = goal.measure() == GoalContent.Measure.TOTAL ? (passed + 1) / (length + 1) : passed / length;
        // What stood better than its target from the start has nowhere to go: it is held against the target.
        boolean isThere = goal.measure() == GoalContent.Measure.LEVEL && goal.isReached(start);
        double expected = isThere ? goal.target() : start + (goal.target() - start) * share;
        Optional<Trend.Expected> forecast = Trend.through(readings.stream()
                        .map(point ->
                                new Trend.Reading(ChronoUnit.DAYS.between(goal.from(), point.day()), point.value()))
                        .toList())
                .map(trend -> trend.on(length));
        return new GoalProgress(
                state(goal, newest.value(), expected, isOver),
                format,
                Optional.of(newest.value()),
                Optional.of(start),
                Optional.of(expected),
                isOver ? Optional.empty() : forecast,
                List.copyOf(readings),
                "");
    }

    private static State state(GoalContent goal, double actual, double expected, boolean isOver) {
        boolean isTotalBelow =
                goal.measure() == GoalContent.Measure.TOTAL && goal.direction() == GoalContent.Direction.AT_MOST;
        // A total that must stay below is reached only when its time is over.
        if (goal.isReached(actual) && (isOver || !isTotalBelow)) {
            return State.REACHED;
        }
        if (isOver) {
            return State.MISSED;
        }
        boolean isAhead = goal.direction() == GoalContent.Direction.AT_LEAST ? actual >= expected : actual <= expected;
        return isAhead ? State.ON_TRACK : State.BEHIND;
    }
}
