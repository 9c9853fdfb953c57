package dev.percorso.server.deliver;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Who gets no marketing, and the links by which people say so. */
public final class Suppressions {
    private static final String FEEDBACK = "feedback";
    private static final String ANSWERS = "sms";
    static final String UNSUBSCRIBED = "unsubscribed";
    private static final String BOUNCED = "bounced";
    private static final String CAME_BACK = "mail to the address came back";

    private final SuppressionStore store;
    private final InstantSource clock;
    private final Recipients recipients;
    private final DeliverySecret secret;
    private final UnsubscribeTokens tokens;
    private final URI publicUrl;

    public Suppressions(Database database, InstantSource clock, Ids ids, Recipients recipients, URI publicUrl) {
        this.store = new SuppressionStore(database);
        this.clock = clock;
        this.recipients = recipients;
        this.secret = new DeliverySecret(store.secret(ids));
        this.tokens = new UnsubscribeTokens(secret);
        this.publicUrl = publicUrl;
    }

    SuppressionStore store() {
        return store;
    }

    /** Signs webhooks with this installation's secret. */
    public WebhookSignature webhookSignature() {
        return new WebhookSignature(secret);
    }

    /** Signs what else stands in messages. */
    public DeliverySecret secret() {
        return secret;
    }

    /** Signs links of messages with this installation's secret. */
    ReactionTokens reactionTokens() {
        return new ReactionTokens(secret);
    }

    /** The link by which the person says no to marketing at this address. */
    String unsubscribeUrl(OutboxMessage row, String address) {
        return publicUrl + "/u/" + token(row, address);
    }

    /** The link by which the person chooses topics. */
    String preferencesUrl(OutboxMessage row, String address) {
        return publicUrl + "/preferences/" + token(row, address);
    }

    private String token(OutboxMessage row, String address) {
        QueuedMessage message = row.message();
        return tokens.of(new UnsubscribeTokens.Claim(
                message.workspace(), message.person(), hash(address), Optional.of(row.sequence())));
    }

    /** Why the person's consent does not cover marketing now; empty when it does. */
    Optional<String> consentObjection(Channel channel, Recipient recipient) {
        if (!recipient.consentSince().containsKey(channel)) {
            return Optional.of(channel.withoutConsent());
        }
        if (!recipient.profiling()) {
            return Optional.of("no consent to profiling, which advertising needs");
        }
        return Optional.empty();
    }

    /** Why the address must not get marketing now; empty when it may. A consent that is newer counts more. */
    Optional<String> suppressionObjection(WorkspaceId workspace, Channel channel, Recipient recipient, String address) {
        return suppressed(workspace, channel, recipient, address).map(known -> switch (known.reason()) {
            case BOUNCED -> CAME_BACK;
            case "complained" -> "the person complained about a message";
            default -> "the address was unsubscribed";
        });
    }

    /** Why the address must get nothing at all: its mail came back, and no consent is newer. */
    Optional<String> bounceObjection(WorkspaceId workspace, Channel channel, Recipient recipient, String address) {
        return suppressed(workspace, channel, recipient, address)
                .filter(known -> known.reason().equals(BOUNCED))
                .map(_ -> CAME_BACK);
    }

    private Optional<SuppressionStore.Suppressed> suppressed(
            WorkspaceId workspace, Channel channel, Recipient recipient, String address) {
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Instant consent = recipient.consentSince().getOrDefault(channel, Instant.MIN);
        return store.suppressed(workspace, hash(address)).filter(known -> !consent.isAfter(known.since()));
    }

    Optional<UnsubscribeTokens.Claim> read(String token) {
        return tokens.read(token);
    }

    /** From now on, no marketing: neither to the address nor, by consent, to the person. */
    void unsubscribe(UnsubscribeTokens.Claim claim) {
        String address = recipients
                .find(claim.workspace(), claim.person())
                .map(Recipient::email)
                .filter(known -> hash(known).equals(claim.addressHash()))
                .map(EmailAddress::compared)
                .orElse("");
        store.suppress(
                claim.workspace(),
                new SuppressionStore.Entry(claim.addressHash(), address),
                UNSUBSCRIBED,
                clock.instant());
        recipients.withdrawConsent(claim.workspace(), claim.person(), Channel.EMAIL, "unsubscribe link");
    }

    /** Somebody answered that no more should come: neither to the address nor, by consent, to the people who have it. */
    public void stopped(WorkspaceId workspace, Channel channel, String address, List<Integer> persons) {
        store.suppress(workspace, new SuppressionStore.Entry(hash(address), address), UNSUBSCRIBED, clock.instant());
        persons.stream()
                .filter(person -> recipients.find(workspace, person).isPresent())
                .forEach(person -> recipients.withdrawConsent(workspace, person, channel, "answer"));
    }

    /** Where a gateway brings what people answer, and what became of messages. */
    public String answersUrl(WorkspaceId workspace) {
        return publicUrl + "/sms/" + feedbackToken(workspace, ANSWERS);
    }

    /** Where a mail provider sends reports of a workspace's messages to. */
    public String feedbackUrl(WorkspaceId workspace, String provider) {
        return publicUrl + "/feedback/" + feedbackToken(workspace, provider) + "/" + provider;
    }

    private String feedbackToken(WorkspaceId workspace, String provider) {
        return workspace + "." + secret.sign(FEEDBACK, workspace + "/" + provider);
    }

    /** The workspace of {@link #answersUrl}; empty when it is none of ours. */
    public Optional<WorkspaceId> answersWorkspace(String token) {
        return feedbackWorkspace(token, ANSWERS);
    }

    /** The workspace of an address for reports of this provider; empty when it is none of ours, or another's. */
    public Optional<WorkspaceId> feedbackWorkspace(String token, String provider) {
        int dot = token.indexOf('.');
        if (dot < 0 || !WorkspaceId.isValid(token.substring(0, dot))) {
            return Optional.empty();
        }
        WorkspaceId workspace = new WorkspaceId(token.substring(0, dot));
        return secret.isSigned(FEEDBACK, workspace + "/" + provider, token.substring(dot + 1))
                ? Optional.of(workspace)
                : Optional.empty();
    }

    /** From now on no marketing to an address whose mail came back or who complained; the message says so. */
    public void reported(WorkspaceId workspace, Feedback feedback) {
        store.reported(workspace, hash(feedback.address()), feedback, clock.instant());
    }

    /** Keyed hash of an address, whatever its capitals. */
    public String hash(String address) {
        return secret.sign("address", EmailAddress.compared(address));
    }
}
