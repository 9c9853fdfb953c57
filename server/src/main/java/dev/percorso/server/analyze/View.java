package dev.percorso.server.analyze;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.index.Cancellation;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Grouping;
import dev.percorso.engine.index.Progress;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.CompanyStore;
import dev.percorso.server.segment.EventMatch;
import dev.percorso.server.segment.Matches;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.segment.StageConditions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * One look at a workspace: its settings and its journeys as they are at one moment, so that all figures of an answer
 * agree with each other.
 */
record View(
        WorkspaceId id,
        Workspace workspace,
        Snapshot snapshot,
        Segments segments,
        StageConditions stages,
        Instant now,
        Cancellation cancellation,
        Progress progress,
        CompanyStore companies,
        Optional<Grouping> grouping) {

    /** The same look with what the scope counts in the place of people. */
    View counting(Scope scope) {
        if (!scope.countsCompanies()) {
            return this;
        }
        IntPredicate persons =
                members(scope).<IntPredicate>map(members -> members::get).orElse(person -> true);
        Grouping groups = companies.grouping(id, snapshot, persons);
        return new View(
                id,
                workspace,
                snapshot.groupedBy(groups),
                segments,
                stages,
                now,
                cancellation,
                progress,
                companies,
                Optional.of(groups));
    }

    /** The people behind what was counted. */
    BitSet people(BitSet counted) {
        return grouping.map(groups -> groups.members(counted)).orElse(counted);
    }

    Instant start(Scope scope) {
        return startOf(scope.from());
    }

    /** Excluded. */
    Instant end(Scope scope) {
        return startOf(scope.to().plusDays(1));
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(workspace.timeZone()).toInstant();
    }

    /** The range of the scope cut into calendar periods of the workspace. */
    Periods periods(Scope scope, Interval interval) {
        return Periods.of(
                start(scope),
                end(scope),
                switch (interval) {
                    case HOUR -> PeriodUnit.HOUR;
                    case DAY -> PeriodUnit.DAY;
                    case WEEK -> PeriodUnit.WEEK;
                    case MONTH -> PeriodUnit.MONTH;
                },
                workspace.timeZone());
    }

    /** First day of a period, or its local date-time when it is an hour. */
    static String label(Periods periods, int period) {
        return periods.unit() == PeriodUnit.HOUR
                ? periods.localStart(period).toString()
                : periods.localStart(period).toLocalDate().toString();
    }

    /** The period whose first day this is. */
    static OptionalInt periodStarting(Periods periods, LocalDate day) {
        return IntStream.range(0, periods.count())
                .filter(period -> periods.localStart(period).toLocalDate().equals(day))
                .findFirst();
    }

    /** The members of the scope's segment, or everyone; a grouped look holds nobody else. */
    FoldScope persons(Scope scope) {
        return members(scope)
                .filter(members -> grouping.isEmpty())
                .map(FoldScope::of)
                .orElseGet(FoldScope::everyone)
                .stoppedBy(cancellation)
                .watchedBy(progress);
    }

    private Optional<BitSet> members(Scope scope) {
        try {
            return scope.segment().map(segment -> segments.members(id, segment));
        } catch (ProblemException unknown) {
            if (unknown.code() != ErrorCode.NOT_FOUND) {
                throw unknown;
            }
            throw ProblemException.invalid(
                    "/scope/segment",
                    "the segment '%s' does not exist or was deleted; choose another one or none"
                            .formatted(scope.segment().orElse("")));
        }
    }

    /** The match, narrowed to events that pass the scope's filter. */
    dev.percorso.engine.match.EventMatch match(EventMatch match, Scope scope) {
        return Matches.of(match, scope.where());
    }

    /** {@link #match}; where there is no event, any event that passes the scope's filter, empty without a filter. */
    Optional<dev.percorso.engine.match.EventMatch> matchOrAny(Optional<EventMatch> match, Scope scope) {
        if (match.isEmpty() && !scope.where().isEmpty()) {
            return Optional.of(Matches.anyEvent(scope.where()));
        }
        return match.map(event -> match(event, scope));
    }
}
