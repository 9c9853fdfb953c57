package dev.percorso.server.push;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.deliver.Courier;
import dev.percorso.server.deliver.Mailer;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.OutboxMessage;
import dev.percorso.server.deliver.PushMessage;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Reactions;
import dev.percorso.server.deliver.Recipient;
import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sends a message to every browser of a person; it is sent when one of them was reached. */
final class PushCourier implements Courier {
    private final Pushes pushes;
    private final MessageContents contents;
    private final MessageRenderer renderer;
    private final Reactions reactions;

    PushCourier(Pushes pushes, MessageContents contents, MessageRenderer renderer, Reactions reactions) {
        this.pushes = pushes;
        this.contents = contents;
        this.renderer = renderer;
        this.reactions = reactions;
    }

    @Override
    public Carried carry(OutboxMessage row, Recipient recipient, String address) {
        QueuedMessage message = row.message();
        Optional<PushMessage> content = contents.pushOf(message);
        if (content.isEmpty()) {
            return new Dropped("the flow or campaign was deleted");
        }
        Notification notification;
        try {
            notification = notification(row, content.get(), recipient);
        } catch (TemplateException wrong) {
            return new Tried(new Mailer.Handover.Refused("its template is wrong: " + wrong.getMessage()), "", "");
        }
        Optional<String> fault = notification.fault();
        if (fault.isPresent()) {
            return new Tried(new Mailer.Handover.Refused(fault.get()), "", notification.title());
        }
        List<Pushes.Reply> replies = pushes.send(message.workspace(), message.person(), notification.bytes());
        String taken = replies.stream()
                .filter(reply -> reply.answer() instanceof PushService.Accepted)
                .map(Pushes.Reply::browser)
                .collect(Collectors.joining(", "));
        return new Tried(handover(replies), taken, notification.title());
    }

    /** What the browser shows; its service worker reads it. */
    record Notification(String title, String body, String icon, String url, String tag) {
        Optional<String> fault() {
            if (title.isBlank()) {
                return Optional.of("its title is empty for this person");
            }
            if (!url.isEmpty() && !isAddress(url)) {
                return Optional.of("a click on it would lead to '%s', which is no address".formatted(url));
            }
            int length = bytes().length;
            return length <= PushCipher.MOST_BYTES
                    ? Optional.empty()
                    : Optional.of(
                            "it has %d bytes for this person, and a push message has at most %d; shorten title or text"
                                    .formatted(length, PushCipher.MOST_BYTES));
        }

        private static boolean isAddress(String text) {
            return text.matches("https?://[^\\s\"<>]+");
        }

        byte[] bytes() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("title", title);
            all.put("body", body);
            if (isAddress(icon)) {
                all.put("icon", icon);
            }
            all.put("url", url);
            all.put("tag", tag);
            return Json.text(all).getBytes(StandardCharsets.UTF_8);
        }
    }

    private Notification notification(OutboxMessage row, PushMessage content, Recipient recipient) {
        String url =
                renderer.plain(content.url(), content.occasion(), recipient).strip();
        return new Notification(
                renderer.plain(content.title(), content.occasion(), recipient).strip(),
                renderer.plain(content.body(), content.occasion(), recipient).strip(),
                renderer.plain(content.icon(), content.occasion(), recipient).strip(),
                reactions.led(row, content.url(), url),
                // A message that arrives twice is shown once.
                "percorso-" + row.sequence());
    }

    private static Mailer.Handover handover(List<Pushes.Reply> replies) {
        List<String> uncertain = new ArrayList<>();
        List<String> postponed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Duration atLeast = Duration.ZERO;
        for (Pushes.Reply reply : replies) {
            switch (reply.answer()) {
                case PushService.Accepted _ -> {
                    return new Mailer.Handover.Taken();
                }
                case PushService.Gone _ -> {}
                case PushService.Refused no -> refused.add(no.reason());
                case PushService.Uncertain lost -> uncertain.add(lost.reason());
                case PushService.Postponed later -> {
                    postponed.add(later.reason());
                    atLeast = later.atLeast().compareTo(atLeast) > 0 ? later.atLeast() : atLeast;
                }
            }
        }
        if (!uncertain.isEmpty()) {
            return new Mailer.Handover.Uncertain(uncertain.getFirst());
        }
        if (!postponed.isEmpty()) {
            return new Mailer.Handover.Postponed(postponed.getFirst(), atLeast);
        }
        return new Mailer.Handover.Refused(refused.isEmpty() ? PushService.GONE : refused.getFirst());
    }
}
