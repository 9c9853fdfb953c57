package dev.percorso.server.loyalty;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Gives out codes, in the transaction of whatever asks for them: a step of a flow, or a call. The same question gets the
 * same answer, always.
 */
public final class CouponDesk {
    private static final int TRIES = 20;

    private final Function<WorkspaceId, ZoneId> zones;
    private final RandomGenerator random;

    /** @param random that nobody can foresee */
    public CouponDesk(Function<WorkspaceId, ZoneId> zones, RandomGenerator random) {
        this.zones = zones;
        this.random = random;
    }

    /**
     * A question for a code.
     *
     * @param run of the flow; empty for a call
     * @param step of the flow; the identity of a call
     * @param occurrence which time the run came to the step
     * @param by who or what asks, for people who read it
     */
    public record Ask(String flow, String run, String step, int occurrence, int person, String pool, String by) {}

    /** Why there is no code. */
    public enum Refusal {
        /** Every code has been given out. */
        EMPTY,
        /** Somebody closed the coupons. */
        CLOSED,
        /** The last day of the coupons is over. */
        OVER,
        /** The coupons were deleted. */
        GONE,
        /** The person has used, or let expire, as many as one person may have. */
        HAD_THEIRS
    }

    /**
     * What became of a question.
     *
     * @param code empty with a refusal
     */
    record Answer(Optional<CouponCode> code, Optional<Refusal> refusal) {
        static Answer of(CouponCode code) {
            return new Answer(Optional.of(code), Optional.empty());
        }

        static Answer none(Refusal refusal) {
            return new Answer(Optional.empty(), Optional.of(refusal));
        }
    }

    /** Gives a code, or notes why not; nothing changes when this was asked before. */
    public void ask(Handle handle, WorkspaceId workspace, Ask ask, Instant now) {
        answer(handle, workspace, ask, now);
    }

    Answer answer(Handle handle, WorkspaceId workspace, Ask ask, Instant now) {
        Optional<Answer> before = CouponStore.answered(handle, workspace, ask);
        if (before.isPresent()) {
            return before.get();
        }
        Answer answer = decide(handle, workspace, ask, now);
        CouponStore.note(handle, workspace, ask, answer, now);
        return answer;
    }

    private Answer decide(Handle handle, WorkspaceId workspace, Ask ask, Instant now) {
        Optional<CouponContent> known = CouponStore.pool(handle, workspace, ask.pool());
        if (known.isEmpty()) {
            return Answer.none(Refusal.GONE);
        }
        CouponContent content = known.get();
        // Who may have no more gets what they have and can still use.
        List<CouponCode> theirs = CouponStore.of(handle, workspace, ask.pool(), ask.person());
        if (theirs.size() >= content.mostPerPerson()) {
            return theirs.stream()
                    .filter(code -> code.state(now) == CouponCode.State.ISSUED)
                    .findFirst()
                    .map(Answer::of)
                    .orElseGet(() -> Answer.none(Refusal.HAD_THEIRS));
        }
        if (content.isClosed()) {
            return Answer.none(Refusal.CLOSED);
        }
        ZoneId zone = zones.apply(workspace);
        Optional<LocalDate> lastDay = content.lastDay(now, zone);
        Optional<Instant> end =
                lastDay.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant());
        if (end.filter(over -> !over.isAfter(now)).isPresent()) {
            return Answer.none(Refusal.OVER);
        }
        CouponStore.Terms terms = new CouponStore.Terms(content.benefit(), lastDay, end);
        return take(handle, workspace, ask, content, terms, now)
                .map(Answer::of)
                .orElseGet(() -> Answer.none(Refusal.EMPTY));
    }

    private Optional<CouponCode> take(
            Handle handle,
            WorkspaceId workspace,
            Ask ask,
            CouponContent content,
            CouponStore.Terms terms,
            Instant now) {
        if (content.isUploaded()) {
            return CouponStore.takeFree(handle, workspace, ask, terms, now);
        }
        if (!CouponStore.count(handle, workspace, ask.pool(), content.most())) {
            return Optional.empty();
        }
        CouponPattern pattern = new CouponPattern(content.pattern().orElseThrow());
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<CouponCode> made = CouponStore.make(handle, workspace, ask, pattern.next(random), terms, now);
            if (made.isPresent()) {
                return made;
            }
        }
        throw new IllegalStateException("no new code of " + ask.pool() + " could be made");
    }
}
