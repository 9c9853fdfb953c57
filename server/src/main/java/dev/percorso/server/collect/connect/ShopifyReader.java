package dev.percorso.server.collect.connect;

import dev.percorso.server.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Orders, refunds, checkouts, carts and customers of Shopify. */
final class ShopifyReader implements HookReader {
    private static final Map<String, String> LINE =
            Map.of("product_id", "product_id", "name", "title", "sku", "sku", "price", "price", "quantity", "quantity");

    @Override
    public String topic(Hook hook) {
        return hook.header("x-shopify-topic");
    }

    @Override
    public List<Event> events(Hook hook) {
        return switch (topic(hook)) {
            case "orders/create" -> List.of(order(hook, "Order Completed", "completed", "created_at"));
            case "orders/paid" -> List.of(order(hook, "Order Paid", "paid", "processed_at", "updated_at"));
            case "orders/fulfilled" -> List.of(order(hook, "Order Fulfilled", "fulfilled", "updated_at"));
            case "orders/cancelled" ->
                List.of(order(hook, "Order Cancelled", "cancelled", "cancelled_at", "updated_at"));
            case "refunds/create" -> List.of(refund(hook));
            case "checkouts/create" -> List.of(checkout(hook));
            case "carts/create", "carts/update" -> cart(hook);
            case "customers/create", "customers/update" -> List.of(customer(hook));
            default -> List.of();
        };
    }

    private static ShopEvent event(Hook hook) {
        JsonNode order = hook.body();
        return new ShopEvent(order)
                .person(
                        hook.receiver().settings().personOrEmail(),
                        hook.text("customer.email").or(() -> hook.text("email")),
                        hook.text("customer.id").map(id -> "shopify-" + id),
                        "shopify-order-" + hook.text("id").orElse(""));
    }

    private static Event order(Hook hook, String name, String step, String... times) {
        String id = ShopEvent.required(hook.body(), "id");
        return event(hook)
                .with("order_id", id)
                .text("order_number", "name")
                .number(Event.VALUE, "total_price")
                .number("subtotal", "subtotal_price")
                .number("tax", "total_tax")
                .number("shipping", "total_shipping_price_set.shop_money.amount")
                .number("discount", "total_discounts")
                .text("coupon", "discount_codes.0.code")
                .text("currency", "currency")
                .text("payment_status", "financial_status")
                .text("country", "shipping_address.country_code")
                .text("referrer", "referring_site")
                .products("line_items", LINE)
                .track(hook, "shopify-order-%s-%s".formatted(step, id), name, ShopEvent.time(hook.body(), times));
    }

    /** A refund names its order only; the person is whoever that order's other events belong to, if the number is known. */
    private static Event refund(Hook hook) {
        String id = ShopEvent.required(hook.body(), "id");
        String order = ShopEvent.required(hook.body(), "order_id");
        double amount = 0;
        for (JsonNode transaction : hook.body().path("transactions")) {
            amount += ShopEvent.number(transaction, "amount").orElse(0.0);
        }
        return new ShopEvent(hook.body())
                .person(
                        hook.receiver().settings().personOrEmail(),
                        hook.text("order.email"),
                        hook.text("order.customer.id").map(customer -> "shopify-" + customer),
                        "shopify-order-" + order)
                .with("order_id", order)
                .with(Event.VALUE, amount)
                .text("reason", "note")
                .track(
                        hook,
                        "shopify-refund-" + id,
                        "Order Refunded",
                        ShopEvent.time(hook.body(), "created_at", "processed_at"));
    }

    private static Event checkout(Hook hook) {
        String token = hook.text("token").orElseGet(() -> ShopEvent.required(hook.body(), "id"));
        return event(hook)
                .with("checkout_id", token)
                .text("cart_id", "cart_token")
                .number(Event.VALUE, "total_price")
                .text("currency", "currency")
                .products("line_items", LINE)
                .track(
                        hook,
                        "shopify-checkout-" + token,
                        "Checkout Started",
                        ShopEvent.time(hook.body(), "created_at"));
    }

    /** One event for each product and quantity that a cart reaches; what a cart loses is no event. */
    private static List<Event> cart(Hook hook) {
        String token = hook.text("token").orElseGet(() -> ShopEvent.required(hook.body(), "id"));
        Instant time = ShopEvent.time(hook.body(), "updated_at", "created_at");
        List<Event> events = new ArrayList<>();
        for (JsonNode line : hook.body().path("line_items")) {
            String variant = Hook.text(line, "variant_id")
                    .or(() -> Hook.text(line, "id"))
                    .orElse("");
            String quantity = Hook.text(line, "quantity").orElse("1");
            events.add(new ShopEvent(line)
                    .person(
                            hook.receiver().settings().personOrEmail(),
                            Optional.empty(),
                            Optional.empty(),
                            "shopify-cart-" + token)
                    .with("cart_id", token)
                    .text("product_id", "product_id")
                    .text("name", "title")
                    .text("sku", "sku")
                    .number("price", "price")
                    .number("quantity", "quantity")
                    .track(hook, "shopify-cart-%s-%s-%s".formatted(token, variant, quantity), "Product Added", time));
        }
        return events;
    }

    private static Event customer(Hook hook) {
        String id = ShopEvent.required(hook.body(), "id");
        String version = hook.text("updated_at").orElse("");
        return new ShopEvent(hook.body())
                .person(
                        hook.receiver().settings().personOrEmail(),
                        hook.text("email"),
                        Optional.of("shopify-" + id),
                        "shopify-customer-" + id)
                .trait("firstName", "first_name")
                .trait("lastName", "last_name")
                .trait("phone", "phone")
                .trait("city", "default_address.city")
                .trait("country", "default_address.country_code")
                .trait("tags", "tags")
                .trait("createdAt", "created_at")
                .identify(
                        hook,
                        "shopify-customer-%s-%s".formatted(id, version),
                        ShopEvent.time(hook.body(), "updated_at", "created_at"));
    }
}
