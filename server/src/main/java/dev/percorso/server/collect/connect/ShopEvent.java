package dev.percorso.server.collect.connect;

import dev.percorso.server.collect.connect.ConnectorSettings.PersonBy;
import dev.percorso.server.collect.connect.HookReader.UnreadableHook;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gathers one event of a shop from the places of its JSON; what is absent there stays absent. */
final class ShopEvent {
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

    private final JsonNode json;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Object> traits = new LinkedHashMap<>();
    private Optional<String> user = Optional.empty();
    private Optional<String> anonymous = Optional.empty();

    ShopEvent(JsonNode json) {
        this.json = json;
    }

    /** Who it was: the address, or the shop's own number of the customer, or else whoever placed this order. */
    ShopEvent person(PersonBy by, Optional<String> address, Optional<String> customer, String otherwise) {
        Optional<String> email = address.map(EmailAddress::compared);
        email.ifPresent(text -> traits.put("email", text));
        user = by == PersonBy.EMAIL ? email.or(() -> customer) : customer.or(() -> email);
        anonymous = user.isPresent() ? Optional.empty() : Optional.of(otherwise);
        return this;
    }

    ShopEvent text(String name, String place) {
        Hook.text(json, place).ifPresent(value -> properties.put(name, value));
        return this;
    }

    ShopEvent number(String name, String place) {
        number(json, place).ifPresent(value -> properties.put(name, value));
        return this;
    }

    ShopEvent with(String name, Object value) {
        properties.put(name, value);
        return this;
    }

    ShopEvent trait(String name, String place) {
        Hook.text(json, place).ifPresent(value -> traits.put(name, value));
        return this;
    }

    ShopEvent trait(String name, boolean value) {
        traits.put(name, value);
        return this;
    }

    static Optional<Double> number(JsonNode json, String place) {
        try {
            return Hook.text(json, place).map(text -> new BigDecimal(text).doubleValue());
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * The list of products as text, and how many pieces there are.
     *
     * @param fields places in a line by the name they get
     */
    ShopEvent products(String place, Map<String, String> fields) {
        List<JsonNode> products = new ArrayList<>();
        double pieces = 0;
        for (JsonNode line : json.path(place)) {
            ObjectNode product = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> Hook.text(line, field).ifPresent(value -> {
                Optional<Double> number =
                        name.equals("price") || name.equals("quantity") ? number(line, field) : Optional.empty();
                number.ifPresentOrElse(amount -> product.put(name, amount), () -> product.put(name, value));
            }));
            pieces += number(line, fields.getOrDefault("quantity", "quantity")).orElse(1.0);
            products.add(product);
        }
        if (!products.isEmpty()) {
            properties.put("products", products.toString());
            properties.put("pieces", pieces);
        }
        return this;
    }

    Event track(Hook hook, String messageId, String name, Instant time) {
        return event(hook, messageId, Kind.TRACK, name, time);
    }

    Event identify(Hook hook, String messageId, Instant time) {
        return event(hook, messageId, Kind.IDENTIFY, "", time);
    }

    private Event event(Hook hook, String messageId, Kind kind, String name, Instant time) {
        return new Event(
                messageId,
                kind,
                name,
                anonymous,
                user,
                Optional.empty(),
                time,
                properties,
                traits,
                hook.receiver().id());
    }

    /** A time at one of the places: ISO 8601, in UTC without an offset. */
    static Instant time(JsonNode json, String... places) {
        for (String place : places) {
            Optional<String> text = Hook.text(json, place);
            if (text.isPresent()) {
                return instant(text.get());
            }
        }
        throw new UnreadableHook("it has no time in '%s'".formatted(String.join("' or '", places)));
    }

    private static Instant instant(String text) {
        try {
            if (text.length() > 19 && text.charAt(10) == ' ') {
                return OffsetDateTime.parse(text, SPACED).toInstant();
            }
            return text.length() <= 23 && !text.endsWith("Z")
                    ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new UnreadableHook("'%s' is not a time".formatted(text));
        }
    }

    static String required(JsonNode json, String place) {
        return Hook.text(json, place)
                .orElseThrow(
                        () -> new UnreadableHook("it has no '%s', so nobody can tell what it is".formatted(place)));
    }
}
