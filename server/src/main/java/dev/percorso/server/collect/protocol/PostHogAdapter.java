package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.TraitOperation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What PostHog's SDKs send. An id counts as anonymous as long as the SDK says that nobody was identified; without such a
 * word, as from servers, it is the user's.
 */
final class PostHogAdapter implements ProtocolAdapter {
    private static final String FORM = "posthog";
    private static final String SECOND_EVENTS = "events";
    private static final Map<String, String> NAMES = Map.of("$pageleave", "Page Left");
    /** What is said elsewhere in our events, or concerns PostHog only. */
    private static final List<String> DROPPED = List.of(
            "token",
            "distinct_id",
            "$insert_id",
            "$time",
            "$sent_at",
            "$device_id",
            "$user_id",
            "$anon_distinct_id",
            "$is_identified",
            "$process_person_profile",
            "$raw_user_agent",
            "$geoip_disable",
            "$configured_session_timeout_ms",
            "$sdk_debug_retry_queue_size",
            "alias");

    @Override
    public Set<String> forms() {
        return Set.of(FORM);
    }

    @Override
    public Delivery read(Call call) {
        JsonBody body = JsonBody.parse(Forms.json(call), Set.of("batch"));
        List<String> keys = new ArrayList<>();
        for (String name : new String[] {"api_key", "token"}) {
            Fields.text(body.envelope(), name).ifPresent(keys::add);
        }
        body.items().stream().limit(1).forEach(item -> {
            Fields.text(item.tree(), "api_key").ifPresent(keys::add);
            Fields.text(item.tree(), "token").ifPresent(keys::add);
            Fields.text(Fields.object(item.tree(), "properties"), "token").ifPresent(keys::add);
        });
        call.bearer().ifPresent(keys::add);
        call.query("token").ifPresent(keys::add);
        return new Delivery(keys, FORM, body.envelope(), body.items());
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        JsonNode node = item.tree();
        JsonNode properties = Fields.object(node, "properties");
        String name = Fields.text(node, "event").orElse("");
        EventDraft draft = draft(name, item, properties);
        ids(draft, name, node, properties);
        traits(draft, name, node, properties);
        draft.messageId(Fields.id(node, "uuid").or(() -> Fields.id(properties, "$insert_id")))
                .time(Fields.instant(node, "timestamp")
                        .or(() -> Fields.instant(properties, "$time"))
                        .or(() -> offset(node, circumstances)));
        if (!Fields.isTrue(properties, "$ignore_sent_at")
                && !Fields.isTrue(Fields.object(node, "options"), "disable_skew_correction")) {
            draft.sentAt(Fields.instant(node, "sent_at").or(() -> Fields.instant(circumstances.envelope(), "sent_at")));
        }
        return draft;
    }

    private static EventDraft draft(String name, Item item, JsonNode properties) {
        return switch (name) {
            case "$pageview" -> reported(new EventDraft(Event.Kind.PAGE, Event.PAGE_VIEWED, item), properties);
            case "$screen" ->
                reported(new EventDraft(Event.Kind.SCREEN, Event.SCREEN_VIEWED, item), properties)
                        .rename("$screen_name", "name");
            case "$identify", "$set" -> new EventDraft(Event.Kind.IDENTIFY, "", item);
            case "$create_alias", "$merge_dangerously" -> new EventDraft(Event.Kind.ALIAS, "", item);
            case "$groupidentify" -> new EventDraft(Event.Kind.GROUP, "", item);
            default ->
                reported(EventDraft.track(Optional.of(NAMES.getOrDefault(name, name)), "event", item), properties);
        };
    }

    private static EventDraft reported(EventDraft draft, JsonNode properties) {
        Map<String, Object> plain = new LinkedHashMap<>();
        Flattening.into(plain, "", properties);
        plain.forEach((name, value) -> {
            if (!name.startsWith("$set") && !name.startsWith("$unset")) {
                draft.properties().put(name.startsWith("$groups.") ? "group." + name.substring(8) : name, value);
            }
        });
        return draft.drop(DROPPED)
                .rename("$current_url", "url")
                .rename("$pathname", Event.PATH)
                .rename("$referrer", "referrer")
                .rename("$title", "title")
                .rename("$device_type", "device_type")
                .rename("$browser_language", "locale")
                .place(
                        Fields.text(properties, "$current_url"),
                        Fields.text(properties, "$referrer").filter(text -> !text.equals("$direct")))
                .userAgent(Fields.text(properties, "$raw_user_agent"))
                .address(Fields.text(properties, "$ip"));
    }

