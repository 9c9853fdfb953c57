package dev.percorso.server.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who answers for a map, and where it stands.
 *
 * @param reviewEveryDays how often somebody should look whether it still holds; never without it
 * @param counterpart id of the map beside it: how it should be, of how it is, or the other way round
 * @param reviewedAt when somebody last said that it holds
 * @param approvals of the current round, newest last; a new round begins with a review
 */
public record Governance(
        Optional<String> owner,
        Optional<String> team,
        Status status,
        Optional<Integer> reviewEveryDays,
        Optional<String> counterpart,
        Optional<Instant> reviewedAt,
        Optional<String> reviewedBy,
        List<Approval> approvals) {
    private static final int MOST_DAYS = 1_095;
    private static final int LONGEST = 120;

    /** Nobody has said anything. */
    static final Governance NONE = new Governance(
            Optional.empty(),
            Optional.empty(),
            Status.DRAFT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    /** Where a map stands. */
    public enum Status {
        DRAFT,
        IN_REVIEW,
        APPROVED,
        ARCHIVED
    }

    /** Somebody's word on a revision. */
    public record Approval(String by, Instant at, long revision, boolean approved, Optional<String> note) {
        public Approval {
            note = note == null ? Optional.empty() : note;
        }
    }

    public Governance {
        owner = text("owner", owner);
        team = text("team", team);
        status = status == null ? Status.DRAFT : status;
        reviewEveryDays = reviewEveryDays == null ? Optional.empty() : reviewEveryDays;
        reviewEveryDays.ifPresent(days ->
                check(days >= 1 && days <= MOST_DAYS, "a map is reviewed every 1 to %d days".formatted(MOST_DAYS)));
        counterpart = counterpart == null ? Optional.empty() : counterpart;
        reviewedAt = reviewedAt == null ? Optional.empty() : reviewedAt;
        reviewedBy = reviewedBy == null ? Optional.empty() : reviewedBy;
        approvals = approvals == null ? List.of() : List.copyOf(approvals);
    }

    /** What people set themselves; the rest follows from what they do. */
    public record Draft(
            Optional<String> owner,
            Optional<String> team,
            Optional<Status> status,
            Optional<Integer> reviewEveryDays,
            Optional<String> counterpart) {}

    /** An answer to a review. */
    public record Answer(boolean approved, Optional<String> note) {}

    private static Optional<String> text(String field, Optional<String> value) {
        Optional<String> text = value == null ? Optional.empty() : value.map(String::strip);
        text.ifPresent(
                known -> check(known.length() <= LONGEST, "'%s' has at most %d characters".formatted(field, LONGEST)));
        return text.filter(known -> !known.isEmpty());
    }

    private static void check(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }

    Governance with(Draft draft) {
        Status next = draft.status().orElse(status);
        return new Governance(
                draft.owner(),
                draft.team(),
                next,
                draft.reviewEveryDays(),
                draft.counterpart(),
                reviewedAt,
                reviewedBy,
                next == Status.IN_REVIEW && status != Status.IN_REVIEW ? List.of() : approvals);
    }

    Governance answered(Approval answer) {
        List<Approval> all = new java.util.ArrayList<>(approvals);
        all.removeIf(earlier -> earlier.by().equals(answer.by()));
        all.add(answer);
        return new Governance(
                owner,
                team,
                answer.approved() ? Status.APPROVED : Status.DRAFT,
                reviewEveryDays,
                counterpart,
                Optional.of(answer.at()),
                Optional.of(answer.by()),
                all);
    }

    Governance reviewed(Instant at, String by) {
        return new Governance(
                owner, team, status, reviewEveryDays, counterpart, Optional.of(at), Optional.of(by), approvals);
    }

    Governance beside(Optional<String> other) {
        return new Governance(owner, team, status, reviewEveryDays, other, reviewedAt, reviewedBy, approvals);
    }
}
