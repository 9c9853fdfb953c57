package dev.percorso.server.deliver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sees products in the properties of events, by the names that shops and SDKs use. */
public final class EventProducts {
    /** What an event says of itself, unless it stands in a list of products. */
    private static final Set<String> OF_THE_EVENT = Set.of("name", "id", "url");

    private static final List<String> LISTS = List.of("products", "items", "line_items", "cart");
    /** What a product is called by, under all the names it has elsewhere. */
    private static final Map<String, List<String>> NAMES = Map.of(
            "id", List.of("sku", "product_id", "productId", "item_id", "id"),
            "name", List.of("product_name", "productName", "item_name", "title", "name"),
            "price", List.of("price", "unit_price", "item_price"),
            "image", List.of("image_url", "imageUrl", "image", "picture"),
            "url", List.of("product_url", "productUrl", "link", "url"));

    private EventProducts() {}

    /** Every name under which something of a product is told by an event that is about one. */
    public static List<String> names() {
        return NAMES.values().stream()
                .flatMap(List::stream)
                .filter(name -> !OF_THE_EVENT.contains(name))
                .toList();
    }

    /** Names of a product's id, the usual ones first. */
    public static List<String> idNames() {
        return NAMES.getOrDefault("id", List.of()).stream()
                .filter(name -> !OF_THE_EVENT.contains(name))
                .toList();
    }

    /** Those in a list of the event, or the one that the event itself is about. */
    public static List<Map<String, Object>> of(Map<String, Object> event) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (String name : LISTS) {
            if (event.get(name) instanceof List<?> list) {
                for (Object item : list) {
                    if (item instanceof Map<?, ?> product) {
                        one(texts(product), true).ifPresent(found::add);
                    }
                }
            }
        }
        return found.isEmpty() ? one(event, false).map(List::of).orElse(List.of()) : List.copyOf(found);
    }

    /** The product without where it leads and what it shows. */
    public static Map<String, Object> withoutAddresses(Map<String, Object> product) {
        Map<String, Object> rest = new LinkedHashMap<>(product);
        rest.remove("url");
        rest.remove("image");
        return Map.copyOf(rest);
    }

    private static Map<String, Object> texts(Map<?, ?> map) {
        Map<String, Object> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                texts.put(String.valueOf(key), value);
            }
        });
        return texts;
    }

    /** @param named whether "name" and "id" are the product's; those of an event are its own */
    private static Optional<Map<String, Object>> one(Map<String, Object> properties, boolean named) {
        Map<String, Object> product = new LinkedHashMap<>();
        NAMES.forEach((key, names) -> names.stream()
                .filter(name -> named || !OF_THE_EVENT.contains(name))
                .map(properties::get)
                .filter(value -> value instanceof String text ? !text.isBlank() : value instanceof Number)
                .findFirst()
                .ifPresent(value -> product.put(key, value)));
        if (!product.containsKey("id") && !product.containsKey("name")) {
            return Optional.empty();
        }
        product.putIfAbsent("name", String.valueOf(product.get("id")));
        return Optional.of(Map.copyOf(product));
    }
}
