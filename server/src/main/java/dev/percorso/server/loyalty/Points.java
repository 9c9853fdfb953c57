package dev.percorso.server.loyalty;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.People;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Points of people and the tiers they are in. */
final class Points {
    private static final long MOST = 10_000_000;
    private static final int LONGEST = 200;
    private static final int ENTRIES = 200;

    private final Database database;
    private final PointStore store;
    private final TierTeller teller;
    private final People people;
    private final Ids ids;
    private final InstantSource clock;

    Points(Database database, PointStore store, TierTeller teller, People people, Ids ids, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.teller = teller;
        this.people = people;
        this.ids = ids;
        this.clock = clock;
    }

    /** A tier with the people in it. */
    record TierView(String name, long points, long people) {}

    /**
     * Tiers and what is in them.
     *
     * @param without people with a line of points who are in no tier
     * @param people who have points
     * @param points that people have
     */
    record Overview(List<TierView> tiers, long without, long people, long points) {}

    Overview overview(WorkspaceId workspace) {
        PointStore.Totals totals = store.totals(workspace);
        return new Overview(
                store.tiers(workspace).tiers().stream()
                        .map(tier -> new TierView(
                                tier.name(),
                                tier.points(),
                                totals.peopleByTier().getOrDefault(tier.name(), 0L)))
                        .toList(),
                totals.peopleByTier().getOrDefault("", 0L),
                totals.people(),
                totals.points());
    }

    Overview save(WorkspaceId workspace, Tiers tiers) {
        store.save(workspace, tiers);
        teller.wake();
        return overview(workspace);
    }

    /** Somebody with points. */
    record Holder(String personId, String person, long points, long earned, Optional<String> tier) {}

    List<Holder> richest(WorkspaceId workspace, int offset, int limit) {
        List<PointStore.Standing> found = store.richest(workspace, offset, limit);
        Map<Integer, String> labels = people.labels(
                workspace, found.stream().map(PointStore.Standing::person).toList());
        return found.stream()
                .map(one -> new Holder(
                        Integer.toString(one.person()),
                        labels.getOrDefault(one.person(), ""),
                        one.points(),
                        one.earned(),
                        Optional.of(one.tier()).filter(tier -> !tier.isEmpty())))
                .toList();
    }

    /** @param asked how many were to be added, where it is not the same */
    record Line(Instant at, long points, Optional<Long> asked, String reason, String source) {}

    /**
     * What somebody has and how it came about.
     *
     * @param missing points to the next tier
     * @param lines the newest first, at most two hundred
     */
    record Account(
            long points,
            long earned,
            Optional<String> tier,
            Optional<String> nextTier,
            Optional<Long> missing,
            List<Line> lines) {}

    Account account(WorkspaceId workspace, int number) {
        int person = people.known(workspace, number).id();
        long earned = store.standing(workspace, person)
                .map(PointStore.Standing::earned)
                .orElse(0L);
        Tiers tiers = store.tiers(workspace);
        return new Account(
                store.standing(workspace, person)
                        .map(PointStore.Standing::points)
                        .orElse(0L),
                earned,
                tiers.of(earned).map(Tiers.Tier::name),
                tiers.after(earned).map(Tiers.Tier::name),
                tiers.after(earned).map(tier -> tier.points() - earned),
                store.entries(workspace, person, Instant.ofEpochMilli(Long.MAX_VALUE), ENTRIES).stream()
                        .map(entry -> new Line(
                                entry.at(),
                                entry.points(),
                                Optional.of(entry.asked()).filter(asked -> asked != entry.points()),
                                entry.reason(),
                                entry.source()))
                        .toList());
    }

    /**
     * Points to add to somebody's.
     *
     * @param points taken when negative
     * @param request identity of the call: repeated, nothing is added again; without it, every call is a new one
     */
    record Addition(
            Optional<String> person, Optional<String> personId, long points, String reason, Optional<String> request) {
        Addition {
            if (points == 0 || Math.abs(points) > MOST) {
                throw new IllegalArgumentException("add or take 1 to 10,000,000 'points'");
            }
            if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
                throw new IllegalArgumentException(
                        "say in 'reason' what the points are for, in at most 200 characters");
            }
            if (request.filter(text -> text.isBlank() || text.length() > LONGEST)
                    .isPresent()) {
                throw new IllegalArgumentException("a 'request' has 1 to 200 characters");
            }
        }
    }

    /** @param added less than asked for where there were not so many to take */
    record Added(long added, long points) {}

    Added add(WorkspaceId workspace, Addition addition, String by) {
        int person = new NamedPerson(addition.person(), addition.personId()).in(people, workspace);
        String key = "call/" + person + "/" + addition.request().orElseGet(ids::next);
        Instant now = clock.instant();
        long added = database.write(handle -> PointStore.add(
                handle,
                workspace,
                new PointStore.Addition(
                        person, addition.points(), addition.reason().strip(), by, key),
                now));
        teller.wake();
        return new Added(
                added,
                store.standing(workspace, person)
                        .map(PointStore.Standing::points)
                        .orElse(0L));
    }
}
