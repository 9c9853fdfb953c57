package dev.percorso.server.deliver;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.http.Json;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Makes the calls of webhook steps, each until it succeeds or has failed often enough. A crash repeats a call, which is
 * why each has a stable id. Where an address leads is looked up and checked at each try, and redirects are not followed.
 */
public final class Webhooks implements AutoCloseable {
    private static final int AT_ONCE = 16;
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
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
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

    private boolean makeSome() throws InterruptedException {
        try {
            List<WebhookCall> due = store.due(clock.instant(), AT_ONCE);
            List<Future<WebhookStore.Outcome>> tries = new ArrayList<>();
            due.forEach(call -> tries.add(callers.submit(() -> make(call))));
            List<WebhookStore.Outcome> outcomes = new ArrayList<>();
            for (Future<WebhookStore.Outcome> each : tries) {
                outcomes.add(each.get());
            }
            if (!outcomes.isEmpty()) {
                store.finish(outcomes, clock.instant());
                answered.run();
            }
            return !outcomes.isEmpty();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private WebhookStore.Outcome make(WebhookCall call) {
        QueuedMessage message = call.message();
        Optional<Recipient> recipient = recipients.find(message.workspace(), message.person());
        Optional<WebhookCall.Content> content = contents.webhookOf(message);
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
        } catch (RefusedAddressException | IllegalArgumentException | TemplateException wrong) {
            return outcome(
                    call,
                    MessageStatus.FAILED,
                    String.valueOf(wrong.getMessage()),
                    Optional.empty(),
                    Map.of(),
                    Duration.ZERO);
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
            return again(call, reason, response, fields, retryAfter(answer));
        }
        String detail = status >= 300 && status < 400 ? reason + ", and redirects are not followed" : reason;
        return outcome(call, MessageStatus.FAILED, detail, response, fields, Duration.ZERO);
    }

    private static Duration retryAfter(Fetcher.Fetched answer) {
        String seconds = answer.headers().getOrDefault("retry-after", "");
        Duration wanted = seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
        return wanted.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wanted;
    }

    private WebhookStore.Outcome again(
            WebhookCall call, String reason, Optional<Integer> response, Map<String, Object> fields, Duration atLeast) {
        if (call.attempts() >= PAUSES.size()) {
            return outcome(
                    call, MessageStatus.FAILED, "after several tries: " + reason, response, fields, Duration.ZERO);
        }
        Duration usual = PAUSES.get(call.attempts());
        Duration pause = usual.compareTo(atLeast) < 0 ? atLeast : usual;
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
            return renderer.plain(content.body(), content.occasion(), recipient);
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
    }
}