    private static void ids(EventDraft draft, String name, JsonNode node, JsonNode properties) {
        Optional<String> id = Fields.id(node, "distinct_id").or(() -> Fields.id(properties, "distinct_id"));
        Optional<String> device = Fields.id(properties, "$device_id");
        switch (name) {
            case "$identify" ->
                draft.userId(id)
                        .anonymousId(Fields.id(properties, "$anon_distinct_id").or(() -> device));
            case "$create_alias", "$merge_dangerously" -> draft.userId(id).previousId(Fields.id(properties, "alias"));
            default -> {
                boolean isAnonymous = Fields.isFalse(properties, "$is_identified")
                        || Fields.isFalse(properties, "$process_person_profile")
                        || Fields.isFalse(Fields.object(node, "options"), "process_person_profile")
                        || (id.isPresent() && id.equals(device));
                draft.anonymousId(isAnonymous ? id : device).userId(isAnonymous ? Optional.empty() : id);
            }
        }
    }

    private static void traits(EventDraft draft, String name, JsonNode node, JsonNode properties) {
        if (name.equals("$groupidentify")) {
            Groups.of(
                    draft.traits(),
                    Fields.text(properties, "$group_type"),
                    Fields.id(properties, "$group_key"),
                    Fields.object(properties, "$group_set"));
            Fields.id(node, "distinct_id")
                    .filter(id -> Groups.isGroup(id, properties))
                    .ifPresent(id -> draft.userId(Optional.empty()).anonymousId(Optional.empty()));
            Groups.change(draft.traits(), TraitOperation.SET_ONCE, Fields.object(properties, "$group_set_once"));
            return;
        }
        for (JsonNode said : new JsonNode[] {properties, node}) {
            TraitOperations.put(draft.traits(), TraitOperation.SET_ONCE, Fields.object(said, "$set_once"));
            Flattening.into(draft.traits(), "", Fields.object(said, "$set"));
            TraitOperations.unset(draft.traits(), said.path("$unset"));
        }
        Groups.membership(draft.traits(), Fields.object(properties, "$groups"));
    }

    /** Older SDKs say how many milliseconds ago it was. */
    private static Optional<java.time.Instant> offset(JsonNode node, Circumstances circumstances) {
        JsonNode offset = node.path("offset");
        return offset.isNumber()
                ? Optional.of(circumstances.receivedAt().minusMillis(Math.max(0, (long) offset.doubleValue())))
                : Optional.empty();
    }

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        if (call.name().equals(SECOND_EVENTS)) {
            return Response.ok(Map.of("results", results(delivery, outcome)));
        }
        return call.asks("beacon") ? Response.noContent() : Response.ok(Map.of("status", 1));
    }

    /** The newer protocol asks event by event, and would send again what we do not name. */
    private static Map<String, Map<String, String>> results(Delivery delivery, Outcome outcome) {
        Map<String, Map<String, String>> results = new LinkedHashMap<>();
        for (Item item : delivery.items()) {
            Fields.id(item.tree(), "uuid").ifPresent(id -> results.put(id, Map.of("result", "ok")));
        }
        for (Outcome.RefusedItem refused : outcome.refused()) {
            Fields.id(delivery.items().get(refused.index()).tree(), "uuid")
                    .ifPresent(id -> results.put(id, Map.of("result", "drop", "details", refused.reason())));
        }
        return results;
    }

    /** The browser SDK drops what is answered with 429; after 503 it sends again. */
    @Override
    public Response failed(Call call, ProblemException problem) {
        return Response.problem(
                problem.code() == ErrorCode.TOO_MANY_REQUESTS
                        ? ProblemException.retryLater(
                                ErrorCode.UNAVAILABLE,
                                problem.detail(),
                                problem.retryAfterSeconds().orElse(1))
                        : problem);
    }
}
