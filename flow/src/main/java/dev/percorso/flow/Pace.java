package dev.percorso.flow;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How fast people pass a throttle: at most {@code most} in any stretch of time of the length {@code per}. */
public record Pace(int most, Duration per) {
    public Pace {
        requireNonNull(per);
    }

    /** So many passed at an instant. */
    public record Passage(Instant at, int people) {}

    /** How many more may pass now. */
    public int free(List<Passage> passages, Instant now) {
        return Math.clamp(most - counted(passages, now), 0, Math.max(0, most));
    }

    /**
     * The first instant, now or later, at which somebody may pass.
     *
     * @param passages oldest first
     */
    public Instant next(List<Passage> passages, Instant now) {
        long counted = counted(passages, now);
        Instant next = now;
        for (Passage passage : passages) {
            if (counted < most) {
                return next;
            }
            if (counts(passage, now)) {
                counted -= passage.people();
                next = passage.at().plus(per);
            }
        }
        return next;
    }

    private long counted(List<Passage> passages, Instant now) {
        return passages.stream()
                .filter(passage -> counts(passage, now))
                .mapToLong(Passage::people)
                .sum();
    }

    private boolean counts(Passage passage, Instant now) {
        return passage.at().plus(per).isAfter(now);
    }
}
