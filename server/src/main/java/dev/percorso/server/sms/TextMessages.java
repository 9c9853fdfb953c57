package dev.percorso.server.sms;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.deliver.Courier;
import dev.percorso.server.deliver.Mailer;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.deliver.OutboxMessage;
import dev.percorso.server.deliver.PhoneNumber;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Reach;
import dev.percorso.server.deliver.Recipient;
import dev.percorso.server.deliver.SmsMessage;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.time.InstantSource;
import java.util.Optional;

/** The text messages of workspaces: their gateways, sending, and what is reported back. */
public final class TextMessages {
    /** Gateways cut longer texts, or refuse them. */
    static final int LONGEST = 1_600;

    private final SmsStore store;
    private final SmsGateway gateway;
    private final MessageContents contents;
    private final MessageRenderer renderer;
    private final Suppressions suppressions;
    private final InstantSource clock;

    public TextMessages(
            Database database,
            SecretBox box,
            PublicAddresses addresses,
            MessageContents contents,
            MessageRenderer renderer,
            Suppressions suppressions,
            InstantSource clock) {
        this.store = new SmsStore(database, box);
        this.gateway = new SmsGateway(addresses, renderer, clock);
        this.contents = contents;
        this.renderer = renderer;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** People are reached at the number that a trait of theirs holds. */
    public Reach reach() {
        return (workspace, person, recipient) -> {
            String trait =
                    store.find(workspace).map(known -> known.settings().trait()).orElse("phone");
            String written = String.valueOf(recipient.traits().getOrDefault(trait, ""));
            return PhoneNumber.of(written)
                    .<Reach.Place>map(Reach.At::new)
                    .orElseGet(() -> new Reach.Nowhere(
                            "no valid telephone number: the trait '%s' must hold one with its country, like +393331234567"
                                    .formatted(trait)));
        };
    }

    /** Whether the workspace has a gateway. */
    public boolean isSetUp(WorkspaceId workspace) {
        return store.find(workspace).isPresent();
    }

    /** Hands text messages over. */
    public Courier courier() {
        return this::carry;
    }

    private Courier.Carried carry(OutboxMessage row, Recipient recipient, String number) {
        QueuedMessage message = row.message();
        Optional<SmsMessage> content = contents.smsOf(message);
        if (content.isEmpty()) {
            return new Courier.Dropped("the flow or campaign was deleted");
        }
        Optional<SmsStore.Stored> known = store.find(message.workspace());
        if (known.isEmpty()) {
            return refused("no gateway for text messages is set up; do so under Messages → SMS", number, "");
        }
        String text;
        try {
            text = renderer.plain(content.get().text(), content.get().occasion(), recipient)
                    .strip();
        } catch (TemplateException wrong) {
            return refused("its template is wrong: " + wrong.getMessage(), number, "");
        }
        if (text.isEmpty() || text.length() > LONGEST) {
            return refused(
                    "it has %d characters for this person, and a text message has 1 to %d"
                            .formatted(text.length(), LONGEST),
                    number,
                    "");
        }
        String id = Long.toString(row.sequence());
        Mailer.Handover handover = gateway.send(
                known.get(),
                new SmsGateway.Text(id, number, text, Optional.of(reportUrl(message.workspace(), row.sequence()))));
        return new Courier.Tried(handover, number, text);
    }

    private static Courier.Carried refused(String reason, String number, String text) {
        return new Courier.Tried(new Mailer.Handover.Refused(reason), number, text);
    }

    private String reportUrl(WorkspaceId workspace, long message) {
        return suppressions.answersUrl(workspace) + "/" + message;
    }

    /**
     * A gateway as the API shows it.
     *
     * @param settings absent until one is set up
     * @param hasSecret whether its secret is stored and can be opened
     * @param answersUrl where the gateway brings what people answer
     */
    record View(Optional<SmsSettings> settings, boolean hasSecret, String answersUrl) {}

    View view(WorkspaceId workspace) {
        Optional<SmsStore.Stored> known = store.find(workspace);
        return new View(
                known.map(SmsStore.Stored::settings),
                known.filter(stored -> !stored.secret().isEmpty()).isPresent(),
                suppressions.answersUrl(workspace));
    }

    /** @param secret replaces the stored one; empty keeps it */
    View save(WorkspaceId workspace, SmsSettings settings, Optional<String> secret) {
        for (SmsSettings.Header header : settings.headers()) {
            check("/headers", header.value());
        }
        check("/body", settings.body());
        String kept = store.find(workspace).map(SmsStore.Stored::secret).orElse("");
        String known = secret.map(String::strip).filter(text -> !text.isEmpty()).orElse(kept);
        if (settings.kind() == SmsSettings.Kind.TWILIO && known.isEmpty()) {
            throw ProblemException.invalid("/secret", "Twilio needs the Auth Token, which its console shows");
        }
        store.save(workspace, new SmsStore.Stored(settings, known), clock.instant());
        return view(workspace);
    }

    private void check(String field, String template) {
        String problem = renderer.problemOf(template);
        if (!problem.isEmpty()) {
            throw ProblemException.invalid(field, problem);
        }
    }

    /** What became of a trial. */
    record Tested(boolean taken, Optional<String> reason) {}

    /** Sends a text now to a number, whatever rules there are. */
    Tested test(WorkspaceId workspace, String to, String text) {
        SmsStore.Stored known = store.find(workspace)
                .orElseThrow(() -> ProblemException.of(
                        ErrorCode.CONFLICT, "No gateway for text messages is set up yet; save one first"));
        String number = PhoneNumber.of(to)
                .orElseThrow(() -> ProblemException.invalid(
                        "/to", "'%s' is no telephone number with its country, like +393331234567".formatted(to)));
        if (text.isBlank() || text.length() > LONGEST) {
            throw ProblemException.invalid("/text", "a text message has 1 to 1,600 characters");
        }
        Mailer.Handover handover =
                gateway.send(known, new SmsGateway.Text("test", number, text.strip(), Optional.empty()));
        return switch (handover) {
            case Mailer.Handover.Taken _ -> new Tested(true, Optional.empty());
            case Mailer.Handover.Refused no -> new Tested(false, Optional.of(no.reason()));
            case Mailer.Handover.Postponed later -> new Tested(false, Optional.of(later.reason()));
            case Mailer.Handover.Uncertain lost -> new Tested(false, Optional.of(lost.reason()));
        };
    }

    /** Whether what comes from outside must be signed, and with what. */
    Optional<String> signingKey(WorkspaceId workspace) {
        return store.find(workspace)
                .filter(known -> known.settings().kind() == SmsSettings.Kind.TWILIO)
                .map(SmsStore.Stored::secret);
    }

    /** From now on no marketing to the number: neither to it nor, by consent, to the people who have it. */
    void stopped(WorkspaceId workspace, String number) {
        suppressions.stopped(workspace, Channel.SMS, number, store.peopleAt(workspace, number));
    }

    void delivered(WorkspaceId workspace, long message) {
        store.delivered(workspace, message, clock.instant());
    }

    void undelivered(WorkspaceId workspace, long message, String status, String code) {
        store.undelivered(
                workspace,
                message,
                "the gateway reports: %s%s".formatted(status, code.isEmpty() ? "" : " (" + code + ")"));
    }
}
