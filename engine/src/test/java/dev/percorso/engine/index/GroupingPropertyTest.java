package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelStep;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Groups in the place of persons, against events whose persons were replaced by their companies beforehand. */
class GroupingPropertyTest {
    private static final IndexSettings SETTINGS = new IndexSettings(7, Duration.ofMinutes(30), Duration.ofHours(24), 2);
    private static final int PERSONS = 12;
    private static final List<String> COMPANIES = List.of("acme", "bolt", "corda");

    /**
     * @param companies by person; an empty one belongs to none
     * @param merges pairs of from and into
     * @param settled how many events are in the base, the others in the tail
     */
    record Life(List<IndexedEvent> events, List<String> companies, List<int[]> merges, int erased, int settled) {}

    @Property(tries = 200)
    void shouldMakeOneJourneyOfACompanysPeople(@ForAll("lives") Life life) throws IOException {
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            // given
            index.append(life.events().subList(0, life.settled()));
            for (int person = 0; person < PERSONS; person++) {
                if (!life.companies().get(person).isEmpty()) {
                    index.putTraits(person, Map.of("group.id", life.companies().get(person)));
                }
            }
            life.merges().forEach(merge -> index.mergePersons(merge[0], merge[1]));
            index.compact();
            index.append(life.events().subList(life.settled(), life.events().size()));
            index.erase(life.erased());
            Snapshot people = index.snapshot();

            // when
            Grouping grouping = Grouping.byTrait(
                    people,
                    "group.id",
                    person -> true,
                    Map.of("acme", Map.of("plan", "gold"), "unseen", Map.of("x", 1L)));
            Snapshot companies = people.groupedBy(grouping);

            // then
            Map<String, List<IndexedEvent>> expected = eventsByCompany(life);
            Map<String, List<String>> found = new TreeMap<>();
            companies
                    .fold(new JourneyIndexPropertyTest.Describe(companies))
                    .forEach((group, journey) -> found.put(grouping.name(group), journey));
            assertEquals(described(expected), found);
            for (int group = 0; group < grouping.size(); group++) {
                assertEquals(
                        found.getOrDefault(grouping.name(group), List.of()),
                        JourneyIndexPropertyTest.Describe.describe(companies, companies.journey(group)));
                assertEquals(
                        grouping.name(group).equals("acme") ? "gold" : null,
                        companies.trait("plan").value(group));
            }
            assertEquals(
                    funnelByHand(expected),
                    FunnelFold.run(viewThenBuy(), companies).steps().stream()
                            .map(step -> step.count())
                            .toList());
        }
    }

    @Property(tries = 50)
    void shouldLeaveOutWhoIsNotAskedFor(@ForAll("lives") Life life) throws IOException {
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(life.events());
            for (int person = 0; person < PERSONS; person++) {
                if (!life.companies().get(person).isEmpty()) {
                    index.putTraits(person, Map.of("group.id", life.companies().get(person)));
                }
            }
            Snapshot people = index.snapshot();

            Grouping grouping = Grouping.byTrait(people, "group.id", person -> person % 2 == 0, Map.of());

            BitSet all = new BitSet();
            all.set(0, grouping.size());
            BitSet even = new BitSet();
            for (int person = 0; person < PERSONS; person += 2) {
                even.set(person, !life.companies().get(person).isEmpty());
            }
            assertEquals(even, grouping.members(all));
            assertEquals(even.cardinality(), grouping.memberCount());
        }
    }

    private static Funnel viewThenBuy() {
        return Funnel.of(List.of(FunnelStep.of("view"), FunnelStep.of("buy")), Duration.ofHours(10));
    }

    private static Map<String, List<IndexedEvent>> eventsByCompany(Life life) {
        int[] owner = new int[PERSONS];
        for (int person = 0; person < PERSONS; person++) {
            owner[person] = person;
        }
        for (int[] merge : life.merges()) {
            int from = owner[merge[0]];
            int into = owner[merge[1]];
            for (int person = 0; person < PERSONS; person++) {
                owner[person] = owner[person] == from ? into : owner[person];
            }
        }
        Map<String, List<IndexedEvent>> byCompany = new TreeMap<>();
        List<IndexedEvent> sorted = new ArrayList<>(life.events());
        sorted.sort(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence));
        for (IndexedEvent event : sorted) {
            int person = owner[event.person()];
            String company = life.companies().get(person);
            if (!company.isEmpty() && person != owner[life.erased()]) {
                byCompany.computeIfAbsent(company, ignored -> new ArrayList<>()).add(event);
            }
        }
        return byCompany;
    }

    private static Map<String, List<String>> described(Map<String, List<IndexedEvent>> journeys) {
        Map<String, List<String>> described = new TreeMap<>();
        journeys.forEach((company, journey) -> {
            List<String> lines = new ArrayList<>();
            int session = 0;
            long start = journey.getFirst().time();
            long last = start;
            for (IndexedEvent event : journey) {
                if (event.time() - last > Duration.ofMinutes(30).toMillis()
                        || event.time() - start > Duration.ofHours(24).toMillis()) {
                    session++;
                    start = event.time();
                }
                last = event.time();
                lines.add(ModelIndex.line(
                        event.time(),
                        event.sequence(),
                        event.person(),
                        event.name(),
                        session,
                        new TreeMap<>(event.properties())));
            }
            described.put(company, lines);
        });
        return described;
    }

    /** Companies where somebody viewed, and where somebody bought at most ten hours after a view. */
    private static List<Long> funnelByHand(Map<String, List<IndexedEvent>> journeys) {
        long viewed = 0;
        long bought = 0;
        for (List<IndexedEvent> journey : journeys.values()) {
            boolean hasViewed = false;
            boolean hasBought = false;
            for (int first = 0; first < journey.size(); first++) {
                if (journey.get(first).name().equals("view")) {
                    hasViewed = true;
                    for (IndexedEvent later : journey.subList(first + 1, journey.size())) {
                        hasBought |= later.name().equals("buy")
                                && later.time() - journey.get(first).time()
                                        <= Duration.ofHours(10).toMillis();
                    }
                }
            }
            viewed += hasViewed ? 1 : 0;
            bought += hasBought ? 1 : 0;
        }
        return List.of(viewed, bought);
    }

    @Provide
    Arbitrary<Life> lives() {
        Arbitrary<Integer> persons = Arbitraries.integers().between(0, PERSONS - 1);
        Arbitrary<List<IndexedEvent>> events = Combinators.combine(
                        persons,
                        Arbitraries.longs().between(0, 100_000_000L),
                        Arbitraries.of("view", "buy", "other"),
                        Arbitraries.of(Map.<String, Object>of(), Map.<String, Object>of("page", "home")))
                .as((person, time, name, properties) -> new IndexedEvent(1, person, time, name, properties))
                .list()
                .ofMaxSize(40)
                .map(GroupingPropertyTest::numbered);
        Arbitrary<List<String>> companies = Arbitraries.oneOf(Arbitraries.just(""), Arbitraries.of(COMPANIES))
                .list()
                .ofSize(PERSONS);
        Arbitrary<List<int[]>> merges = Combinators.combine(persons, persons)
                .as((from, into) -> new int[] {from, into})
                .list()
                .ofMaxSize(3);
        return Combinators.combine(
                        events,
                        companies,
                        merges,
                        persons,
                        Arbitraries.integers().between(0, 40))
                .as((list, names, pairs, erased, settled) ->
                        new Life(list, names, pairs, erased, Math.min(settled, list.size())));
    }

    private static List<IndexedEvent> numbered(List<IndexedEvent> events) {
        List<IndexedEvent> numbered = new ArrayList<>();
        for (IndexedEvent event : events) {
            numbered.add(new IndexedEvent(
                    numbered.size() + 1, event.person(), event.time(), event.name(), event.properties()));
        }
        return numbered;
    }
}
