package dev.percorso.server.collect.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The mappings that ship with Percorso. */
public final class ShippedMappings {
    private static final List<String> NAMES = List.of(
            "hubspot-contacts",
            "hubspot-activities",
            "salesforce-contacts",
            "salesforce-tasks",
            "shopify-orders",
            "orders",
            "orders-it",
            "store-visits",
            "store-visits-it",
            "phone-calls",
            "pos-receipts",
            "mailchimp-audience",
            "email-activity",
            "support-tickets",
            "support-tickets-it",
            "judgeme-reviews",
            "reviews",
            "social-mentions",
            "online-retail",
            "complete-journey-baskets",
            "complete-journey-campaigns",
            "complete-journey-coupons",
            "complete-journey-demographics");

    private ShippedMappings() {}

    /** A mapping by its name. */
    public record Shipped(String name, String title, String yaml) {}

    public static List<Shipped> all() {
        return NAMES.stream().map(ShippedMappings::read).toList();
    }

    public static Optional<Shipped> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static Shipped read(String name) {
        try (InputStream yaml = ShippedMappings.class.getResourceAsStream("/import-mappings/" + name + ".yaml")) {
            if (yaml == null) {
                throw new IllegalStateException("the mapping " + name + " is not in the jar");
            }
            String text = new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
            return new Shipped(name, Mapping.parse(text).title(), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
