package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Response;
import dev.percorso.server.people.CompanyTraits;
import dev.percorso.server.people.Purpose;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What Segment's and RudderStack's SDKs send; the two agree in everything we read. */
final class SegmentAdapter implements ProtocolAdapter {
    private static final String FORM = "segment";
    private static final int MOST_EVENT_BYTES = 32 << 10;
    private static final int MOST_BATCH_BYTES = 500 << 10;
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

    /**
     * What became of a call.
     *
     * @param refused the events that went to the dead letters, when there are any
     */
    private record Taken(boolean success, Optional<List<Outcome.RefusedItem>> refused) {}

    @Override
    public Set<String> forms() {
        return Set.of(FORM);
    }

    @Override
    public int mostBodyBytes() {
        return MOST_BATCH_BYTES;
    }

    @Override
    public int mostEventBytes() {
        return MOST_EVENT_BYTES;
    }

    @Override
    public Delivery read(Call call) {
        SegmentCall called = SegmentCall.of(call.name())
                .orElseThrow(() -> ProblemException.notFound("The Segment call '" + call.name() + "'"));
        boolean isBatch = called == SegmentCall.BATCH;
        JsonBody body = JsonBody.parseObject(call.body(), isBatch ? Set.of("batch") : Set.of());
        List<String> keys = new ArrayList<>();
        call.basicUser().ifPresent(keys::add);
        Fields.text(body.envelope(), "writeKey").ifPresent(keys::add);
        if (!isBatch) {
            called.kind()
                    .ifPresent(kind -> body.envelope().put("type", kind.name().toLowerCase(Locale.ROOT)));
        }
        return new Delivery(keys, FORM, body.envelope(), isBatch && !body.isList() ? List.of() : body.items());
    }

    @Override
    public EventDraft draft(String form, Item item, Circumstances circumstances) {
        JsonNode node = item.tree();
        JsonNode envelope = circumstances.envelope();
        Event.Kind kind = kind(node);
        JsonNode context = Fields.object(node, "context", Fields.object(envelope, "context"));
        EventDraft draft = kind == Event.Kind.TRACK
                ? EventDraft.track(Fields.text(node, "event"), "event", item)
                : new EventDraft(kind, name(kind), item);
        traits(draft, node, kind, context);
        draft.messageId(Fields.id(node, "messageId"))
                .anonymousId(Fields.id(node, "anonymousId"))
                .userId(Fields.id(node, "userId"))
                .previousId(kind == Event.Kind.ALIAS ? Fields.id(node, "previousId") : Optional.empty())
                .time(Fields.instant(node, "originalTimestamp").or(() -> Fields.instant(node, "timestamp")))
                .sentAt(Fields.instant(node, "sentAt").or(() -> Fields.instant(envelope, "sentAt")));
        if (kind.isReported()) {
            properties(draft, node, kind, context);
        }
        return draft;
    }

    private static Event.Kind kind(JsonNode node) {
        String type = Fields.text(node, "type").orElse("");
        return SegmentCall.of(type)
                .flatMap(SegmentCall::kind)
                .orElseThrow(() -> new RefusedEventException(
                        "unknown-type",
                        "'%s' is not a type of event; use track, page, screen, identify, group or alias"
                                .formatted(type)));
    }

    private static String name(Event.Kind kind) {
        return switch (kind) {
            case PAGE -> Event.PAGE_VIEWED;
            case SCREEN -> Event.SCREEN_VIEWED;
            case TRACK, IDENTIFY, GROUP, ALIAS -> "";
        };
    }

    private static void properties(EventDraft draft, JsonNode node, Event.Kind kind, JsonNode context) {
        Flattening.into(draft.properties(), "", Fields.object(node, "properties"));
        JsonNode page = Fields.object(context, "page");
        if (kind == Event.Kind.TRACK) {
            draft.put(Event.PATH, Fields.text(page, "path"));
        } else {
            draft.put("name", Fields.text(node, "name"));
            draft.put("category", Fields.text(node, "category"));
        }
        if (kind == Event.Kind.PAGE) {
            draft.put(Event.PATH, Fields.text(page, "path")).put("title", Fields.text(page, "title"));
        }
        JsonNode campaign = Fields.object(context, "campaign");
        for (String name : new String[] {"source", "medium", "term", "content", "id"}) {
            draft.put("utm_" + name, Fields.text(campaign, name));
        }
        draft.put("utm_campaign", Fields.text(campaign, "name"));
        draft.place(Fields.text(page, "url"), Fields.text(page, "referrer"))
                .put("locale", Fields.text(context, "locale"))
                .userAgent(Fields.text(context, "userAgent"))
                .address(Fields.text(context, "ip"));
    }

    private static void traits(EventDraft draft, JsonNode node, Event.Kind kind, JsonNode context) {
        Map<String, Object> traits = draft.traits();
        Flattening.into(traits, "", Fields.object(context, "traits"));
        Flattening.into(traits, kind == Event.Kind.GROUP ? "group" : "", Fields.object(node, "traits"));
        if (kind == Event.Kind.GROUP) {
            traits.remove(CompanyTraits.ID);
        }
        Fields.id(node, "groupId")
                .filter(group -> kind == Event.Kind.GROUP)
                .or(() -> Fields.id(context, "groupId"))
                .ifPresent(group -> traits.put(CompanyTraits.ID, group));
        draft.consent(preferences(context));
    }

    private static Map<Purpose, Boolean> preferences(JsonNode context) {
        Map<Purpose, Boolean> preferences = new EnumMap<>(Purpose.class);
        JsonNode categories = Fields.object(Fields.object(context, "consent"), "categoryPreferences");
        for (Map.Entry<String, JsonNode> category : categories.properties()) {
            Purpose purpose = CATEGORIES.get(category.getKey().toLowerCase(Locale.ROOT));
            if (purpose != null && category.getValue().isBoolean()) {
                preferences.put(purpose, category.getValue().booleanValue());
            }
        }
        return preferences;
    }

    @Override
    public boolean refusesAnalytics(Item item, ObjectNode envelope) {
        JsonNode context = Fields.object(item.tree(), "context", Fields.object(envelope, "context"));
        return Boolean.FALSE.equals(preferences(context).get(Purpose.ANALYTICS));
    }

    @Override
    public Response taken(Call call, Delivery delivery, Outcome outcome) {
        return Response.ok(new Taken(true, Optional.of(outcome.refused()).filter(some -> !some.isEmpty())));
    }
}
