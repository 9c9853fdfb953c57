package dev.percorso.server.sms;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.deliver.Mailer;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.http.Json;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.outward.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Hands text messages to a gateway. No gateway recognises a repetition, so what may have been taken is not sent again. */
final class SmsGateway {
    private static final int MOST_ANSWER_BYTES = 64 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int SHOWN_OF_ANSWER = 200;

    private final Fetcher fetcher;
    private final MessageRenderer renderer;
    private final InstantSource clock;

    SmsGateway(PublicAddresses addresses, MessageRenderer renderer, InstantSource clock) {
        this.fetcher = new Fetcher(addresses, MOST_ANSWER_BYTES, LONGEST);
        this.renderer = renderer;
        this.clock = clock;
    }

    /**
     * A text message.
     *
     * @param id by which reports of it are known
     * @param reports where the gateway tells what became of it; empty when it need not
     */
    record Text(String id, String to, String text, Optional<String> reports) {}

    /** Another try of the same call. */
    private record Call(URI url, Map<String, String> headers, String body) {}

    Mailer.Handover send(SmsStore.Stored gateway, Text text) {
        try {
            Call call =
                    gateway.settings().kind() == SmsSettings.Kind.TWILIO ? twilio(gateway, text) : other(gateway, text);
            Fetcher.Fetched answer =
                    fetcher.post(call.url(), call.headers(), call.body().getBytes(StandardCharsets.UTF_8));
            return judge(gateway.settings(), answer);
        } catch (RefusedAddressException refused) {
            String reason = "the gateway cannot be reached: " + refused.getMessage();
            return refused.mayPass() ? new Mailer.Handover.Postponed(reason) : new Mailer.Handover.Refused(reason);
        } catch (Fetcher.UnreachableException down) {
            return new Mailer.Handover.Postponed("the gateway cannot be reached: " + down.getMessage());
        } catch (IOException lost) {
            return new Mailer.Handover.Uncertain("the connection broke while sending: " + lost.getMessage());
        } catch (TemplateException wrong) {
            return new Mailer.Handover.Refused("the call of the gateway is not right: " + wrong.getMessage());
        }
    }

    private static Call twilio(SmsStore.Stored gateway, Text text) {
        SmsSettings settings = gateway.settings();
        Map<String, String> form = new LinkedHashMap<>();
        form.put("To", text.to());
        if (settings.messagingService().isEmpty()) {
            form.put("From", settings.sender());
        } else {
            form.put("MessagingServiceSid", settings.messagingService());
        }
        form.put("Body", text.text());
        text.reports().ifPresent(url -> form.put("StatusCallback", url));
        String user = settings.accountSid() + ":" + gateway.secret();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", SmsSettings.Format.FORM.type());
        headers.put(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
        return new Call(
                URI.create(settings.baseUrl() + "/2010-04-01/Accounts/" + settings.accountSid() + "/Messages.json"),
                headers,
                form.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    private Call other(SmsStore.Stored gateway, Text text) {
        SmsSettings settings = gateway.settings();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("to", text.to());
        data.put("text", text.text());
        data.put("to_json", Json.text(text.to()));
        data.put("text_json", Json.text(text.text()));
        data.put("id", text.id());
        data.put("reports", text.reports().orElse(""));
        data.put("secret", gateway.secret());
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", settings.format().type());
        settings.headers().forEach(header -> headers.put(header.name(), renderer.filled(header.value(), data)));
        return new Call(URI.create(settings.url()), headers, renderer.filled(settings.body(), data));
    }

    private Mailer.Handover judge(SmsSettings settings, Fetcher.Fetched answer) {
        int status = answer.status();
        String said = said(answer);
        if (status >= 200 && status < 300) {
            String body = new String(answer.body(), StandardCharsets.UTF_8);
            return body.contains(settings.contains())
                    ? new Mailer.Handover.Taken()
                    : new Mailer.Handover.Refused("the gateway did not take it: " + said);
        }
        String reason = "the gateway answered %d%s".formatted(status, said.isEmpty() ? "" : ": " + said);
        if (status == 429 || status == 503) {
            return new Mailer.Handover.Postponed(reason, RetryAfter.of(answer, clock.instant()));
        }
        // Any other fault of its own may have come after it took the message.
        return status >= 500 ? new Mailer.Handover.Uncertain(reason) : new Mailer.Handover.Refused(reason);
    }

    /** What the gateway says in words, where it does. */
    private static String said(Fetcher.Fetched answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            text = json.path("message").asString(text);
        } catch (JacksonException noJson) {
            // Then it is told as it is.
        }
        String line = text.replaceAll("\\s+", " ").strip();
        return line.substring(0, Math.min(SHOWN_OF_ANSWER, line.length()));
    }
}
