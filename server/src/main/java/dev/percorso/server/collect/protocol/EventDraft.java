package dev.percorso.server.collect.protocol;

import dev.percorso.server.collect.Addresses;
import dev.percorso.server.collect.Channels;
import dev.percorso.server.collect.Devices;
import dev.percorso.server.collect.Sighting;
import dev.percorso.server.event.Event;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.people.RefusedIds;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the making: adapters say what their protocol says, and {@link #event} does what is the same for all, such
 * as campaign, channel, device, shortened address and checks.
 */
final class EventDraft {
    /** Events by which senders tell that the person has chosen; others only repeat what holds. */
    private static final Set<String> CHOICES = Set.of("Consent Updated", "Segment Consent Preference Updated");

    private static final int LONGEST_NAME = 200;
    private static final List<String> ADDRESSES = List.of("ip", "$ip", "ip_address");

    private final Event.Kind kind;
    private final String name;
    private final Item item;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Map<String, Object> traits = new LinkedHashMap<>();
    private Optional<String> messageId = Optional.empty();
    private Optional<String> anonymousId = Optional.empty();
    private Optional<String> userId = Optional.empty();
    private Optional<String> previousId = Optional.empty();
    private Optional<Instant> time = Optional.empty();
    private Optional<Instant> sentAt = Optional.empty();
    private Optional<String> userAgent = Optional.empty();
    private Optional<String> address = Optional.empty();
    private String url = "";
    private String referrer = "";
    private boolean isUnique;
    private boolean isRefusal;
    private boolean isCountedWithoutId;

    EventDraft(Event.Kind kind, String name, Item item) {
        this.kind = kind;
        this.name = name;
        this.item = item;
    }

    /** A track event. */
    static EventDraft track(Optional<String> name, String field, Item item) {
        return new EventDraft(
                Event.Kind.TRACK,
                name.map(String::strip)
                        .filter(text -> !text.isEmpty() && text.length() <= LONGEST_NAME)
                        .orElseThrow(() -> new RefusedEventException(
                                "name-missing",
                                "an event needs a name of 1 to %d characters in '%s'".formatted(LONGEST_NAME, field))),
                item);
    }

    Map<String, Object> properties() {
        return properties;
    }

    Map<String, Object> traits() {
        return traits;
    }

    EventDraft messageId(Optional<String> id) {
        messageId = id;
        return this;
    }

    EventDraft anonymousId(Optional<String> id) {
        anonymousId = id;
        return this;
    }

    EventDraft userId(Optional<String> id) {
        userId = id;
        return this;
    }

    EventDraft previousId(Optional<String> id) {
        previousId = id;
        return this;
    }

    EventDraft time(Optional<Instant> instant) {
        time = instant;
        return this;
    }

    /** When the sender sent, by its own clock: by as much as that is off, the event's time is corrected. */
    EventDraft sentAt(Optional<Instant> instant) {
        sentAt = instant;
        return this;
    }

    /** The event has no id but is made unique by something in it, so that its content can be its id. */
    EventDraft unique(boolean unique) {
        isUnique = unique;
        return this;
    }

    EventDraft userAgent(Optional<String> agent) {
        userAgent = agent;
        return this;
    }

    EventDraft address(Optional<String> ip) {
        address = ip;
        return this;
    }

    /** What the sender says of the person's consent. */
    EventDraft consent(Map<Purpose, Boolean> said) {
        boolean isChoice = CHOICES.contains(name);
        said.forEach((purpose, granted) ->
                traits.put(isChoice ? ConsentTraits.name(purpose) : ConsentTraits.sent(purpose), granted));
        isRefusal = Boolean.FALSE.equals(said.get(Purpose.ANALYTICS));
        return this;
    }

    /** Senders of this protocol leave the id out to follow nobody: then the event is counted, not refused. */
    EventDraft countedWithoutId() {
        isCountedWithoutId = true;
        return this;
    }

    /** Whether the sender names nobody on purpose, as when the visitor refused: such an event is counted. */
    boolean isOfNobody() {
        return (isRefusal || isCountedWithoutId) && anonymousId.isEmpty() && userId.isEmpty();
    }

    /** The event of nobody. */
    Sighting sighting(Circumstances circumstances) {
        complete(circumstances);
        return Sighting.of(id(circumstances), correctedTime(circumstances.receivedAt()), name, properties);
    }

    /** Where it happened, for the channel; a page view has it in its properties too. */
    EventDraft place(Optional<String> pageUrl, Optional<String> pageReferrer) {
        url = pageUrl.orElse("");
        referrer = pageReferrer.orElse("");
        return this;
    }

    EventDraft put(String property, Optional<String> value) {
        value.filter(text -> !text.isEmpty()).ifPresent(text -> properties.putIfAbsent(property, text));
        return this;
    }

    /** Gives a property of the protocol its common name. */
    EventDraft rename(String from, String to) {
        Object value = properties.remove(from);
        if (value != null) {
            properties.putIfAbsent(to, value);
        }
        return this;
    }

    EventDraft drop(List<String> names) {
        names.forEach(properties::remove);
        return this;
    }

    /** @throws RefusedEventException when it cannot be taken */
    Event event(Circumstances circumstances) {
        refuseWithoutIds();
        if (kind.isReported()) {
            complete(circumstances);
        } else {
            properties.clear();
        }
        shorten(properties);
        shorten(traits);
        return new Event(
                id(circumstances),
                kind,
                name,
                anonymousId,
                userId,
                previousId,
                correctedTime(circumstances.receivedAt()),
                properties,
                traits,
                circumstances.source());
    }

    private String id(Circumstances circumstances) {
        return messageId.filter(id -> !id.isBlank()).orElseGet(() -> contentId(circumstances));
    }

    private void refuseWithoutIds() {
        if (Event.isOfGroup(kind, traits)) {
            return;
        }
        if (anonymousId.isEmpty() && userId.isEmpty()) {
            throw new RefusedEventException(
                    "id-missing", "an event needs the id of a user or of a browser so that it belongs to somebody");
        }
        if (RefusedIds.usable(anonymousId).isEmpty()
                && RefusedIds.usable(userId).isEmpty()) {
            throw new RefusedEventException(
                    "unusable-id",
                    "the ids of the event name nobody in particular: send an id of 1 to 200 characters that is not a"
                            + " placeholder such as 'undefined' or '0'");
        }
    }

    /** Without an id, an event that nothing else equals gets one from its content, so that a repeated call is known. */
    private String contentId(Circumstances circumstances) {
        if (isUnique || time.isPresent()) {
            return UUID.nameUUIDFromBytes(item.text().getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
        return circumstances.spareId().orElseGet(() -> UUID.randomUUID().toString());
    }

    private Instant correctedTime(Instant receivedAt) {
        if (time.isEmpty()) {
            return receivedAt;
        }
        Instant original = time.get();
        Instant corrected = sentAt.map(sent -> receivedAt.minus(Duration.between(original, sent)))
                .orElse(original);
        if (corrected.isBefore(Instant.EPOCH)) {
            throw new RefusedEventException("bad-time", "the event lies before 1970; check its timestamp");
        }
        return Instant.ofEpochMilli(corrected.toEpochMilli());
    }

    private void complete(Circumstances circumstances) {
        if (kind == Event.Kind.PAGE) {
            put("url", Optional.of(url));
            put("referrer", Optional.of(referrer));
            properties.computeIfAbsent(Event.PATH, ignored -> path(properties.get("url")));
        }
        money();
        origin();
        put("device", userAgent.or(circumstances::userAgent).map(Devices::device));
        put("ip", address.or(circumstances::address).flatMap(Addresses::truncated));
    }

    /** Adapters hand addresses over in full; none goes any further. */
    private static void shorten(Map<String, Object> values) {
        for (String field : ADDRESSES) {
            if (values.get(field) instanceof String text) {
                Addresses.truncated(text).ifPresentOrElse(kept -> values.put(field, kept), () -> values.remove(field));
            }
        }
    }

    private static @Nullable Object path(@Nullable Object pageUrl) {
        if (!(pageUrl instanceof String text) || !text.contains("://")) {
            return null;
        }
        int start = text.indexOf('/', text.indexOf("://") + 3);
        if (start < 0) {
            return "/";
        }
        int end = start;
        while (end < text.length() && "?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    /** Shops say revenue or total, at times as text; reports ask for the value. */
    private void money() {
        for (String field : new String[] {Event.VALUE, "revenue", "total"}) {
            Object amount = properties.get(field);
            if (amount instanceof String text) {
                try {
                    amount = Double.valueOf(text);
                } catch (NumberFormatException notANumber) {
                    continue;
                }
                properties.put(field, amount);
            }
            if (amount instanceof Number) {
                properties.putIfAbsent(Event.VALUE, amount);
            }
        }
    }

    private void origin() {
        String page = textOf("url").orElse(url);
        Optional<String> clickId = fromQuery(page);
        Channels.channel(
                        new Channels.Origin(
                                textOf("utm_source"),
                                textOf("utm_medium"),
                                textOf("utm_campaign"),
                                clickId,
                                textOf("referrer").orElse(referrer),
                                page),
                        kind == Event.Kind.PAGE)
                .ifPresent(channel -> properties.putIfAbsent(Event.CHANNEL, channel));
    }

    /** Takes campaign parameters from the address where the sender gave none, and gives the first click id's name. */
    private Optional<String> fromQuery(String page) {
        int query = page.indexOf('?');
        if (query < 0) {
            return Optional.empty();
        }
        Optional<String> clickId = Optional.empty();
        int fragment = page.indexOf('#', query);
        String parameters = page.substring(query + 1, fragment < 0 ? page.length() : fragment);
        for (String parameter : parameters.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String field =
                    equals < 0 ? parameter : parameter.substring(0, equals).toLowerCase(Locale.ROOT);
            if (field.startsWith("utm_")) {
                put(field, decoded(parameter.substring(equals + 1)));
            } else if (clickId.isEmpty() && Channels.CLICK_IDS.containsKey(field)) {
                clickId = Optional.of(field);
            }
        }
        return clickId;
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.of(text);
        }
    }

    private Optional<String> textOf(String property) {
        return properties.get(property) instanceof String text && !text.isEmpty()
                ? Optional.of(text)
                : Optional.empty();
    }
}
