package dev.percorso.server.collect;

import dev.percorso.server.event.Event;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes events of what Segment's SDKs send. One object serves one call. */
final class SegmentEvents {
    static final int MOST_EVENT_BYTES = 32 << 10;
    /** Events by which senders tell that the person has chosen; others only repeat what holds. */
    private static final Set<String> CHOICES = Set.of("Consent Updated", "Segment Consent Preference Updated");

    private static final int LONGEST_NAME = 200;
    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
    private static final Map<String, Purpose> CATEGORIES = Map.of(
            "technical", Purpose.TECHNICAL,
            "functional", Purpose.TECHNICAL,
            "analytics", Purpose.ANALYTICS,
            "profiling", Purpose.PROFILING,
            "advertising", Purpose.ADVERTISING,
            "marketing", Purpose.ADVERTISING,
            "email", Purpose.EMAIL,
            "push", Purpose.PUSH,
            "sms", Purpose.SMS);

    private final SegmentBody body;
    private final String source;
    private final Instant receivedAt;
    private final Optional<String> userAgent;
    private final Optional<String> address;
    private final Optional<Event.Kind> kind;

    /**
     * @param kind of a single call; in a batch each event has its type
     * @param userAgent of the request, when a browser made it
     * @param address the request came from, when a browser made it
     */
    SegmentEvents(
            SegmentBody body,
            Optional<Event.Kind> kind,
            String source,
            Instant receivedAt,
            Optional<String> userAgent,
            Optional<String> address) {
        this.body = body;
        this.kind = kind;
        this.source = source;
        this.receivedAt = receivedAt;
        this.userAgent = userAgent;
        this.address = address;
    }

    /** @throws RefusedEventException when it cannot be taken */
    Event event(SegmentBody.Part part) {
        JsonNode node = part.tree();
        if (!node.isObject()) {
            throw new RefusedEventException("not-an-object", "an event must be a JSON object");
        }
        if (part.sizeBytes() > MOST_EVENT_BYTES) {
            throw new RefusedEventException(
                    "too-large",
                    "the event has %,d bytes; at most %,d are taken".formatted(part.sizeBytes(), MOST_EVENT_BYTES));
        }
        Event.Kind type = kind.orElseGet(() -> type(node));
        JsonNode context = object(node, "context", object(body.envelope(), "context", NOTHING));
        String name = name(node, type);
        Map<String, Object> traits = traits(node, type, name, context);
        Optional<String> userId = id(node, "userId");
        Optional<String> anonymousId = id(node, "anonymousId");
        if (userId.isEmpty() && anonymousId.isEmpty()) {
            throw new RefusedEventException(
                    "id-missing", "an event needs a userId or an anonymousId so that it belongs to somebody");
        }
        return new Event(
                messageId(node, part),
                type,
                name,
                anonymousId,
                userId,
                previousId(node, type),
                time(node),
                properties(node, type, context),
                traits,
                source);
    }

    /** Whether the sender names nobody because the visitor refused: such an event is counted. */
    boolean isOfNobody(SegmentBody.Part part) {
        JsonNode node = part.tree();
        return node.isObject()
                && id(node, "userId").isEmpty()
                && id(node, "anonymousId").isEmpty()
                && refusesAnalytics(part);
    }

    /** Whether the sender says that the visitor refused: then nothing of the content may be kept. */
    boolean refusesAnalytics(SegmentBody.Part part) {
        JsonNode context = object(part.tree(), "context", object(body.envelope(), "context", NOTHING));
        return Boolean.FALSE.equals(preferences(context).get(Purpose.ANALYTICS));
    }

    /** The event of nobody. */
    Sighting sighting(SegmentBody.Part part) {
        JsonNode node = part.tree();
        Event.Kind type = kind.orElseGet(() -> type(node));
        JsonNode context = object(node, "context", object(body.envelope(), "context", NOTHING));
        return Sighting.of(messageId(node, part), time(node), name(node, type), properties(node, type, context));
    }

    private static Event.Kind type(JsonNode node) {
        String type = text(node, "type").orElse("");
        return SegmentCall.of(type)
                .flatMap(SegmentCall::kind)
                .orElseThrow(() -> new RefusedEventException(
                        "unknown-type",
                        "'%s' is not a type of event; use track, page, screen, identify, group or alias"
                                .formatted(type)));
    }

