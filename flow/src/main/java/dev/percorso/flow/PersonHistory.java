package dev.percorso.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs of one person in one flow, in all its versions. */
public record PersonHistory(List<PastRun> runs) {
    public static final PersonHistory NONE = new PersonHistory(List.of());

    public PersonHistory {
        runs = List.copyOf(runs);
    }

    /** One run, ended or active. Several ended runs of a key may be given as the latest one. */
    public record PastRun(String key, Instant startedAt, boolean active) {}

    Optional<EntryDecision.Reason> refusal(ReEntry policy, String key, Instant now) {
        List<PastRun> sameKey =
                runs.stream().filter(run -> run.key().equals(key)).toList();
        if (sameKey.stream().anyMatch(PastRun::active)) {
            return Optional.of(EntryDecision.Reason.ALREADY_INSIDE);
        }
        return switch (policy) {
            case ReEntry.Always _ -> Optional.empty();
            case ReEntry.Never _ -> sameKey.isEmpty() ? Optional.empty() : Optional.of(EntryDecision.Reason.ONLY_ONCE);
            case ReEntry.After after ->
                startedWithin(sameKey, after.duration(), now)
                        ? Optional.of(EntryDecision.Reason.TOO_SOON)
                        : Optional.empty();
            case ReEntry.OnlyAfterExit _ ->
                runs.stream().anyMatch(PastRun::active)
                        ? Optional.of(EntryDecision.Reason.ALREADY_INSIDE)
                        : Optional.empty();
        };
    }

    private static boolean startedWithin(List<PastRun> runs, Duration duration, Instant now) {
        return runs.stream().anyMatch(run -> run.startedAt().plus(duration).isAfter(now));
    }
}
