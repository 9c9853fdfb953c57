package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.TraitOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Mixpanel's SDKs send to track, import, engage and groups. */
final class MixpanelAdapter implements ProtocolAdapter {
    private static final String TRACK = "mixpanel";
    private static final String ENGAGE = "mixpanel/engage";
    private static final String GROUPS = "mixpanel/groups";
    private static final String DEVICE = "$device:";
    private static final List<String> DROPPED = List.of(
            "token",
            "distinct_id",
            "time",
            "$insert_id",
            "$device_id",
            "$user_id",
            "$identified_id",
            "$anon_id",
            "$anon_distinct_id",
            "$distinct_id",
            "$had_persisted_distinct_id",
            "$mp_api_endpoint",
            "$mp_api_timestamp_ms",
            "alias");

    @Override
    public Set<String> forms() {
        return Set.of(TRACK, ENGAGE, GROUPS);
    }

    @Override
    public Delivery read(Call call) {
        JsonBody body = JsonBody.parse(Forms.json(call), Set.of());
        List<String> keys = new ArrayList<>();
        body.items().stream().limit(1).forEach(item -> {
            Fields.text(item.tree(), "$token").ifPresent(keys::add);
            Fields.text(Fields.object(item.tree(), "properties"), "token").ifPresent(keys::add);
        });
        call.query("token").ifPresent(keys::add);
        call.basicUser().ifPresent(keys::add);
        String form = switch (call.name()) {
            case "engage" -> ENGAGE;
            case "groups" -> GROUPS;
            default -> TRACK;
        };
        return new Delivery(keys, form, JsonBody.MAPPER.createObjectNode(), body.items());
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        return switch (form) {
            case ENGAGE -> profile(item);
            case GROUPS -> group(item);
            default -> tracked(item);
        };
    }

    private static EventDraft tracked(Item item) {
        JsonNode node = item.tree();
        JsonNode properties = Fields.object(node, "properties");
        String name = Fields.text(node, "event").orElse("");
        EventDraft draft = switch (name) {
            case "$identify" ->
                new EventDraft(Event.Kind.IDENTIFY, "", item)
                        .userId(Fields.id(properties, "$identified_id")
                                .or(() -> Fields.id(properties, "$user_id"))
                                .or(() -> Fields.id(properties, "distinct_id"))
                                .or(() -> Fields.id(properties, "$distinct_id")))
                        .anonymousId(Fields.id(properties, "$anon_id")
                                .or(() -> Fields.id(properties, "$anon_distinct_id"))
                                .map(MixpanelAdapter::device));
            case "$create_alias" ->
                new EventDraft(Event.Kind.ALIAS, "", item)
                        .userId(Fields.id(properties, "alias"))
                        .previousId(Fields.id(properties, "distinct_id").map(MixpanelAdapter::device));
            case "$merge" -> merge(item, properties);
            case "$mp_web_page_view" -> ids(page(item, properties), properties);
            default -> ids(reported(EventDraft.track(Optional.of(name), "event", item), properties), properties);
        };
        return draft.messageId(Fields.id(properties, "$insert_id")).time(Fields.instant(properties, "time"));
    }

    private static EventDraft merge(Item item, JsonNode properties) {
        JsonNode ids = properties.path("$distinct_ids");
        if (!ids.isArray()
                || ids.size() != 2
                || !ids.get(0).isString()
                || !ids.get(1).isString()) {
            throw new RefusedEventException("ids-missing", "a merge needs the two ids in '$distinct_ids'");
        }
        return new EventDraft(Event.Kind.ALIAS, "", item)
                .userId(Optional.of(ids.get(0).stringValue()))
                .previousId(Optional.of(device(ids.get(1).stringValue())));
    }

    private static String device(String id) {
        return id.startsWith(DEVICE) ? id.substring(DEVICE.length()) : id;
    }

    private static EventDraft ids(EventDraft draft, JsonNode properties) {
        Optional<String> id = Fields.id(properties, "distinct_id").or(() -> Fields.id(properties, "$distinct_id"));
        Optional<String> device = Fields.id(properties, "$device_id").map(MixpanelAdapter::device);
        Optional<String> user = Fields.id(properties, "$user_id");
        boolean isDevice = id.filter(text -> text.startsWith(DEVICE) || device.equals(Optional.of(text)))
                .isPresent();
        return draft.anonymousId(isDevice ? id.map(MixpanelAdapter::device) : device)
                .userId(user.or(() -> isDevice ? Optional.empty() : id));
    }

    private static EventDraft page(Item item, JsonNode properties) {
        return reported(new EventDraft(Event.Kind.PAGE, Event.PAGE_VIEWED, item), properties)
                .rename("current_page_title", "title")
                .rename("current_url_path", Event.PATH);
    }

    private static EventDraft reported(EventDraft draft, JsonNode properties) {
        Flattening.into(draft.properties(), "", properties);
        return draft.drop(DROPPED)
                .rename("$current_url", "url")
                .rename("$referrer", "referrer")
                .place(
                        Fields.text(properties, "$current_url"),
                        Fields.text(properties, "$referrer").filter(text -> !text.equals("$direct")))
                .userAgent(Fields.text(properties, "$user_agent"))
                .address(Fields.text(properties, "ip").or(() -> Fields.text(properties, "$ip")));
    }

