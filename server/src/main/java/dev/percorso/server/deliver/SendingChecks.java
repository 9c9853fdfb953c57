package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Measures a message by the rules at the moment of sending, in the order run, holdout, consent, topic, suppression, cap,
 * quiet hours, throttle, and tells of each what came of it. What is not marketing passes all of them, but goes to no
 * address whose mail came back.
 */
public final class SendingChecks {
    static final String HELD_OUT = "the person is among those who receive no marketing, to compare the others with";
    static final Check RECEIPT = new Check("purpose", true, "part of an order or account, which no rule holds back");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** Ends of a run after which nobody wants what it said before; by how they are stored. */
    private static final Map<String, String> LEFT_BY = Map.of(
            "goal", "the person has reached the goal of the flow meanwhile",
            "exit-rule", "an exit rule has ended the flow for the person meanwhile",
            "removed", "the person was taken out of the flow meanwhile");

    private final DeliveryRulesStore store;
    private final InstantSource clock;
    private final Suppressions suppressions;
    /** When the messages of the last minute were let through. */
    private final Map<Line, Deque<Instant>> recent = new HashMap<>();

    public SendingChecks(Database database, InstantSource clock, Suppressions suppressions) {
        this.store = new DeliveryRulesStore(database);
        this.clock = clock;
        this.suppressions = suppressions;
    }

    DeliveryRulesStore store() {
        return store;
    }

    /** What people can subscribe to, in the order in which they are shown. */
    public List<Topic> topics(WorkspaceId workspace) {
        return store.topics(workspace);
    }

    /** Of the topics that were offered the person wants some; what they said of others stays. */
    public void choose(WorkspaceId workspace, int person, List<String> offered, List<String> wanted) {
        if (offered.isEmpty()) {
            return;
        }
        Set<String> refused = new HashSet<>(store.refused(workspace, person));
        refused.addAll(offered);
        wanted.forEach(refused::remove);
        store.refuse(workspace, person, refused, clock.instant());
    }

    /** Whether the workspace sends the person no marketing, to compare the others with. */
    public boolean holdsOut(WorkspaceId workspace, int person) {
        return store.rules(workspace).holdsOut(workspace, person);
    }

    /** One rule and what came of it; the detail is for people. */
    public record Check(String rule, boolean passed, String detail) {}

    /**
     * The verdict.
     *
     * @param until when to try again, if the message has to wait
     */
    record Verdict(List<Check> checks, Optional<String> skipped, Optional<Instant> until) {
        Verdict {
            checks = List.copyOf(checks);
        }
    }

    /** @param address that may be suppressed; empty for none */
    Verdict judge(OutboxMessage row, Recipient recipient, String address) {
        QueuedMessage message = row.message();
        List<Check> checks = new ArrayList<>();
        Map<String, Supplier<Optional<String>>> objections =
                message.marketing() ? ofMarketing(row, recipient, address) : ofReceipt(message, recipient, address);
        if (!message.marketing()) {
            checks.add(RECEIPT);
        }
        for (Map.Entry<String, Supplier<Optional<String>>> each : objections.entrySet()) {
            Optional<String> objection = each.getValue().get();
            checks.add(new Check(each.getKey(), objection.isEmpty(), objection.orElse("")));
            if (objection.isPresent()) {
                return new Verdict(checks, objection, Optional.empty());
            }
        }
        Optional<Instant> until = message.marketing()
                ? held(message, store.rules(message.workspace()), recipient, checks)
                : Optional.empty();
        return new Verdict(checks, Optional.empty(), until);
    }

