package dev.percorso.server.loyalty;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.Identity;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.TraitChange;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells the rest what people have: the traits {@code points} and {@code tier}, and an event {@value #EVENT} when points have
 * brought somebody into another tier. What was told after a crash is told again: traits do not mind, and the event has an
 * identity of its own. When the tiers themselves were changed, people are in another one without an event.
 */
final class TierTeller implements AutoCloseable {
    static final String EVENT = "Tier Changed";

    private static final String SOURCE = "loyalty";
    private static final String POINTS = "points";
    private static final String TIER = "tier";
    private static final int AT_ONCE = 500;
    private static final Duration REST = Duration.ofSeconds(1);

    private final PointStore store;
    private final People people;
    private final Collector collector;
    private final InstantSource clock;
    private final Worker worker = new Worker("points and tiers", REST, this::look);

    TierTeller(PointStore store, People people, Collector collector, InstantSource clock) {
        this.store = store;
        this.people = people;
        this.collector = collector;
        this.clock = clock;
    }

    void start() {
        worker.start();
    }

    void wake() {
        worker.wake();
    }

    private boolean look() {
        List<PointStore.Standing> due = store.due(AT_ONCE);
        Map<WorkspaceId, Tiers> tiers = new LinkedHashMap<>();
        for (PointStore.Standing standing : due) {
            if (worker.isClosing()) {
                return false;
            }
            tell(standing, tiers.computeIfAbsent(standing.workspace(), store::tiers));
        }
        return !due.isEmpty();
    }

    private void tell(PointStore.Standing standing, Tiers tiers) {
        WorkspaceId workspace = standing.workspace();
        String tier = tiers.of(standing.earned()).map(Tiers.Tier::name).orElse("");
        boolean isOther = !tier.equals(standing.tier());
        if (people.find(workspace, standing.person()).isPresent()) {
            if (!standing.isQuiet()) {
                people.setTrait(workspace, standing.person(), POINTS, standing.points(), TraitChange.FLOW);
            }
            if (isOther && tier.isEmpty()) {
                people.removeTrait(workspace, standing.person(), TIER, TraitChange.FLOW);
            }
            if (isOther && !tier.isEmpty()) {
                people.setTrait(workspace, standing.person(), TIER, tier, TraitChange.FLOW);
            }
            if (isOther && !standing.isQuiet()) {
                happened(standing, tier, tiers);
            }
        }
        store.told(standing, tier);
    }

    private void happened(PointStore.Standing standing, String tier, Tiers tiers) {
        people.identities(standing.workspace(), standing.person()).stream()
                .filter(known -> known.kind() != IdentityKind.EMAIL)
                .min(Comparator.comparingInt(known -> known.kind() == IdentityKind.USER ? 0 : 1))
                .ifPresent(identity -> collector.accept(
                        standing.workspace(), SOURCE, List.of(event(standing, tier, tiers, identity))));
    }

    private Event event(PointStore.Standing standing, String tier, Tiers tiers, Identity identity) {
        boolean isUser = identity.kind() == IdentityKind.USER;
        return new Event(
                "tier-%d-%d-%s".formatted(standing.person(), standing.changes() + 1, tier),
                Event.Kind.TRACK,
                EVENT,
                isUser ? Optional.empty() : Optional.of(identity.value()),
                isUser ? Optional.of(identity.value()) : Optional.empty(),
                Optional.empty(),
                clock.instant(),
                Map.of(
                        TIER,
                        tier,
                        "previous",
                        standing.tier(),
                        "direction",
                        tiers.rank(tier) > tiers.rank(standing.tier()) ? "up" : "down",
                        POINTS,
                        standing.points(),
                        "earned",
                        standing.earned()),
                Map.of(),
                SOURCE);
    }

    @Override
    public void close() {
        worker.close();
    }
}
