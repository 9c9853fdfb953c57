package dev.percorso.server.deliver;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.http.Json;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.outward.RetryAfter;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Makes the calls of webhook steps, each until it succeeds or has failed often enough. A crash repeats a call, which is
 * why each has a stable id. Only so many are under way to one host, so that one that hangs holds up its own calls. Where
 * an address leads is looked up and checked at each try, and redirects are not followed.
 */
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int AT_ONCE = 64;
    /** So that a host that hangs leaves room for the others. */
    private static final int AT_ONCE_PER_HOST = 8;

    private static final int MOST_ANSWER_BYTES = 64 << 10;
    private static final int MOST_FIELDS = 50;
    private static final int MOST_FIELD_LENGTH = 1_000;
    private static final Duration REST = Duration.ofMillis(500);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(12);
    /** Pauses after each failed try: some ten hours in all. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(7));

    private final WebhookStore store;
    private final InstantSource clock;
    private final Recipients recipients;
    private final MessageContents contents;
    private final MessageRenderer renderer;
    private final WebhookSignature signature;
    private final Fetcher fetcher;
    private final Runnable answered;
    /** Not virtual ones: looking a name up holds the thread that carries them. */
    private final ExecutorService callers = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("webhook-", 0).factory());
    /** Calls that have begun and whose outcome is not on disk yet, with their hosts. */
    private final Map<Long, String> underWay = new HashMap<>();

    private final Queue<WebhookStore.Outcome> ended = new ConcurrentLinkedQueue<>();
    private final Worker worker = new Worker("webhooks", REST, this::makeSome);

    /** @param answered is called after calls were finished */
    public Webhooks(
            Database database,
            InstantSource clock,
            Recipients recipients,
            MessageContents contents,
            MessageRenderer renderer,
            WebhookSignature signature,
            PublicAddresses addresses,
            Runnable answered) {
        this.store = new WebhookStore(database);
        this.clock = clock;
        this.recipients = recipients;
        this.contents = contents;
        this.renderer = renderer;
        this.signature = signature;
        this.fetcher = new Fetcher(addresses, MOST_ANSWER_BYTES, LONGEST_CALL);
        this.answered = answered;
    }

    public Webhooks start() {
        worker.start();
        return this;
    }

    /** Tells that a call may wait. */
    public void wake() {
        worker.wake();
    }

    /** Begins as many calls as there is room for; each that ends makes room and has the next looked for at once. */
    private boolean makeSome() {
        write();
        Set<WebhookStore.Place> crowded = new HashSet<>();
        int refused;
        do {
            refused = 0;
            int room = AT_ONCE - underWay.size();
            for (WebhookCall call : store.due(clock.instant(), underWay.keySet(), crowded, room)) {
                if (!begin(call)) {
                    crowded.add(WebhookStore.Place.of(call.message()));
                    refused++;
                }
            }
        } while (refused > 0);
        return false;
    }

    /** False when enough calls of the same host are under way. */
    private boolean begin(WebhookCall call) {
        Optional<WebhookCall.Content> content = contents.webhookOf(call.message());
        String host = content.map(found -> hostOf(found.url())).orElse("");
        if (Collections.frequency(underWay.values(), host) >= AT_ONCE_PER_HOST) {
            return false;
        }
        underWay.put(call.sequence(), host);
        callers.execute(() -> {
            ended.add(makeSafely(call, content));
            wake();
        });
        return true;
    }

    private static String hostOf(String url) {
        try {
            return String.valueOf(URI.create(url.strip()).getRawAuthority()).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Keeps what became of the calls; what the disk does not take is kept at the next look. */
    private void write() {
        List<WebhookStore.Outcome> outcomes = new ArrayList<>();
        for (WebhookStore.Outcome outcome : ended) {
            outcomes.add(outcome);
        }
        if (outcomes.isEmpty()) {
            return;
        }
        store.finish(outcomes, clock.instant());
        ended.removeAll(outcomes);
        outcomes.forEach(outcome -> underWay.remove(outcome.sequence()));
        answered.run();
    }

    private WebhookStore.Outcome makeSafely(WebhookCall call, Optional<WebhookCall.Content> content) {
        try {
            return make(call, content);
        } catch (RuntimeException failure) {
            LOG.error("call {} cannot be prepared; trying again", call.sequence(), failure);
            String reason = "it could not be prepared: " + failure.getMessage();
            return again(call, reason, Optional.empty(), Map.of(), Duration.ZERO);
        }
    }

    private WebhookStore.Outcome make(WebhookCall call, Optional<WebhookCall.Content> content) {
        QueuedMessage message = call.message();
        Optional<Recipient> recipient = recipients.find(message.workspace(), message.person());
        if (recipient.isEmpty() || content.isEmpty()) {
            String reason = recipient.isEmpty() ? "the person was erased" : "the flow was deleted";
            return outcome(call, MessageStatus.SKIPPED, reason, Optional.empty(), Map.of(), Duration.ZERO);
        }
        try {
            String body = body(call, content.get(), recipient.get());
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/json");
            headers.putAll(
                    signature.headers(message.workspace(), "percorso-" + call.sequence(), clock.instant(), body));
            Fetcher.Fetched answer = fetcher.post(
                    URI.create(content.get().url().strip()), headers, body.getBytes(StandardCharsets.UTF_8));
            return judge(call, answer);
        } catch (RefusedAddressException refused) {
            String reason = String.valueOf(refused.getMessage());
            return refused.mayPass()
                    ? again(call, reason, Optional.empty(), Map.of(), Duration.ZERO)
                    : outcome(call, MessageStatus.FAILED, reason, Optional.empty(), Map.of(), Duration.ZERO);
        } catch (IllegalArgumentException | TemplateException wrong) {
            String reason = String.valueOf(wrong.getMessage());
            return outcome(call, MessageStatus.FAILED, reason, Optional.empty(), Map.of(), Duration.ZERO);
        } catch (IOException broken) {
            return again(call, "the call broke: " + broken.getMessage(), Optional.empty(), Map.of(), Duration.ZERO);
        }
    }

    private WebhookStore.Outcome judge(WebhookCall call, Fetcher.Fetched answer) {
        int status = answer.status();
        Map<String, Object> fields = fields(answer);
        Optional<Integer> response = Optional.of(status);
        if (status >= 200 && status < 300) {
            return outcome(call, MessageStatus.SENT, "", response, fields, Duration.ZERO);
        }
        String reason = "the server answered " + status;
        if (status >= 500 || status == 408 || status == 429) {
            return again(call, reason, response, fields, RetryAfter.of(answer, clock.instant()));
        }
        String detail = status >= 300 && status < 400 ? reason + ", and redirects are not followed" : reason;
        return outcome(call, MessageStatus.FAILED, detail, response, fields, Duration.ZERO);
    }

    private WebhookStore.Outcome again(
            WebhookCall call, String reason, Optional<Integer> response, Map<String, Object> fields, Duration atLeast) {
        if (call.attempts() >= PAUSES.size()) {
            return outcome(
                    call, MessageStatus.FAILED, "after several tries: " + reason, response, fields, Duration.ZERO);
        }
        Duration usual = PAUSES.get(call.attempts());
        Duration wanted = atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
        Duration pause = usual.compareTo(wanted) < 0 ? wanted : usual;
        return outcome(call, MessageStatus.PENDING, reason, response, fields, pause);
    }

    private WebhookStore.Outcome outcome(
            WebhookCall call,
            MessageStatus status,
            String reason,
            Optional<Integer> response,
            Map<String, Object> fields,
            Duration pause) {
        Instant notBefore = clock.instant().plus(pause);
        return new WebhookStore.Outcome(call.sequence(), status, reason, response, fields, notBefore);
    }

    private String body(WebhookCall call, WebhookCall.Content content, Recipient recipient) {
        if (!content.body().isBlank()) {
            return renderer.json(content.body(), content.occasion(), recipient);
        }
        QueuedMessage message = call.message();
        Map<String, Object> person = new LinkedHashMap<>(recipient.traits());
        person.put("id", Integer.toString(message.person()));
        person.put("email", recipient.email());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("flow", message.flow());
        data.put("flowName", contents.flowName(message.workspace(), message.flow()));
        data.put("step", message.step());
        data.put("run", message.run());
        data.put("person", person);
        data.put("event", content.occasion().event());
        if (!content.occasion().coupon().isEmpty()) {
            data.put("coupon", content.occasion().coupon());
        }
        return Json.text(
                Map.of("type", "flow.step", "timestamp", clock.instant().toString(), "data", data));
    }

    /** {@code status}, and the scalar fields of a JSON object, nested ones by dotted paths. */
    private static Map<String, Object> fields(Fetcher.Fetched answer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", answer.status());
        if (answer.body().length > 0) {
            try {
                collect("", Json.MAPPER.readTree(answer.body()), fields);
            } catch (JacksonException noJson) {
                // The status is all that can be asked for.
            }
        }
        return fields;
    }

    private static void collect(String prefix, JsonNode node, Map<String, Object> fields) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (fields.size() >= MOST_FIELDS || name.length() > MOST_FIELD_LENGTH) {
                return;
            }
            if (value.isObject()) {
                collect(name + ".", value, fields);
            } else if (value.isString()) {
                String text = value.asString();
                fields.putIfAbsent(name, text.substring(0, Math.min(text.length(), MOST_FIELD_LENGTH)));
            } else if (value.isBoolean()) {
                fields.putIfAbsent(name, value.asBoolean());
            } else if (value.isNumber()) {
                fields.putIfAbsent(
                        name, value.isIntegralNumber() ? (Object) value.asLong() : (Object) value.asDouble());
            }
        }
    }

    /** Finishes the calls under way, then stops. */
    @Override
    public void close() {
        worker.close();
        callers.close();
        try {
            write();
        } catch (RuntimeException failure) {
            LOG.error("what became of {} calls is not on disk; they are made again", ended.size(), failure);
        }
    }
}