    /** What may object to marketing, by rule and in order. */
    private Map<String, Supplier<Optional<String>>> ofMarketing(
            OutboxMessage row, Recipient recipient, String address) {
        QueuedMessage message = row.message();
        Map<String, Supplier<Optional<String>>> objections = new LinkedHashMap<>();
        store.endOfRun(message).ifPresent(end -> objections.put("run", () -> Optional.ofNullable(LEFT_BY.get(end))));
        DeliveryRules rules = store.rules(message.workspace());
        if (rules.holdout().isPresent()) {
            objections.put(
                    "holdout",
                    () -> Optional.of(HELD_OUT).filter(_ -> rules.holdsOut(message.workspace(), message.person())));
        }
        objections.put("consent", () -> suppressions.consentObjection(message.channel(), recipient));
        objections.put("topic", () -> refusedTopic(message));
        objections.put(
                "suppression",
                () -> suppressions.suppressionObjection(message.workspace(), message.channel(), recipient, address));
        objections.put("cap", () -> overCap(row, rules));
        return objections;
    }

    private Map<String, Supplier<Optional<String>>> ofReceipt(
            QueuedMessage message, Recipient recipient, String address) {
        return Map.of(
                "suppression",
                () -> suppressions.bounceObjection(message.workspace(), message.channel(), recipient, address));
    }

    private Optional<String> refusedTopic(QueuedMessage message) {
        boolean refused = !message.topic().isBlank()
                && store.refused(message.workspace(), message.person()).contains(message.topic());
        return refused ? Optional.of("the person does not want the topic " + message.topic()) : Optional.empty();
    }

    private Optional<String> overCap(OutboxMessage row, DeliveryRules rules) {
        QueuedMessage message = row.message();
        for (DeliveryRules.Cap cap : rules.caps()) {
            if (cap.counts(message.channel())) {
                Instant since = clock.instant().minus(cap.length());
                long sent = store.sentSince(row, cap.channel(), since);
                if (sent >= cap.count()) {
                    return Optional.of(cap.reached());
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> held(
            QueuedMessage message, DeliveryRules rules, Recipient recipient, List<Check> checks) {
        Instant now = clock.instant();
        Optional<Instant> quiet = rules.quietHours().flatMap(hours -> hours.endAfter(now, recipient.zone()));
        checks.add(new Check(
                "quietHours",
                quiet.isEmpty(),
                quiet.map(end -> "held until " + end).orElse("")));
        if (quiet.isPresent()) {
            return quiet;
        }
        Optional<Instant> throttled = throttled(message, rules, now);
        checks.add(new Check(
                "throttle",
                throttled.isEmpty(),
                throttled.map(end -> "held until " + end).orElse("")));
        return throttled;
    }

    /** Lets the message through if neither its channel nor all together have had enough in the last minute. */
    private synchronized Optional<Instant> throttled(QueuedMessage message, DeliveryRules rules, Instant now) {
        Line all = new Line(message.workspace(), Optional.empty());
        Line own = new Line(message.workspace(), Optional.of(message.channel()));
        Optional<Integer> ofChannel =
                Optional.ofNullable(rules.perMinuteOn().get(message.channel().json()));
        Optional<Instant> until = later(
                rules.perMinute().flatMap(most -> full(all, most, now)),
                ofChannel.flatMap(most -> full(own, most, now)));
        if (until.isEmpty()) {
            // Only what is limited is counted, so that nothing grows for ever.
            rules.perMinute().ifPresent(_ -> line(all).addLast(now));
            ofChannel.ifPresent(_ -> line(own).addLast(now));
        }
        return until;
    }

    private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** When there is room again; empty when there is. */
    private Optional<Instant> full(Line line, int most, Instant now) {
        Deque<Instant> let = line(line);
        while (!let.isEmpty() && !let.getFirst().plus(MINUTE).isAfter(now)) {
            let.removeFirst();
        }
        return let.size() >= most ? Optional.of(let.getFirst().plus(MINUTE)) : Optional.empty();
    }

    private Deque<Instant> line(Line line) {
        return recent.computeIfAbsent(line, _ -> new ArrayDeque<>());
    }

    /** What is counted together; without a channel all of a workspace. */
    private record Line(WorkspaceId workspace, Optional<Channel> channel) {}
}
