package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.CompanyTraits;
import dev.percorso.server.people.TraitOperation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What Amplitude's SDKs send. They read the status from the body of the answer, not from its head. */
final class AmplitudeAdapter implements ProtocolAdapter {
    private static final String EVENTS = "amplitude";
    private static final String IDENTIFY = "amplitude/identify";
    private static final String GROUPS = "amplitude/groupidentify";
    private static final List<String> PLAIN = List.of(
            "app_version",
            "platform",
            "os_name",
            "os_version",
            "country",
            "region",
            "city",
            "carrier",
            "price",
            "quantity",
            "revenue",
            "productId",
            "revenueType",
            "session_id");
    private static final Map<String, TraitOperation> OPERATIONS = Map.of(
            "$setOnce", TraitOperation.SET_ONCE,
            "$add", TraitOperation.ADD,
            "$append", TraitOperation.APPEND,
            "$postInsert", TraitOperation.UNION,
            "$preInsert", TraitOperation.UNION,
            "$remove", TraitOperation.REMOVE);

    @Override
    public Set<String> forms() {
        return Set.of(EVENTS, IDENTIFY, GROUPS);
    }

    @Override
    public Delivery read(Call call) {
        List<String> keys = new ArrayList<>();
        if (call.name().equals("identify") || call.name().equals("groupidentify")) {
            Map<String, String> form = Forms.fields(new String(call.body(), StandardCharsets.UTF_8));
            Optional.ofNullable(form.get("api_key")).ifPresent(keys::add);
            JsonBody body =
                    JsonBody.parse(form.getOrDefault("identification", "").getBytes(StandardCharsets.UTF_8), Set.of());
            return new Delivery(
                    keys,
                    call.name().equals("identify") ? IDENTIFY : GROUPS,
                    JsonBody.MAPPER.createObjectNode(),
                    body.items());
        }
        JsonBody body = JsonBody.parseObject(call.body(), Set.of("events"));
        Fields.text(body.envelope(), "api_key").ifPresent(keys::add);
        if (!body.isList()) {
            throw ProblemException.invalid("/events", "send the events in a list named 'events'");
        }
        return new Delivery(keys, EVENTS, body.envelope(), body.items());
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        JsonNode node = item.tree();
        String type = Fields.text(node, "event_type").orElse(form.equals(IDENTIFY) ? "$identify" : "");
        EventDraft draft = switch (form.equals(GROUPS) ? "$groupidentify" : type) {
            case "$identify" -> new EventDraft(Event.Kind.IDENTIFY, "", item);
            case "$groupidentify" -> group(item);
            case "[Amplitude] Page Viewed" ->
                properties(new EventDraft(Event.Kind.PAGE, Event.PAGE_VIEWED, item), node);
            default -> properties(EventDraft.track(Optional.of(type), "event_type", item), node);
        };
        traits(draft.traits(), Fields.object(node, "user_properties"));
        Groups.membership(draft.traits(), Fields.object(node, "groups"));
        return draft.messageId(Fields.id(node, "insert_id").map(id -> scoped(node, id)))
                .userId(Fields.id(node, "user_id"))
                .anonymousId(Fields.id(node, "device_id"))
                .time(Fields.instant(node, "time"))
                .sentAt(Fields.instant(circumstances.envelope(), "client_upload_time"));
    }

    /** Amplitude's own rule: an insert id counts per device. */
    private static String scoped(JsonNode node, String insertId) {
        return Fields.id(node, "device_id")
                .map(device -> device + ' ' + insertId)
                .orElse(insertId);
    }

