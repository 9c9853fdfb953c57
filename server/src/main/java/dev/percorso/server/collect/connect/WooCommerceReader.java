package dev.percorso.server.collect.connect;

import dev.percorso.server.event.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders and customers of WooCommerce, which tells what happened to an order by its status. */
final class WooCommerceReader implements HookReader {
    private static final Map<String, String> LINE =
            Map.of("product_id", "product_id", "name", "name", "sku", "sku", "price", "price", "quantity", "quantity");

    @Override
    public String topic(Hook hook) {
        return hook.header("x-wc-webhook-topic");
    }

    @Override
    public List<Event> events(Hook hook) {
        return switch (topic(hook)) {
            case "order.created", "order.updated" -> order(hook);
            case "customer.created", "customer.updated" -> List.of(customer(hook));
            default -> List.of();
        };
    }

    private static List<Event> order(Hook hook) {
        return switch (hook.text("status").orElse("")) {
            case "processing", "completed", "on-hold" ->
                List.of(order(hook, "Order Completed", "completed", "date_created_gmt"));
            case "cancelled" -> List.of(order(hook, "Order Cancelled", "cancelled", "date_modified_gmt"));
            case "refunded" -> List.of(order(hook, "Order Refunded", "refunded", "date_modified_gmt"));
            case "failed" -> List.of(order(hook, "Payment Failed", "failed", "date_modified_gmt"));
            // Drafts and orders that wait for their payment are none yet.
            default -> List.of();
        };
    }

    private static Event order(Hook hook, String name, String step, String time) {
        String id = ShopEvent.required(hook.body(), "id");
        return new ShopEvent(hook.body())
                .person(
                        hook.receiver().settings().personOrEmail(),
                        hook.text("billing.email"),
                        customerNumber(hook, "customer_id"),
                        "woocommerce-order-" + id)
                .with("order_id", id)
                .text("order_number", "number")
                .number(Event.VALUE, "total")
                .number("tax", "total_tax")
                .number("shipping", "shipping_total")
                .number("discount", "discount_total")
                .text("coupon", "coupon_lines.0.code")
                .text("currency", "currency")
                .text("payment_method", "payment_method")
                .text("country", "billing.country")
                .products("line_items", LINE)
                .track(
                        hook,
                        "woocommerce-order-%s-%s".formatted(step, id),
                        name,
                        ShopEvent.time(hook.body(), time, "date_created_gmt"));
    }

    /** Guests have the number 0. */
    private static Optional<String> customerNumber(Hook hook, String place) {
        return hook.text(place).filter(id -> !id.equals("0")).map(id -> "woocommerce-" + id);
    }

    private static Event customer(Hook hook) {
        String id = ShopEvent.required(hook.body(), "id");
        String version = hook.text("date_modified_gmt").orElse("");
        return new ShopEvent(hook.body())
                .person(
                        hook.receiver().settings().personOrEmail(),
                        hook.text("email"),
                        customerNumber(hook, "id"),
                        "woocommerce-customer-" + id)
                .trait("firstName", "first_name")
                .trait("lastName", "last_name")
                .trait("phone", "billing.phone")
                .trait("city", "billing.city")
                .trait("country", "billing.country")
                .trait("createdAt", "date_created_gmt")
                .identify(
                        hook,
                        "woocommerce-customer-%s-%s".formatted(id, version),
                        ShopEvent.time(hook.body(), "date_modified_gmt", "date_created_gmt"));
    }
}
