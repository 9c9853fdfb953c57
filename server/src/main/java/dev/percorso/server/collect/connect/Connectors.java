package dev.percorso.server.collect.connect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.Refusal;
import dev.percorso.server.collect.connect.Connector.Delivery;
import dev.percorso.server.collect.connect.Connector.Outcome;
import dev.percorso.server.collect.connect.ConnectorStore.Receiver;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Connectors and what is delivered to them. */
public final class Connectors implements AutoCloseable {
    static final String PATH = "/hooks/";
    /** Where Ecwid answers. */
    public static final URI ECWID = URI.create("https://app.ecwid.com/api/v3");

    private static final int SHORTEST_SECRET = 8;
    private static final int LONGEST_SECRET = 500;
    private static final int LONGEST_REASON = 500;

    private final ConnectorStore store;
    private final Collector collector;
    private final Ids ids;
    private final InstantSource clock;
    private final EcwidApi ecwid;
    private final Map<ConnectorKind, HookReader> readers;
    private final Cache<String, Optional<Receiver>> receivers = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    /** @param ecwidApi without a trailing slash */
    public Connectors(
            Database database, SecretBox box, Collector collector, Ids ids, InstantSource clock, URI ecwidApi) {
        this.store = new ConnectorStore(database, box);
        this.collector = collector;
        this.ids = ids;
        this.clock = clock;
        this.ecwid = new EcwidApi(ecwidApi);
        this.readers = Map.of(
                ConnectorKind.SHOPIFY, new ShopifyReader(),
                ConnectorKind.WOOCOMMERCE, new WooCommerceReader(),
                ConnectorKind.ECWID, new EcwidReader(ecwid),
                ConnectorKind.GENERIC, new GenericReader());
    }

    /** A new connector with its secret, which is shown this once. */
    record Created(String id, String path, String secret) {}