    private static EventDraft group(Item item) {
        JsonNode node = item.tree();
        EventDraft draft = new EventDraft(Event.Kind.GROUP, "", item);
        Map<String, Object> traits = draft.traits();
        Groups.of(traits, Fields.text(node, "$group_key"), Fields.id(node, "$group_id"), Fields.object(node, "$set"));
        Groups.change(traits, TraitOperation.SET_ONCE, Fields.object(node, "$set_once"));
        Groups.change(traits, TraitOperation.ADD, Fields.object(node, "$add"));
        Groups.change(traits, TraitOperation.UNION, Fields.object(node, "$union"));
        Groups.change(traits, TraitOperation.REMOVE, Fields.object(node, "$remove"));
        Groups.unset(traits, node.path("$unset"));
        if (node.has("$delete")) {
            Groups.unsetAll(traits);
        }
        return draft.messageId(Fields.id(node, "$insert_id")).time(Fields.instant(node, "$time"));
    }

    private static EventDraft profile(Item item) {
        JsonNode node = item.tree();
        EventDraft draft = new EventDraft(Event.Kind.IDENTIFY, "", item);
        Map<String, Object> traits = draft.traits();
        TraitOperations.put(traits, TraitOperation.SET_ONCE, Fields.object(node, "$set_once"));
        Map<String, Object> set = new LinkedHashMap<>();
        Flattening.into(set, "", Fields.object(node, "$set"));
        set.forEach((name, value) -> traits.put(NAMES.getOrDefault(name, name), value));
        TraitOperations.put(traits, TraitOperation.ADD, Fields.object(node, "$add"));
        TraitOperations.put(traits, TraitOperation.APPEND, Fields.object(node, "$append"));
        TraitOperations.put(traits, TraitOperation.UNION, Fields.object(node, "$union"));
        TraitOperations.put(traits, TraitOperation.REMOVE, Fields.object(node, "$remove"));
        TraitOperations.unset(traits, node.path("$unset"));
        if (node.has("$delete")) {
            traits.put(TraitOperation.UNSET_ALL.of(""), true);
        }
        if (traits.isEmpty()) {
            throw new RefusedEventException(
                    "unknown-operation",
                    "use one of $set, $set_once, $add, $append, $union, $remove, $unset and $delete");
        }
        Optional<String> id = Fields.id(node, "$distinct_id");
        Optional<String> device = Fields.id(node, "$device_id").map(MixpanelAdapter::device);
        boolean isDevice = id.filter(text -> text.startsWith(DEVICE) || device.equals(Optional.of(text)))
                .isPresent();
        return draft.userId(Fields.id(node, "$user_id").or(() -> isDevice ? Optional.empty() : id))
                .anonymousId(isDevice ? id.map(MixpanelAdapter::device) : device)
                .messageId(Fields.id(node, "$insert_id"))
                .time(Fields.instant(node, "$time"));
    }

    /** Mixpanel's names of what every person has. */
    private static final Map<String, String> NAMES = Map.of(
            "$email", "email",
            "$name", "name",
            "$first_name", "firstName",
            "$last_name", "lastName",
            "$phone", "phone",
            "$avatar", "avatar",
            "$created", "createdAt");

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        if (call.name().equals("import") && call.asks("strict")) {
            return imported(delivery, outcome);
        }
        String error = outcome.isFailure() ? outcome.refused().getFirst().reason() : "";
        return answer(call, 200, error);
    }

    private static Response imported(Delivery delivery, Outcome outcome) {
        List<Map<String, Object>> failed = new ArrayList<>();
        for (Outcome.RefusedItem refused : outcome.refused()) {
            JsonNode properties =
                    Fields.object(delivery.items().get(refused.index()).tree(), "properties");
            failed.add(Map.of(
                    "index",
                    refused.index(),
                    "insert_id",
                    Fields.id(properties, "$insert_id").orElse(""),
                    "field",
                    refused.code(),
                    "message",
                    refused.reason()));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        int status = failed.isEmpty() ? 200 : 400;
        body.put("code", status);
        if (!failed.isEmpty()) {
            body.put("error", "some data points in the request failed validation");
            body.put("failed_records", failed);
        }
        body.put("status", failed.isEmpty() ? "OK" : "Bad Request");
        body.put("num_records_imported", outcome.taken());
        return new Response.JsonBody(status, body, Map.of());
    }

    @Override
    public Response failed(Call call, ProblemException problem) {
        Response plain = answer(call, problem.code().status(), problem.detail());
        return plain.with(Response.problem(problem).headers());
    }

    /** Plain {@code 1} or {@code 0}, or an object to those who ask for words. */
    private static Response answer(Call call, int status, String error) {
        boolean isTaken = error.isEmpty();
        if (call.asks("verbose")) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("status", isTaken ? 1 : 0);
            body.put("error", isTaken ? "" : error);
            return new Response.JsonBody(status, body, Map.of());
        }
        return new Response.Bytes(
                status,
                "text/plain; charset=utf-8",
                (isTaken ? "1" : "0").getBytes(StandardCharsets.UTF_8),
                Map.of("Cache-Control", "no-store"));
    }
}
