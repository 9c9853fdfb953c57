package dev.percorso.server.compose;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.together.Together;
import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.deliver.EventProducts;
import dev.percorso.server.deliver.PersonProducts;
import dev.percorso.server.deliver.ProductSource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.Segments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds products in journeys: what a person looked at, and what goes with it for others. */
public final class ProductsOfPeople implements ProductSource {
    private static final int MOST = 6;
    private static final int EVENTS_LOOKED_AT = 500;
    private static final int PRODUCTS_PAIRED = 200;
    private static final int LEAST_TOGETHER = 2;
    private static final int PAIRS_KEPT = 4_000;
    private static final Duration PAST = Duration.ofDays(90);
    private static final Duration FRESH = Duration.ofHours(1);

    private final Segments segments;
    private final Brands brands;
    private final ToldProducts told;
    private final FoldPool folds;
    private final InstantSource clock;
    private final Cache<WorkspaceId, Neighbours> neighbours =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build();

    public ProductsOfPeople(Segments segments, Brands brands, ToldProducts told, FoldPool folds, InstantSource clock) {
        this.brands = brands;
        this.told = told;
        this.segments = segments;
        this.folds = folds;
        this.clock = clock;
    }

    /**
     * What goes with what.
     *
     * @param others of each product, the surest first
     * @param products as they were last told of
     */
    private record Neighbours(Map<String, List<String>> others, Map<String, Map<String, Object>> products) {}

    @Override
    public PersonProducts of(WorkspaceId workspace, int person, boolean profiling) {
        return new PersonProducts() {
            @Override
            public List<Map<String, Object>> ofEvent(Map<String, Object> event) {
                return vouched(workspace, EventProducts.of(event));
            }

            @Override
            public List<Map<String, Object>> viewed() {
                return profiling
                        ? vouched(workspace, lookedAt(segments.past(workspace).snapshot(), person))
                        : List.of();
            }

            @Override
            public List<Map<String, Object>> recommended() {
                return profiling ? vouched(workspace, goingWith(workspace, viewed())) : List.of();
            }
        };
    }

    /**
     * What the company's own programs said of a product, and where they said nothing what an event says, which may be
     * anybody's: of that, addresses of the company's own site only.
     */
    private List<Map<String, Object>> vouched(WorkspaceId workspace, List<Map<String, Object>> products) {
        Map<String, Map<String, Object>> said =
                told.of(workspace, products.stream().map(ToldProducts::idOf).toList());
        Optional<String> site = brands.host(workspace);
        return products.stream()
                .map(product -> vouched(product, said.getOrDefault(ToldProducts.idOf(product), Map.of()), site))
                .toList();
    }

    static Map<String, Object> vouched(Map<String, Object> product, Map<String, Object> said, Optional<String> site) {
        Map<String, Object> vouched = new HashMap<>(product);
        for (String address : List.of("url", "image")) {
            if (site.filter(own -> isOn(own, String.valueOf(product.get(address))))
                    .isEmpty()) {
                vouched.remove(address);
            }
        }
        vouched.putAll(said);
        return Map.copyOf(vouched);
    }

    private static boolean isOn(String site, String address) {
        return WebAddress.host(address)
                .filter(host -> host.equals(site) || host.endsWith("." + site))
                .isPresent();
    }

    private static List<Map<String, Object>> lookedAt(Snapshot snapshot, int person) {
        Journey journey = snapshot.journey(person);
        List<Property> properties = properties(snapshot, EventProducts.names());
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        int first = Math.max(0, journey.size() - EVENTS_LOOKED_AT);
        for (int index = journey.size() - 1; index >= first && found.size() < MOST; index--) {
            for (Map<String, Object> product : EventProducts.of(told(journey, index, properties))) {
                found.putIfAbsent(ToldProducts.idOf(product), product);
            }
        }
        return List.copyOf(found.values());
    }

    private static List<Property> properties(Snapshot snapshot, List<String> names) {
        Set<String> known = Set.copyOf(snapshot.propertyNames());
        return names.stream().filter(known::contains).map(snapshot::property).toList();
    }

