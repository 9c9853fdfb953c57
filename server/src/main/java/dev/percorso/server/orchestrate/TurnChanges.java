package dev.percorso.server.orchestrate;

import dev.percorso.flow.Effect;
import dev.percorso.flow.RunState;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.loyalty.PointStore;
import dev.percorso.server.onsite.Offer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one turn changes in one workspace; collected in memory, then committed at once. */
final class TurnChanges {
    private final Map<String, RunState> runs = new LinkedHashMap<>();
    private List<RunStore.Written> written = List.of();
    private final List<QueuedMessage> messages = new ArrayList<>();
    private final List<QueuedMessage> calls = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private final Map<CountKey, Long> counts = new LinkedHashMap<>();
    private final List<TraitChange> traits = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private final List<ListChange> listChanges = new ArrayList<>();
    private final List<FailureStore.Stuck> stuck = new ArrayList<>();
    private final List<GivenInput> kept = new ArrayList<>();
    private final List<LineStore.Arrival> arrivals = new ArrayList<>();
    private final List<PointStore.Addition> points = new ArrayList<>();
    private final List<CouponDesk.Ask> coupons = new ArrayList<>();
    private final List<ExperimentStore.Exposure> exposures = new ArrayList<>();

    /** What is counted. */
    enum Count {
        ENTERED,
        GOAL,
        EXITED,
        EDGE,
        /** Persons taken from one step to another by a move to another version. */
        MOVED,
        /** Persons whom chance sent a way: source the step, target the label. */
        CHOSEN,
        /** Those of them who reached the goal. */
        CHOSEN_GOAL,
        HELD_OUT
    }

    /**
     * What is counted of a flow.
     *
     * @param source of an edge, or the step that chose; else empty
     * @param outlet the way out of the source that an edge takes; empty for counts of before that was known
     * @param target of an edge, or the way chosen; else empty
     */
    record CountKey(String flow, Count kind, String source, String outlet, String target) {
        CountKey(String flow, Count kind, String source, String target) {
            this(flow, kind, source, "", target);
        }

        /** A person goes from one step to another; moves to another version take no way. */
        static CountKey of(String flow, Effect.MovedTo moved) {
            return moved.outlet().isEmpty()
                    ? new CountKey(flow, Count.MOVED, moved.from(), moved.to())
                    : new CountKey(flow, Count.EDGE, moved.from(), moved.outlet(), moved.to());
        }
    }

    /** A trait that a step sets. */
    record TraitChange(int person, String trait, Object value) {}

    /** A step puts a person on a list or takes them off it. */
    record ListChange(String list, int person, boolean joins, String flow) {}

    /** A person came into a segment or left it. */
    record Membership(String segment, int person, boolean isMember) {}

    void run(RunState state) {
        runs.put(state.run(), state);
        written = List.of();
    }

    /** The runs with what is stored of each; complete once the turn is decided. */
    List<RunStore.Written> written() {
        if (written.size() != runs.size()) {
            written = RunStore.written(runs.values());
        }
        return written;
    }

    void message(QueuedMessage message) {
        messages.add(message);
    }

    void offer(Offer offer) {
        offers.add(offer);
    }

    List<Offer> offers() {
        return offers;
    }

    void call(QueuedMessage call) {
        calls.add(call);
    }

    List<QueuedMessage> calls() {
        return calls;
    }

    void count(String flow, Count kind, String source, String target) {
        count(new CountKey(flow, kind, source, target));
    }

    void count(CountKey key) {
        counts.merge(key, 1L, Long::sum);
    }

    void trait(TraitChange change) {
        traits.add(change);
    }

    void membership(Membership change) {
        memberships.add(change);
    }

    void arrival(LineStore.Arrival arrival) {
        arrivals.add(arrival);
    }

    List<LineStore.Arrival> arrivals() {
        return arrivals;
    }

    void listChange(ListChange change) {
        listChanges.add(change);
    }

    List<ListChange> listChanges() {
        return listChanges;
    }

    void points(PointStore.Addition addition) {
        points.add(addition);
    }

    List<PointStore.Addition> points() {
        return points;
    }

    void coupon(CouponDesk.Ask ask) {
        coupons.add(ask);
    }

    List<CouponDesk.Ask> coupons() {
        return coupons;
    }

    void exposure(ExperimentStore.Exposure exposure) {
        exposures.add(exposure);
    }

    List<ExperimentStore.Exposure> exposures() {
        return exposures;
    }

    /** How many left a step of a flow. */
    long left(String flow, String step) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().kind() == Count.EDGE
                        && entry.getKey().flow().equals(flow)
                        && entry.getKey().source().equals(step))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    void stuck(FailureStore.Stuck run) {
        stuck.add(run);
    }

    /** Keeps what could not be decided, to be given again. */
    void keep(GivenInput given) {
        kept.add(given);
    }

    List<GivenInput> kept() {
        return kept;
    }

    List<FailureStore.Stuck> stuck() {
        return stuck;
    }

    Map<String, RunState> runs() {
        return runs;
    }

    List<QueuedMessage> messages() {
        return messages;
    }

    Map<CountKey, Long> counts() {
        return counts;
    }

    List<TraitChange> traits() {
        return traits;
    }

    List<Membership> memberships() {
        return memberships;
    }
}