    /** @param secret that the other program shows; one is made when it can be chosen there */
    Created create(
            WorkspaceId workspace,
            String name,
            ConnectorKind kind,
            Optional<String> secret,
            ConnectorSettings settings) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid(
                    "/name", "give the connector a name " + DisplayName.RULE + ", e.g. 'Web shop'");
        }
        settings.check(kind);
        String key = secret.map(String::strip).filter(text -> !text.isEmpty()).orElseGet(ids::secret);
        if (key.length() < SHORTEST_SECRET || key.length() > LONGEST_SECRET) {
            throw ProblemException.invalid(
                    "/secret",
                    "a secret has %d to %d characters; copy it from the other program"
                            .formatted(SHORTEST_SECRET, LONGEST_SECRET));
        }
        String id = ids.next();
        store.insert(new Receiver(workspace, id, kind, key, settings), name.strip(), clock.instant());
        receivers.invalidate(id);
        return new Created(id, PATH + id, key);
    }

    List<Connector> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    /** Makes the address useless at once; what was collected stays. */
    void delete(WorkspaceId workspace, String id) {
        if (!store.delete(workspace, id)) {
            throw ProblemException.notFound("The connector '" + id + "'");
        }
        receivers.invalidate(id);
    }

    Receiver receiver(String id) {
        return receivers
                .get(id, store::receiver)
                .orElseThrow(() -> ProblemException.notFound("A receiver at this address"));
    }

    /** Notes a delivery that could not even be read. */
    void unreadable(Receiver receiver, String topic, ProblemException problem) {
        note(receiver, topic, Outcome.REFUSED, 0, problem.detail());
    }

    /**
     * Takes a delivery.
     *
     * @param headers by name in lower case
     * @param token sent in the query
     * @return events taken
     */
    int receive(Receiver receiver, Map<String, String> headers, Optional<String> token, byte[] body) {
        if (isPing(receiver, headers, body)) {
            note(receiver, "ping", Outcome.IGNORED, 0, "");
            return 0;
        }
        JsonNode json = receiver.kind() == ConnectorKind.ECWID ? json(receiver, body) : Json.MAPPER.nullNode();
        if (!isAuthentic(receiver, headers, token, body, json)) {
            note(receiver, "", Outcome.UNAUTHORISED, 0, "the signature or token is wrong or missing");
            throw ProblemException.of(
                    ErrorCode.WRONG_KEY,
                    "The signature or token is wrong or missing; compare the secret on both sides");
        }
        Hook hook = new Hook(receiver, headers, body, json.isNull() ? json(receiver, body) : json);
        HookReader reader = java.util.Objects.requireNonNull(readers.get(receiver.kind()));
        String topic = reader.topic(hook);
        try {
            List<Event> events = reader.events(hook);
            Collector.Receipt receipt = collector.accept(receiver.workspace(), receiver.id(), events);
            note(
                    receiver,
                    topic,
                    events.isEmpty() ? Outcome.IGNORED : receipt.accepted() == 0 ? Outcome.REFUSED : Outcome.ACCEPTED,
                    receipt.accepted(),
                    receipt.refused() == 0 ? "" : "its ids name nobody in particular");
            return receipt.accepted();
        } catch (HookReader.UnreadableHook fault) {
            String reason = String.valueOf(fault.getMessage());
            collector.accept(
                    receiver.workspace(),
                    receiver.id(),
                    List.of(),
                    List.of(new Refusal("unreadable-webhook", reason, new String(body, StandardCharsets.UTF_8))));
            note(receiver, topic, Outcome.REFUSED, 0, reason);
            throw ProblemException.invalid("/", reason);
        }
    }

    /** WooCommerce tries a new webhook without a signature, with nothing but its number. */
    private static boolean isPing(Receiver receiver, Map<String, String> headers, byte[] body) {
        return receiver.kind() == ConnectorKind.WOOCOMMERCE
                && !headers.containsKey("x-wc-webhook-topic")
                && body.length < 100
                && new String(body, StandardCharsets.UTF_8).matches("webhook_id=\\d+");
    }

    private JsonNode json(Receiver receiver, byte[] body) {
        try {
            return Json.tree(body);
        } catch (ProblemException broken) {
            unreadable(receiver, "", broken);
            throw broken;
        }
    }

    private static boolean isAuthentic(
            Receiver receiver, Map<String, String> headers, Optional<String> token, byte[] body, JsonNode json) {
        String secret = receiver.secret();
        return switch (receiver.kind()) {
            case SHOPIFY -> Signatures.isBase64(headers.getOrDefault("x-shopify-hmac-sha256", ""), body, secret);
            case WOOCOMMERCE -> Signatures.isBase64(headers.getOrDefault("x-wc-webhook-signature", ""), body, secret);
            case ECWID ->
                Signatures.isBase64(
                        headers.getOrDefault("x-ecwid-webhook-signature", ""),
                        (Hook.text(json, "eventCreated").orElse("")
                                        + '.'
                                        + Hook.text(json, "eventId").orElse(""))
                                .getBytes(StandardCharsets.UTF_8),
                        secret);
            case GENERIC ->
                receiver.settings()
                        .signatureHeader()
                        .map(name -> Signatures.isAnyForm(
                                headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), ""), body, secret))
                        .orElseGet(() -> Signatures.isSame(token(headers, token), secret));
        };
    }

    private static String token(Map<String, String> headers, Optional<String> query) {
        String authorization = headers.getOrDefault("authorization", "");
        if (authorization.startsWith("Bearer ")) {
            return authorization.substring("Bearer ".length()).strip();
        }
        return Optional.ofNullable(headers.get("x-webhook-token"))
                .or(() -> query)
                .orElse("");
    }

    private void note(Receiver receiver, String topic, Outcome outcome, int events, String reason) {
        store.delivered(
                receiver.id(),
                new Delivery(
                        clock.instant(),
                        topic.substring(0, Math.min(topic.length(), 100)),
                        outcome,
                        events,
                        reason.substring(0, Math.min(reason.length(), LONGEST_REASON))));
    }

    @Override
    public void close() {
        ecwid.close();
    }
}
