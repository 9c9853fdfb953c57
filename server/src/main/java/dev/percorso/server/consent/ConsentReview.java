package dev.percorso.server.consent;

import dev.percorso.server.consent.ConsentOverview.DayRow;
import dev.percorso.server.consent.ConsentOverview.OriginRow;
import dev.percorso.server.consent.ConsentOverview.PurposeRow;
import dev.percorso.server.consent.ConsentOverview.VersionRow;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentOrigin;
import dev.percorso.server.people.ConsentTally;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums up the ledger. */
final class ConsentReview {
    private final ConsentLedger ledger;
    private final People people;

    ConsentReview(ConsentLedger ledger, People people) {
        this.ledger = ledger;
        this.people = people;
    }

    private record Answers(long granted, long refused) {
        static Answers of(ConsentTally tally) {
            return tally.granted() ? new Answers(tally.statements(), 0) : new Answers(0, tally.statements());
        }

        Answers and(Answers other) {
            return new Answers(granted + other.granted, refused + other.refused);
        }
    }

    private record Key<K extends Comparable<? super K>>(K part, Purpose purpose) implements Comparable<Key<K>> {
        @Override
        public int compareTo(Key<K> other) {
            int byPart = part.compareTo(other.part);
            return byPart != 0 ? byPart : purpose.compareTo(other.purpose);
        }
    }

    /** @param to the last day, included */
    ConsentOverview overview(WorkspaceId workspace, LocalDate from, LocalDate to, ZoneId zone) {
        List<ConsentTally> all = ledger.tallies(
                workspace,
                from.atStartOfDay(zone).toInstant(),
                to.plusDays(1).atStartOfDay(zone).toInstant(),
                zone);
        List<ConsentTally> asked = all.stream()
                .filter(tally -> tally.origin() == ConsentOrigin.BANNER)
                .toList();
        return new ConsentOverview(
                purposes(workspace, asked),
                sum(asked, ConsentTally::day).entrySet().stream()
                        .map(row -> new DayRow(
                                row.getKey().part(),
                                row.getKey().purpose(),
                                row.getValue().granted(),
                                row.getValue().refused()))
                        .toList(),
                sum(all, ConsentTally::origin).entrySet().stream()
                        .map(row -> new OriginRow(
                                row.getKey().part(),
                                row.getKey().purpose(),
                                row.getValue().granted(),
                                row.getValue().refused()))
                        .toList(),
                sum(asked, ConsentTally::textVersion).entrySet().stream()
                        .map(row -> new VersionRow(
                                row.getKey().part(),
                                row.getKey().purpose(),
                                row.getValue().granted(),
                                row.getValue().refused()))
                        .toList());
    }

    private List<PurposeRow> purposes(WorkspaceId workspace, List<ConsentTally> asked) {
        Map<Purpose, Answers> answers = new LinkedHashMap<>();
        asked.forEach(tally -> answers.merge(tally.purpose(), Answers.of(tally), Answers::and));
        return Arrays.stream(Purpose.values())
                .filter(purpose -> purpose != Purpose.TECHNICAL)
                .map(purpose -> {
                    Answers given = answers.getOrDefault(purpose, new Answers(0, 0));
                    return new PurposeRow(
                            purpose,
                            given.granted(),
                            given.refused(),
                            people.allowing(workspace, purpose).cardinality());
                })
                .toList();
    }

    private static <K extends Comparable<? super K>> Map<Key<K>, Answers> sum(
            List<ConsentTally> tallies, Function<ConsentTally, K> part) {
        Map<Key<K>, Answers> sums = new TreeMap<>();
        tallies.forEach(
                tally -> sums.merge(new Key<>(part.apply(tally), tally.purpose()), Answers.of(tally), Answers::and));
        return sums;
    }
}
