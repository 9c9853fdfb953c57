package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tracking API of Matomo. The site id, or {@code token_auth} where that must be a number, is the write key. */
final class MatomoAdapter implements ProtocolAdapter {
    private static final String FORM = "matomo";
    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==");
    /** Text to say under a name of ours. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("action_name", "title"),
            Map.entry("lang", "locale"),
            Map.entry("res", "screen"),
            Map.entry("pv_id", "page_view_id"),
            Map.entry("c_n", "content_name"),
            Map.entry("c_p", "content_piece"),
            Map.entry("c_t", "content_target"),
            Map.entry("_rcn", "utm_campaign"),
            Map.entry("_rck", "utm_term"),
            Map.entry("_pks", "sku"),
            Map.entry("_pkn", "product"),
            Map.entry("_pkc", "category"),
            Map.entry("cs", "charset"),
            Map.entry("search", "query"),
            Map.entry("search_cat", "search_category"),
            Map.entry("ec_id", "order_id"),
            Map.entry("ec_items", "products"),
            Map.entry("e_c", "event_category"),
            Map.entry("e_n", "event_name"));

    private static final Map<String, String> NUMBERS = Map.of(
            "revenue", "revenue",
            "ec_st", "subtotal",
            "ec_tx", "tax",
            "ec_sh", "shipping",
            "ec_dt", "discount",
            "_pkp", "price",
            "search_count", "results",
            "e_v", "value",
            "gt_ms", "generation_milliseconds");

    @Override
    public Set<String> forms() {
        return Set.of(FORM);
    }

    @Override
    public Delivery read(Call call) {
        List<String> keys = new ArrayList<>();
        List<Item> items = new ArrayList<>();
        String text = new String(call.body(), StandardCharsets.UTF_8).strip();
        String query = call.request().rawQuery();
        if (text.startsWith("{")) {
            JsonBody body = JsonBody.parseObject(call.body(), Set.of("requests"));
            Fields.text(body.envelope(), "token_auth").ifPresent(keys::add);
            for (Item item : body.isList() ? body.items() : List.<Item>of()) {
                items.add(
                        item.tree().isString() ? Item.of(Forms.tree(item.tree().stringValue())) : item);
            }
        } else {
            items.add(Item.of(Forms.tree(text.isEmpty() ? query : query + '&' + text)));
        }
        items.stream().limit(1).forEach(item -> {
            Fields.id(item.tree(), "idsite").ifPresent(keys::add);
            Fields.id(item.tree(), "token_auth").ifPresent(keys::add);
        });
        ObjectNode envelope = JsonBody.MAPPER.createObjectNode();
        return new Delivery(keys, FORM, envelope, items);
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        JsonNode hit = item.tree();
        EventDraft draft = draft(item, hit);
        Map<String, Object> properties = draft.properties();
        TEXTS.forEach((name, ours) -> draft.put(ours, Fields.text(hit, name)));
        NUMBERS.forEach((name, ours) -> number(hit, name).ifPresent(value -> properties.put(ours, value)));
        for (Map.Entry<String, JsonNode> field : hit.properties()) {
            if (field.getKey().startsWith("dimension") && field.getValue().isString()) {
                properties.put(field.getKey(), field.getValue().stringValue());
            }
        }
        customVariables(hit, "cvar").forEach(properties::putIfAbsent);
        customVariables(hit, "_cvar").forEach((name, value) -> draft.traits().put(name, value));
        return draft.place(Fields.text(hit, "url"), Fields.text(hit, "urlref"))
                .userAgent(Fields.text(hit, "ua"))
                .address(Fields.text(hit, "cip"))
                .userId(Fields.id(hit, "uid"))
                .anonymousId(Fields.id(hit, "cid").or(() -> Fields.id(hit, "_id")))
                .time(Fields.instant(hit, "cdt"))
                .unique(hit.has("rand"))
                .countedWithoutId();
    }

    private static EventDraft draft(Item item, JsonNode hit) {
        if (Fields.text(hit, "idgoal").isPresent()) {
            return goal(item, hit);
        }
        if (hit.has("e_a")) {
            return EventDraft.track(Fields.text(hit, "e_a"), "e_a", item);
        }
        if (hit.has("search")) {
            return named("Products Searched", item);
        }
        if (hit.has("download")) {
            return named("File Downloaded", item).put("target", Fields.text(hit, "download"));
        }
        if (hit.has("link")) {
            return named("Link Clicked", item).put("target", Fields.text(hit, "link"));
        }
        if (hit.has("c_i")) {
            return named("Content Used", item);
        }
        if (hit.has("c_n")) {
            return named("Content Seen", item);
        }
        if (hit.has("ping")) {
            return named("Heartbeat", item);
        }
        if (!hit.has("url") && !hit.has("action_name")) {
            throw new RefusedEventException(
                    "nothing-said", "a hit needs a 'url', an event ('e_a'), a goal ('idgoal') or a search ('search')");
        }
        return new EventDraft(Event.Kind.PAGE, Event.PAGE_VIEWED, item);
    }

    /** Goal 0 is the shop: an order when it has an id, the cart otherwise. */
    private static EventDraft goal(Item item, JsonNode hit) {
        String goal = Fields.text(hit, "idgoal").orElse("");
        if (!goal.equals("0")) {
            return named("Goal Reached", item).put("goal", Optional.of(goal));
        }
        return named(Fields.text(hit, "ec_id").isPresent() ? "Order Completed" : "Cart Updated", item);
    }

    private static EventDraft named(String name, Item item) {
        return EventDraft.track(Optional.of(name), "name", item);
    }

    private static Optional<Double> number(JsonNode hit, String name) {
        try {
            return Fields.id(hit, name).map(Double::valueOf).filter(Double::isFinite);
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** Matomo's custom variables: {@code {"1":["name","value"]}}. */
    private static Map<String, Object> customVariables(JsonNode hit, String field) {
        Map<String, Object> variables = new LinkedHashMap<>();
        try {
            JsonNode said = JsonBody.MAPPER.readTree(Fields.text(hit, field).orElse("{}"));
            for (JsonNode pair : said) {
                if (pair.isArray() && pair.path(0).isString() && pair.path(1).isString()) {
                    variables.put(pair.get(0).stringValue(), pair.get(1).stringValue());
                }
            }
        } catch (JacksonException notJson) {
            variables.clear();
        }
        return variables;
    }

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        if (new String(call.body(), StandardCharsets.UTF_8).stripLeading().startsWith("{")) {
            return Response.ok(Map.of(
                    "status",
                    "success",
                    "tracked",
                    outcome.taken(),
                    "invalid",
                    outcome.refused().size()));
        }
        boolean isSilent = call.query("send_image").filter("0"::equals).isPresent()
                || delivery.items().stream()
                        .anyMatch(item -> Fields.text(item.tree(), "send_image")
                                .filter("0"::equals)
                                .isPresent());
        return isSilent
                ? Response.noContent()
                : new Response.Bytes(200, "image/gif", GIF.clone(), Map.of("Cache-Control", "no-store"));
    }
}