    private static String name(JsonNode node, Event.Kind type) {
        return switch (type) {
            case PAGE -> Event.PAGE_VIEWED;
            case SCREEN -> Event.SCREEN_VIEWED;
            case TRACK ->
                text(node, "event")
                        .map(String::strip)
                        .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                        .orElseThrow(() -> new RefusedEventException(
                                "name-missing",
                                "a track event needs a name of 1 to %d characters in 'event'".formatted(LONGEST_NAME)));
            case IDENTIFY, GROUP, ALIAS -> "";
        };
    }

    /** An id may be a number; anything else that is not text names nobody. */
    private static Optional<String> id(JsonNode node, String name) {
        JsonNode id = node.get(name);
        if (id == null || !(id.isString() || id.isNumber())) {
            return Optional.empty();
        }
        return Optional.of(id.asString()).filter(text -> !text.isBlank());
    }

    private static Optional<String> previousId(JsonNode node, Event.Kind type) {
        return type == Event.Kind.ALIAS ? id(node, "previousId") : Optional.empty();
    }

    /** Without an id, an event with its own time gets one from its content, so that a repeated call is recognised. */
    private static String messageId(JsonNode node, SegmentBody.Part part) {
        return id(node, "messageId").orElseGet(() -> {
            boolean isTimed = node.has("timestamp") || node.has("originalTimestamp");
            byte[] content = part.text().getBytes(StandardCharsets.UTF_8);
            return (isTimed ? UUID.nameUUIDFromBytes(content) : UUID.randomUUID()).toString();
        });
    }

    /** Segment's correction: the sender's clock is off by as much as its time of sending differs from our arrival. */
    private Instant time(JsonNode node) {
        Optional<Instant> original = instant(node, "originalTimestamp").or(() -> instant(node, "timestamp"));
        Optional<Instant> sentAt = instant(node, "sentAt").or(() -> instant(body.envelope(), "sentAt"));
        if (original.isEmpty()) {
            return receivedAt;
        }
        Instant time = original.get();
        Instant corrected = sentAt.map(sent -> receivedAt.minus(Duration.between(time, sent)))
                .orElse(time);
        if (corrected.isBefore(Instant.EPOCH)) {
            throw new RefusedEventException("bad-time", "the event lies before 1970; check its timestamp");
        }
        return Instant.ofEpochMilli(corrected.toEpochMilli());
    }

    private static Optional<Instant> instant(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        try {
            if (value.isNumber()) {
                return Optional.of(Instant.ofEpochMilli(value.asLong()));
            }
            String text = value.asString();
            if (text.endsWith("Z")) {
                return Optional.of(Instant.parse(text));
            }
            return Optional.of(
                    text.length() > 10
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException | tools.jackson.databind.exc.JsonNodeException bad) {
            throw new RefusedEventException(
                    "bad-time", "'%s' must be an ISO 8601 instant such as 2026-03-01T10:00:00.000Z".formatted(name));
        }
    }

    private Map<String, Object> properties(JsonNode node, Event.Kind type, JsonNode context) {
        if (!type.isReported()) {
            return Map.of();
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        Flattening.into(properties, "", object(node, "properties", NOTHING));
        JsonNode page = object(context, "page", NOTHING);
        if (type == Event.Kind.TRACK) {
            put(properties, Event.PATH, text(page, "path"));
        } else {
            put(properties, "name", text(node, "name"));
            put(properties, "category", text(node, "category"));
        }
        if (type == Event.Kind.PAGE) {
            for (String name : new String[] {"path", "url", "title", "referrer"}) {
                put(properties, name, text(page, name));
            }
            properties.computeIfAbsent(Event.PATH, ignored -> path(properties.get("url")));
        }
        money(properties);
        origin(properties, type, context, page);
        circumstances(properties, context);
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> properties.putIfAbsent(name, text));
    }

    @org.jspecify.annotations.Nullable
    private static Object path(@org.jspecify.annotations.Nullable Object url) {
        if (!(url instanceof String address) || !address.contains("://")) {
            return null;
        }
        int start = address.indexOf('/', address.indexOf("://") + 3);
        if (start < 0) {
            return "/";
        }
        int end = start;
        while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) {
            end++;
        }
        return address.substring(start, end);
    }

