package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The Measurement Protocol of Google Analytics 4. The API secret is the write key. */
final class GoogleAdapter implements ProtocolAdapter {
    private static final String FORM = "google";
    private static final int MOST_EVENTS = 25;
    private static final int LONGEST_NAME = 40;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]*");
    private static final Set<String> RESERVED = Set.of(
            "ad_activeview",
            "ad_click",
            "ad_exposure",
            "ad_impression",
            "ad_query",
            "adunit_exposure",
            "app_clear_data",
            "app_install",
            "app_update",
            "app_remove",
            "error",
            "first_open",
            "first_visit",
            "in_app_purchase",
            "notification_dismiss",
            "notification_foreground",
            "notification_open",
            "notification_receive",
            "os_update",
            "session_start",
            "user_engagement");
    private static final String SENT_AS = "sent_as";
    /** The recommended events that other protocols have too, by the names those use. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("purchase", "Order Completed"),
            Map.entry("refund", "Order Refunded"),
            Map.entry("add_to_cart", "Product Added"),
            Map.entry("remove_from_cart", "Product Removed"),
            Map.entry("view_cart", "Cart Viewed"),
            Map.entry("begin_checkout", "Checkout Started"),
            Map.entry("add_payment_info", "Payment Info Entered"),
            Map.entry("view_item", "Product Viewed"),
            Map.entry("view_item_list", "Product List Viewed"),
            Map.entry("search", "Products Searched"),
            Map.entry("sign_up", "Signed Up"),
            Map.entry("login", "Signed In"),
            Map.entry("generate_lead", "Lead Generated"));

    /** One finding of the validation server. */
    private record Finding(String fieldPath, String description, String validationCode) {}

    @Override
    public Set<String> forms() {
        return Set.of(FORM);
    }

    @Override
    public Delivery read(Call call) {
        JsonBody body = JsonBody.parseObject(call.body(), Set.of("events"));
        List<String> keys = new ArrayList<>();
        call.query("api_secret").ifPresent(keys::add);
        return new Delivery(keys, FORM, body.envelope(), body.isList() ? body.items() : List.of());
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        JsonNode node = item.tree();
        ObjectNode envelope = circumstances.envelope();
        JsonNode parameters = Fields.object(node, "params");
        Optional<String> sent = Fields.text(node, "name");
        EventDraft draft = sent.filter("page_view"::equals).isPresent()
                ? new EventDraft(Event.Kind.PAGE, Event.PAGE_VIEWED, item)
                : sent.filter("screen_view"::equals).isPresent()
                        ? new EventDraft(Event.Kind.SCREEN, Event.SCREEN_VIEWED, item)
                        : EventDraft.track(sent.map(name -> NAMES.getOrDefault(name, name)), "name", item);
        Flattening.into(draft.properties(), "", parameters);
        sent.filter(NAMES::containsKey).ifPresent(name -> draft.properties().put(SENT_AS, name));
        draft.rename("page_location", "url")
                .rename("page_title", "title")
                .rename("page_referrer", "referrer")
                .rename("screen_name", "name")
                .rename("transaction_id", "order_id")
                .rename("items", "products")
                .rename("search_term", "query")
                .place(Fields.text(parameters, "page_location"), Fields.text(parameters, "page_referrer"))
                .userAgent(Fields.text(envelope, "user_agent").or(() -> Fields.text(node, "user_agent")))
                .address(Fields.text(envelope, "ip_override"))
                .userId(Fields.id(node, "user_id").or(() -> Fields.id(envelope, "user_id")))
                .anonymousId(Fields.id(node, "client_id")
                        .or(() -> Fields.id(envelope, "client_id"))
                        .or(() -> Fields.id(envelope, "app_instance_id")))
                .time(Fields.instant(node, "timestamp_micros").or(() -> Fields.instant(envelope, "timestamp_micros")));
        traits(draft, envelope);
        traits(draft, node);
        return draft;
    }

    private static void traits(EventDraft draft, JsonNode said) {
        for (Map.Entry<String, JsonNode> property :
                Fields.object(said, "user_properties").properties()) {
            ObjectNode single = JsonBody.MAPPER.createObjectNode();
            single.set(property.getKey(), property.getValue().path("value"));
            Flattening.into(draft.traits(), "", single);
        }
        Fields.text(Fields.object(said, "consent"), "ad_personalization")
                .ifPresent(answer -> draft.consent(Map.of(Purpose.ADVERTISING, answer.equals("GRANTED"))));
    }

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        return Response.noContent();
    }

    /** What the validation server would say; nothing is taken. */
    Response validated(Call call) {
        JsonBody body = JsonBody.parseObject(call.body(), Set.of("events"));
        List<Finding> findings = new ArrayList<>();
        if (call.query("api_secret").isEmpty()) {
            findings.add(new Finding("", "The request needs a valid api_secret.", "VALUE_REQUIRED"));
        }
        if (Fields.id(body.envelope(), "client_id").isEmpty()
                && Fields.id(body.envelope(), "app_instance_id").isEmpty()) {
            findings.add(new Finding("client_id", "The message needs a client_id.", "VALUE_REQUIRED"));
        }
        if (!body.isList() || body.items().isEmpty()) {
            findings.add(new Finding("events", "The message needs at least one event.", "VALUE_REQUIRED"));
        }
        if (body.isList() && body.items().size() > MOST_EVENTS) {
            findings.add(new Finding(
                    "events", "At most %d events are taken at once.".formatted(MOST_EVENTS), "EXCEEDED_MAX_ENTITIES"));
        }
        for (int index = 0; body.isList() && index < body.items().size(); index++) {
            findings.addAll(findings(index, body.items().get(index).tree()));
        }
        return Response.ok(Map.of("validationMessages", findings));
    }

    private static List<Finding> findings(int index, JsonNode event) {
        String name = Fields.text(event, "name").orElse("");
        String at = "Event at index: [%d] has ".formatted(index);
        if (name.isEmpty()) {
            return List.of(new Finding("events", at + "no name.", "VALUE_REQUIRED"));
        }
        if (!NAME.matcher(name).matches()) {
            return List.of(new Finding(
                    "events",
                    at + "the invalid name [%s]: a letter first, then letters, digits and underscores.".formatted(name),
                    "NAME_INVALID"));
        }
        if (name.length() > LONGEST_NAME) {
            return List.of(new Finding(
                    "events",
                    at + "a name of more than %d characters.".formatted(LONGEST_NAME),
                    "VALUE_OUT_OF_BOUNDS"));
        }
        if (RESERVED.contains(name)) {
            return List.of(new Finding("events", at + "the reserved name [%s].".formatted(name), "NAME_RESERVED"));
        }
        return List.of();
    }
}