    /** The call of its own names one group; an event names it among its groups. */
    private static EventDraft group(Item item) {
        JsonNode node = item.tree();
        EventDraft draft = new EventDraft(Event.Kind.GROUP, "", item);
        Map<String, Object> named = new LinkedHashMap<>();
        Groups.membership(named, Fields.object(node, "groups"));
        JsonNode said = Fields.object(node, "group_properties");
        Groups.of(
                draft.traits(),
                Fields.text(node, "group_type").or(() -> text(named, CompanyTraits.TYPE)),
                Fields.id(node, "group_value").or(() -> text(named, CompanyTraits.ID)),
                Fields.object(said, "$set", OPERATIONS.keySet().stream().anyMatch(said::has) ? Fields.NOTHING : said));
        OPERATIONS.forEach((name, change) -> Groups.change(draft.traits(), change, Fields.object(said, name)));
        Groups.unset(draft.traits(), said.path("$unset"));
        if (said.has("$clearAll")) {
            Groups.unsetAll(draft.traits());
        }
        return draft;
    }

    private static Optional<String> text(Map<String, Object> named, String name) {
        return Optional.ofNullable(named.get(name)).map(Object::toString);
    }

    private static EventDraft properties(EventDraft draft, JsonNode node) {
        Flattening.into(draft.properties(), "", Fields.object(node, "event_properties"));
        Flattening.into(draft.properties(), "group", Fields.object(node, "groups"));
        Map<String, Object> plain = new LinkedHashMap<>();
        for (String name : PLAIN) {
            JsonNode value = node.path(name);
            if (value.isString()) {
                plain.put(name, value.stringValue());
            } else if (value.isNumber() && value.doubleValue() >= 0) {
                plain.put(name, value.isIntegralNumber() ? (Object) value.longValue() : value.doubleValue());
            }
        }
        plain.forEach(draft.properties()::putIfAbsent);
        draft.rename("$revenue", "revenue").rename("$price", "price").rename("$quantity", "quantity");
        if (!draft.properties().containsKey("revenue")
                && draft.properties().get("price") instanceof Number price
                && draft.properties().containsKey("revenueType")) {
            double quantity = draft.properties().get("quantity") instanceof Number number ? number.doubleValue() : 1;
            draft.properties().put("revenue", price.doubleValue() * quantity);
        }
        JsonNode said = Fields.object(node, "event_properties");
        return draft.rename("[Amplitude] Page URL", "url")
                .rename("[Amplitude] Page Path", Event.PATH)
                .rename("[Amplitude] Page Title", "title")
                .rename("[Amplitude] Page Location", "url")
                .place(
                        Fields.text(said, "[Amplitude] Page Location")
                                .or(() -> Fields.text(said, "[Amplitude] Page URL")),
                        Fields.text(said, "referrer"))
                .put("locale", Fields.text(node, "language"))
                .userAgent(Fields.text(node, "user_agent"))
                .address(Fields.text(node, "ip").filter(ip -> !ip.equals("$remote")));
    }

    private static void traits(Map<String, Object> traits, JsonNode said) {
        if (said.has("$clearAll")) {
            traits.put(TraitOperation.UNSET_ALL.of(""), true);
        }
        OPERATIONS.forEach((name, change) -> TraitOperations.put(traits, change, Fields.object(said, name)));
        TraitOperations.unset(traits, said.path("$unset"));
        Flattening.into(traits, "", Fields.object(said, "$set"));
        Map<String, Object> plain = new LinkedHashMap<>();
        Flattening.into(plain, "", said);
        plain.forEach((name, value) -> {
            if (!name.startsWith("$")) {
                traits.put(name, value);
            }
        });
    }

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        if (!delivery.form().equals(EVENTS)) {
            return new Response.Bytes(
                    200, "text/plain; charset=utf-8", "success".getBytes(StandardCharsets.UTF_8), Map.of());
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", 200);
        body.put("events_ingested", outcome.taken());
        body.put("payload_size_bytes", call.body().length);
        body.put("server_upload_time", outcome.receivedAt().toEpochMilli());
        return Response.ok(body);
    }

    @Override
    public Response failed(Call call, ProblemException problem) {
        boolean isKey = problem.code() == ErrorCode.WRONG_KEY;
        int status = isKey ? 400 : problem.code().status();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", status);
        body.put("error", (isKey ? "Invalid API key: " : "") + problem.detail());
        return new Response.JsonBody(status, body, Response.problem(problem).headers());
    }
}