    /** Shops say revenue or total, at times as text; reports ask for the value. */
    private static void money(Map<String, Object> properties) {
        for (String name : new String[] {Event.VALUE, "revenue", "total"}) {
            Object amount = properties.get(name);
            if (amount instanceof String text) {
                try {
                    amount = Double.valueOf(text);
                } catch (NumberFormatException notANumber) {
                    continue;
                }
                properties.put(name, amount);
            }
            if (amount instanceof Number) {
                properties.putIfAbsent(Event.VALUE, amount);
            }
        }
    }

    private static void origin(Map<String, Object> properties, Event.Kind type, JsonNode context, JsonNode page) {
        JsonNode campaign = object(context, "campaign", NOTHING);
        for (String name : new String[] {"source", "medium", "term", "content", "id"}) {
            put(properties, "utm_" + name, text(campaign, name));
        }
        put(properties, "utm_campaign", text(campaign, "name"));
        String url = textOf(properties.get("url")).or(() -> text(page, "url")).orElse("");
        Optional<String> clickId = fromQuery(properties, url);
        Channels.channel(
                        new Channels.Origin(
                                textOf(properties.get("utm_source")),
                                textOf(properties.get("utm_medium")),
                                textOf(properties.get("utm_campaign")),
                                clickId,
                                textOf(properties.get("referrer"))
                                        .or(() -> text(page, "referrer"))
                                        .orElse(""),
                                url),
                        type == Event.Kind.PAGE)
                .ifPresent(channel -> properties.putIfAbsent(Event.CHANNEL, channel));
    }

    /** Takes campaign parameters from the address where the sender gave none, and gives the first click id's name. */
    private static Optional<String> fromQuery(Map<String, Object> properties, String url) {
        int query = url.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        Optional<String> clickId = Optional.empty();
        int fragment = url.indexOf('#', query);
        String parameters = url.substring(query + 1, fragment < 0 ? url.length() : fragment);
        for (String parameter : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name =
                    equals < 0 ? parameter : parameter.substring(0, equals).toLowerCase(Locale.ROOT);
            if (name.startsWith("utm_")) {
                put(properties, name, decoded(parameter.substring(equals + 1)));
            } else if (clickId.isEmpty() && Channels.CLICK_IDS.containsKey(name)) {
                clickId = Optional.of(name);
            }
        }
        return clickId;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(java.net.URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.of(text);
        }
    }

    private void circumstances(Map<String, Object> properties, JsonNode context) {
        put(properties, "device", text(context, "userAgent").or(() -> userAgent).map(Devices::device));
        put(properties, "locale", text(context, "locale"));
        put(properties, "ip", text(context, "ip").or(() -> address).flatMap(Addresses::truncated));
    }

    private static Map<String, Object> traits(JsonNode node, Event.Kind type, String name, JsonNode context) {
        Map<String, Object> traits = new LinkedHashMap<>();
        Flattening.into(traits, "", object(context, "traits", NOTHING));
        Flattening.into(traits, type == Event.Kind.GROUP ? "group" : "", object(node, "traits", NOTHING));
        if (type == Event.Kind.GROUP) {
            id(node, "groupId").ifPresent(group -> traits.put("group.id", group));
        }
        boolean isChoice = CHOICES.contains(name);
        preferences(context)
                .forEach((purpose, granted) ->
                        traits.put(isChoice ? ConsentTraits.name(purpose) : ConsentTraits.sent(purpose), granted));
        return traits;
    }

    private static Map<Purpose, Boolean> preferences(JsonNode context) {
        Map<Purpose, Boolean> preferences = new EnumMap<>(Purpose.class);
        JsonNode categories = object(object(context, "consent", NOTHING), "categoryPreferences", NOTHING);
        for (Map.Entry<String, JsonNode> category : categories.properties()) {
            Purpose purpose = CATEGORIES.get(category.getKey().toLowerCase(Locale.ROOT));
            if (purpose != null && category.getValue().isBoolean()) {
                preferences.put(purpose, category.getValue().booleanValue());
            }
        }
        return preferences;
    }

    private static JsonNode object(JsonNode parent, String name, JsonNode otherwise) {
        JsonNode child = parent.get(name);
        return child != null && child.isObject() ? child : otherwise;
    }

    private static Optional<String> text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static Optional<String> textOf(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof String text && !text.isEmpty() ? Optional.of(text) : Optional.empty();
    }
}
