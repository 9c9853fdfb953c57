package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Refusal;
import dev.percorso.server.collect.Sighting;
import dev.percorso.server.collect.SourceKind;
import dev.percorso.server.collect.Sources;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pipeline of every protocol: bounded body, write key, event by event either an event or a refusal, all of them to
 * the collector.
 */
final class Intake {
    /** Fields beside the events that must not stand in dead letters, or are of no use there. */
    private static final Set<String> NOT_KEPT = Set.of("api_key", "writeKey", "token", "token_auth", "options");

    private final Sources sources;
    private final Collector collector;
    private final InstantSource clock;
    private final BodyBudget budget;

    Intake(Sources sources, Collector collector, InstantSource clock, BodyBudget budget) {
        this.sources = sources;
        this.collector = collector;
        this.clock = clock;
        this.budget = budget;
    }

    /** What a call was found to be. */
    private record Received(ProtocolAdapter adapter, Delivery delivery, Sources.Sender sender) {}

    /** Takes a call of one protocol. */
    Response take(Request request, String name, ProtocolAdapter adapter) {
        return take(request, name, adapter, call -> adapter);
    }

    /**
     * Takes a call whose protocol its body tells.
     *
     * @param usual the protocol in whose words a body that cannot be read is answered
     */
    Response take(Request request, String name, ProtocolAdapter usual, Function<Call, ProtocolAdapter> choice) {
        ProtocolAdapter adapter = usual;
        Call call = new Call(name, request, new byte[0]);
        try (BodyBudget.Lease lease = budget.lease()) {
            call = new Call(name, request, request.body(usual.mostBodyBytes(), lease));
            adapter = choice.apply(call);
            Delivery delivery = adapter.read(call);
            return adapter.taken(call, delivery, take(call, new Received(adapter, delivery, sender(delivery))));
        } catch (ProblemException problem) {
            return adapter.failed(call, problem);
        }
    }

    private Sources.Sender sender(Delivery delivery) {
        return delivery.keys().stream()
                .flatMap(key -> sources.byKey(key).stream())
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.WRONG_KEY,
                        "Send the source's write key where this protocol has its key; nothing was taken"));
    }

    private Outcome take(Call call, Received received) {
        Sources.Sender sender = received.sender();
        boolean isBrowser = sender.kind() == SourceKind.WEB;
        Instant now = clock.instant();
        Circumstances circumstances = new Circumstances(
                sender.source(),
                now,
                isBrowser ? call.request().header("user-agent") : Optional.empty(),
                isBrowser ? Optional.of(call.request().clientAddress()) : Optional.empty(),
                received.delivery().envelope(),
                Optional.empty());
        List<Item> items = received.delivery().items();
        List<Event> events = new ArrayList<>(items.size());
        List<Refusal> refusals = new ArrayList<>();
        List<Outcome.RefusedItem> refused = new ArrayList<>();
        List<Sighting> sightings = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Item item = items.get(index);
            try {
                EventDraft draft = draft(received.adapter(), received.delivery().form(), item, circumstances);
                if (draft.isOfNobody()) {
                    sightings.add(draft.sighting(circumstances));
                } else {
                    events.add(draft.event(circumstances));
                }
            } catch (RefusedEventException fault) {
                Refusal refusal = fault.refusal(received.delivery().form(), payload(item, received));
                refusals.add(refusal);
                refused.add(new Outcome.RefusedItem(index, refusal.code(), refusal.reason()));
            }
        }
        collector.accept(sender.workspace(), sender.source(), events, refusals, sightings);
        return new Outcome(items.size(), refused, now);
    }

    static EventDraft draft(ProtocolAdapter adapter, String form, Item item, Circumstances circumstances) {
        if (!item.tree().isObject()) {
            throw new RefusedEventException("not-an-object", "an event must be a JSON object");
        }
        if (item.sizeBytes() > adapter.mostEventBytes()) {
            throw new RefusedEventException(
                    "too-large",
                    "the event has %,d bytes; at most %,d are taken"
                            .formatted(item.sizeBytes(), adapter.mostEventBytes()));
        }
        return adapter.draft(form, item, circumstances);
    }

    /** The event with what was said for all of the call, so that it can be read again by itself; without keys. */
    private static String payload(Item item, Received received) {
        Delivery delivery = received.delivery();
        if (received.adapter().refusesAnalytics(item, delivery.envelope())) {
            return "";
        }
        String text = item.text();
        if (item.tree() instanceof ObjectNode event) {
            ObjectNode whole = event.deepCopy();
            for (Map.Entry<String, JsonNode> field : delivery.envelope().properties()) {
                if (!whole.has(field.getKey()) && !NOT_KEPT.contains(field.getKey())) {
                    whole.set(field.getKey(), field.getValue());
                }
            }
            text = whole.toString();
        }
        for (String key : delivery.keys()) {
            text = text.replace(key, "write-key");
        }
        return text;
    }
}
