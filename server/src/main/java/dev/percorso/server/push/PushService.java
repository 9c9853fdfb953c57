package dev.percorso.server.push;

import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.outward.PublicAddresses.RefusedAddressException;
import dev.percorso.server.outward.RetryAfter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Hands messages to the services by which the makers of browsers reach them (RFC 8030). Where a subscription leads is
 * somebody else's word: it is looked up and checked at each message, and redirects are not followed.
 */
final class PushService {
    private static final int MOST_ANSWER_BYTES = 64 << 10;
    private static final Duration LONGEST = Duration.ofSeconds(15);
    /** A message that nobody could be given for so long is of no use any more. */
    private static final Duration KEPT = Duration.ofDays(1);

    static final String GONE = "the browsers of the person take no push messages any more";

    private static final int SHOWN_OF_ANSWER = 200;

    private final Fetcher fetcher;
    private final InstantSource clock;
    private final String contact;

    /** @param contact whom a push service may turn to: an address with mailto: or https: */
    PushService(PublicAddresses addresses, InstantSource clock, String contact) {
        this.fetcher = new Fetcher(addresses, MOST_ANSWER_BYTES, LONGEST);
        this.clock = clock;
        this.contact = contact;
    }

    /** What a push service said. */
    sealed interface Answer {}

    record Accepted() implements Answer {}

    /** The browser takes no messages any more. */
    record Gone() implements Answer {}

    record Refused(String reason) implements Answer {}

    record Postponed(String reason, Duration atLeast) implements Answer {}

    /** The answer was lost after the message had gone out. */
    record Uncertain(String reason) implements Answer {}

    /** @param message at most {@link PushCipher#MOST_BYTES} bytes */
    Answer send(VapidKey key, PushSubscription.Address address, byte[] message) {
        Instant now = clock.instant();
        try {
            URI endpoint = URI.create(address.endpoint());
            Map<String, String> headers = new LinkedHashMap<>();
            headers.put("Content-Type", "application/octet-stream");
            headers.put("Content-Encoding", "aes128gcm");
            headers.put("TTL", Long.toString(KEPT.toSeconds()));
            headers.put("Urgency", "normal");
            headers.put("Authorization", key.authorization(endpoint, contact, now));
            byte[] body = PushCipher.encrypt(message, address.key(), address.secret());
            return judge(fetcher.post(endpoint, headers, body), now);
        } catch (RefusedAddressException refused) {
            String reason = "the push service cannot be reached: " + refused.getMessage();
            return refused.mayPass() ? new Postponed(reason, Duration.ZERO) : new Refused(reason);
        } catch (Fetcher.UnreachableException down) {
            return new Postponed("the push service cannot be reached: " + down.getMessage(), Duration.ZERO);
        } catch (IOException lost) {
            return new Uncertain("the connection broke while sending: " + lost.getMessage());
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            return new Refused("the keys of the browser's subscription are wrong: " + wrong.getMessage());
        }
    }

    private static Answer judge(Fetcher.Fetched answer, Instant now) {
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return new Accepted();
        }
        if (status == 404 || status == 410) {
            return new Gone();
        }
        if (status == 413) {
            return new Refused("the push service says that the message is too long; shorten title or text");
        }
        String reason = "the push service answered %d%s".formatted(status, said(answer));
        boolean isTheirs = status >= 500 || status == 408 || status == 429;
        return isTheirs ? new Postponed(reason, RetryAfter.of(answer, now)) : new Refused(reason);
    }

    private static String said(Fetcher.Fetched answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ")
                .strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(SHOWN_OF_ANSWER, text.length()));
    }
}
