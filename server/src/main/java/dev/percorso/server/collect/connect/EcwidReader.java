package dev.percorso.server.collect.connect;

import dev.percorso.server.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Orders, unfinished orders and customers of Ecwid. */
final class EcwidReader implements HookReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Map<String, String> LINE =
            Map.of("product_id", "productId", "name", "name", "sku", "sku", "price", "price", "quantity", "quantity");

    private final EcwidApi api;

    EcwidReader(EcwidApi api) {
        this.api = api;
    }

    @Override
    public String topic(Hook hook) {
        return hook.text("eventType").orElse("");
    }

    @Override
    public List<Event> events(Hook hook) {
        return switch (topic(hook)) {
            case "order.created", "order.updated" -> order(hook);
            case "unfinished_order.created" -> List.of(checkout(hook));
            case "customer.created", "customer.updated" -> List.of(customer(hook));
            default -> List.of();
        };
    }

    private JsonNode fetched(Hook hook, String kind, String id) {
        String store = ShopEvent.required(hook.body(), "storeId");
        String token = hook.receiver()
                .settings()
                .accessToken()
                .orElseThrow(() -> new UnreadableHook(
                        "Ecwid's webhook names the %s only; enter an access token of the".formatted(kind)
                                + " store, so that Percorso can ask what is in it"));
        if (!ID.matcher(store).matches() || !ID.matcher(id).matches()) {
            throw new UnreadableHook("'%s' of store '%s' is not an id of Ecwid".formatted(id, store));
        }
        return api.get("/%s/%s/%s".formatted(store, kind, id), token);
    }

    private static String orderId(Hook hook) {
        return hook.text("data.orderId").orElseGet(() -> ShopEvent.required(hook.body(), "entityId"));
    }

    private List<Event> order(Hook hook) {
        JsonNode order = fetched(hook, "orders", orderId(hook));
        return switch (Hook.text(order, "paymentStatus").orElse("")) {
            case "PAID", "AWAITING_PAYMENT" ->
                List.of(order(hook, order, "Order Completed", "completed", "createDate"));
            case "CANCELLED" -> List.of(order(hook, order, "Order Cancelled", "cancelled", "updateDate"));
            case "REFUNDED" -> List.of(order(hook, order, "Order Refunded", "refunded", "updateDate"));
            default -> List.of();
        };
    }

    private static ShopEvent event(Hook hook, JsonNode order, String id) {
        return new ShopEvent(order)
                .person(
                        hook.receiver().settings().personOrEmail(),
                        Hook.text(order, "email"),
                        Hook.text(order, "customerId").map(customer -> "ecwid-" + customer),
                        "ecwid-order-" + id)
                .number(Event.VALUE, "total")
                .text("currency", "currency")
                .products("items", LINE);
    }

    private static Event order(Hook hook, JsonNode order, String name, String step, String time) {
        String id = orderId(hook);
        return event(hook, order, id)
                .with("order_id", id)
                .number("subtotal", "subtotal")
                .number("tax", "tax")
                .number("discount", "discount")
                .number("shipping", "shippingOption.shippingRate")
                .text("coupon", "discountCoupon.code")
                .text("payment_method", "paymentMethod")
                .text("country", "shippingPerson.countryCode")
                .track(
                        hook,
                        "ecwid-order-%s-%s-%s".formatted(step, ShopEvent.required(hook.body(), "storeId"), id),
                        name,
                        ShopEvent.time(order, time, "createDate"));
    }

    private Event checkout(Hook hook) {
        String id = hook.text("data.cartId").orElseGet(() -> orderId(hook));
        JsonNode cart = fetched(hook, "carts", id);
        return event(hook, cart, id)
                .with("cart_id", id)
                .track(
                        hook,
                        "ecwid-cart-%s-%s".formatted(ShopEvent.required(hook.body(), "storeId"), id),
                        "Checkout Started",
                        ShopEvent.time(cart, "createDate", "updateDate"));
    }

    private Event customer(Hook hook) {
        String id = ShopEvent.required(hook.body(), "entityId");
        JsonNode customer = fetched(hook, "customers", id);
        return new ShopEvent(customer)
                .person(
                        hook.receiver().settings().personOrEmail(),
                        Hook.text(customer, "email"),
                        Optional.of("ecwid-" + id),
                        "ecwid-customer-" + id)
                .trait("name", "billingPerson.name")
                .trait("phone", "billingPerson.phone")
                .trait("city", "billingPerson.city")
                .trait("country", "billingPerson.countryCode")
                .trait("createdAt", "registered")
                .identify(
                        hook,
                        "ecwid-customer-%s-%s".formatted(id, ShopEvent.required(hook.body(), "eventId")),
                        ShopEvent.time(customer, "updated", "registered"));
    }
}