    private static Map<String, Object> told(Journey journey, int index, List<Property> properties) {
        Map<String, Object> told = new HashMap<>();
        for (Property property : properties) {
            Object value = journey.value(index, property);
            if (value != null) {
                told.put(property.name(), value);
            }
        }
        return told;
    }

    private List<Map<String, Object>> goingWith(WorkspaceId workspace, List<Map<String, Object>> viewed) {
        if (viewed.isEmpty()) {
            return List.of();
        }
        Optional<Neighbours> known = neighbours(workspace);
        Set<String> seen =
                new LinkedHashSet<>(viewed.stream().map(ToldProducts::idOf).toList());
        return known.stream()
                .flatMap(all -> seen.stream()
                        .flatMap(product -> all.others().getOrDefault(product, List.of()).stream())
                        .distinct()
                        .filter(product -> !seen.contains(product))
                        .flatMap(product -> Stream.ofNullable(all.products().get(product))))
                .limit(MOST)
                .toList();
    }

    /** Counted anew once an hour; empty while the server has no time for it. */
    private Optional<Neighbours> neighbours(WorkspaceId workspace) {
        try {
            return Optional.of(neighbours.get(
                    workspace, key -> folds.run(_ -> count(segments.past(key).snapshot()))));
        } catch (ProblemException busy) {
            return Optional.empty();
        }
    }

    private Neighbours count(Snapshot snapshot) {
        Optional<Property> id =
                properties(snapshot, EventProducts.idNames()).stream().findFirst();
        return id.map(property -> count(snapshot, property)).orElseGet(() -> new Neighbours(Map.of(), Map.of()));
    }

    private Neighbours count(Snapshot snapshot, Property id) {
        Instant now = clock.instant();
        Together together = new Together(
                snapshot,
                FoldScope.everyone(),
                new Together.Query(
                        EventMatch.of(EventMatch.ANY_NAME),
                        id.name(),
                        PRODUCTS_PAIRED,
                        LEAST_TOGETHER,
                        now.minus(PAST),
                        now.plusSeconds(1)));
        Map<String, List<String>> others = new HashMap<>();
        for (Together.Pair pair : together.report(PAIRS_KEPT).pairs()) {
            others.computeIfAbsent(pair.one(), _ -> new ArrayList<>()).add(pair.other());
            others.computeIfAbsent(pair.other(), _ -> new ArrayList<>()).add(pair.one());
        }
        Latest latest = snapshot.fold(new LatestEvents(id));
        List<Property> properties = properties(snapshot, EventProducts.names());
        Map<String, Map<String, Object>> products = new HashMap<>();
        for (String product : others.keySet()) {
            int code = id.codeOf(product);
            if (code >= 0 && code < latest.persons().length && latest.times()[code] != Long.MIN_VALUE) {
                Journey journey = snapshot.journey(latest.persons()[code]);
                EventProducts.of(told(journey, latest.places()[code], properties)).stream()
                        .findFirst()
                        .ifPresent(one -> products.put(product, one));
            }
        }
        return new Neighbours(others, products);
    }

    /** By the code of a product: its latest event. */
    private record Latest(long[] times, int[] persons, int[] places) {}

    /** Works on primitive arrays: it sees every event. */
    private record LatestEvents(Property id) implements Fold<Latest> {
        @Override
        public Latest newAccumulator() {
            long[] times = new long[id.textCount()];
            Arrays.fill(times, Long.MIN_VALUE);
            return new Latest(times, new int[times.length], new int[times.length]);
        }

        @Override
        public void accept(Journey journey, Latest latest) {
            for (int index = 0; index < journey.size(); index++) {
                int code = journey.text(index, id);
                if (code >= 0 && code < latest.times().length && journey.time(index) > latest.times()[code]) {
                    latest.times()[code] = journey.time(index);
                    latest.persons()[code] = journey.person();
                    latest.places()[code] = index;
                }
            }
        }

        @Override
        public Latest combine(Latest left, Latest right) {
            for (int code = 0; code < left.times().length; code++) {
                if (right.times()[code] > left.times()[code]) {
                    left.times()[code] = right.times()[code];
                    left.persons()[code] = right.persons()[code];
                    left.places()[code] = right.places()[code];
                }
            }
            return left;
        }
    }
}
