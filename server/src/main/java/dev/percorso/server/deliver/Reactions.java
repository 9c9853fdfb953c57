package dev.percorso.server.deliver;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.Consent;
import dev.percorso.server.people.Identity;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people do with messages. Links that stand in a template as they are lead over this server, signed, and only to the
 * address stored for them. An image that tells of the opening goes only to people who agreed to be followed. A reaction
 * becomes an event of persons who may be followed; of others it is counted and nothing else.
 */
public final class Reactions {
    private static final Logger LOG = LoggerFactory.getLogger(Reactions.class);
    private static final String SOURCE = "messages";
    private static final Pattern HREF =
            Pattern.compile("(<a\\b[^>]*?\\bhref\\s*=\\s*[\"'])(https?://[^\"'<>\\s]+)", Pattern.CASE_INSENSITIVE);

    private final ReactionStore store;
    private final ReactionTokens tokens;
    private final People people;
    private final Collector collector;
    private final MessageContents contents;
    private final InstantSource clock;
    private final URI publicUrl;

    public Reactions(
            Database database,
            Suppressions suppressions,
            People people,
            Collector collector,
            MessageContents contents,
            InstantSource clock,
            URI publicUrl) {
        this.store = new ReactionStore(database);
        this.tokens = suppressions.reactionTokens();
        this.people = people;
        this.collector = collector;
        this.contents = contents;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    ReactionStore store() {
        return store;
    }

    /** Whether the opening of messages is measured where people agreed to it. */
    public boolean measuresOpens(WorkspaceId workspace) {
        return store.measuring(workspace).opens();
    }

    /** The message with links and image by which reactions are known. Receipts keep their links as they are. */
    RenderedMessage measured(OutboxMessage row, MessageContent content, RenderedMessage rendered) {
        QueuedMessage message = row.message();
        if (!message.marketing() || rendered.html().isBlank()) {
            return rendered;
        }
        Measuring measuring = store.measuring(message.workspace());
        Optional<String> campaign = contents.campaignTag(message);
        String html = rendered.html();
        if (measuring.clicks() || campaign.isPresent()) {
            Set<String> fixed = new HashSet<>();
            if (measuring.clicks()) {
                content.bodies().map(Reactions::fixedLinks).forEach(fixed::addAll);
            }
            html = HREF.matcher(html).replaceAll(link -> Matcher.quoteReplacement(led(row, link, fixed, campaign)));
        }
        if (measuring.opens() && agrees(message.workspace(), message.person())) {
            html = withImage(html, publicUrl + "/o/" + token(row, 0));
        }
        return new RenderedMessage(rendered.subject(), html, rendered.text());
    }

    /**
     * Where the one link of a message leads that is no HTML: over this server when clicks are measured and its address
     * stands in the template as it is.
     *
     * @param url the address, once everything is filled in
     */
    public String led(OutboxMessage row, String template, String url) {
        QueuedMessage message = row.message();
        if (url.isEmpty() || !message.marketing()) {
            return url;
        }
        String target = contents.campaignTag(message)
                .map(name -> tagged(url, message.channel(), name))
                .orElse(url);
        boolean isFixed = template.indexOf('{') < 0;
        if (!isFixed || !store.measuring(message.workspace()).clicks()) {
            return target;
        }
        return publicUrl + "/c/" + token(row, store.link(message.workspace(), target));
    }

    private String led(OutboxMessage row, MatchResult link, Set<String> fixed, Optional<String> campaign) {
        String written = link.group(2);
        String url = written.replace("&amp;", "&");
        boolean isFixed = fixed.contains(written);
        // Those to unsubscribe and to choose topics lead here too; nobody wrote them as they are.
        if (!isFixed && url.startsWith(publicUrl + "/")) {
            return link.group();
        }
        String target =
                campaign.map(name -> tagged(url, row.message().channel(), name)).orElse(url);
        if (!isFixed) {
            return link.group(1) + target.replace("&", "&amp;");
        }
        long stored = store.link(row.message().workspace(), target);
        return link.group(1) + publicUrl + "/c/" + token(row, stored);
    }

    private String token(OutboxMessage row, long link) {
        return tokens.of(new ReactionTokens.Claim(row.message().workspace(), row.sequence(), link));
    }

    /** Links of a template that nothing is filled into. */
    static Set<String> fixedLinks(String template) {
        Set<String> links = new HashSet<>();
        HREF.matcher(template).results().map(link -> link.group(2)).forEach(links::add);
        links.removeIf(link -> link.indexOf('{') >= 0);
        return links;
    }

    /** The address with the tags by which reports know where a visit came from, unless it has its own. */
    static String tagged(String url, Channel channel, String campaign) {
        int hash = url.indexOf('#');
        String address = hash < 0 ? url : url.substring(0, hash);
        if (address.contains("utm_")) {
            return url;
        }
        return address + (address.indexOf('?') < 0 ? "?" : "&") + "utm_source=newsletter&utm_medium=" + channel.json()
                + "&utm_campaign=" + URLEncoder.encode(campaign, StandardCharsets.UTF_8)
                + (hash < 0 ? "" : url.substring(hash));
    }

    private static String withImage(String html, String url) {
        String image = "<img src=\"" + url + "\" width=\"1\" height=\"1\" alt=\"\">";
        int end = html.toLowerCase(Locale.ROOT).lastIndexOf("</body>");
        return end < 0 ? html + image : html.substring(0, end) + image + html.substring(end);
    }

    /** A yes to being followed must have been said. */
    private boolean agrees(WorkspaceId workspace, int person) {
        return Optional.ofNullable(people.consents(workspace, person).get(Purpose.ANALYTICS))
                .filter(Consent::granted)
                .isPresent();
    }

    /** Where a link leads; empty when it is none of ours. */
    Optional<String> follow(String token) {
        Optional<ReactionTokens.Claim> claim = tokens.read(token);
        Optional<String> url = claim.flatMap(known -> store.address(known.workspace(), known.link()));
        claim.filter(_ -> url.isPresent()).ifPresent(known -> note(known, Reaction.CLICKED, url.orElse("")));
        return url;
    }

    /** Whether the image is one of ours. */
    boolean open(String token) {
        Optional<ReactionTokens.Claim> claim = tokens.read(token).filter(known -> known.link() == 0);
        claim.ifPresent(known -> note(known, Reaction.OPENED, ""));
        return claim.isPresent();
    }

    /** A message came back or was called unwanted; a report that names none of ours, or another address, tells nothing. */
    public void reported(WorkspaceId workspace, Feedback feedback) {
        if (feedback.message().isPresent()) {
            long sequence = feedback.message().getAsLong();
            String address = EmailAddress.compared(feedback.address());
            store.message(workspace, sequence)
                    .filter(message ->
                            EmailAddress.compared(message.recipient()).equals(address))
                    .ifPresent(_ -> note(
                            new ReactionTokens.Claim(workspace, sequence, 0),
                            feedback.kind().reaction(),
                            ""));
        }
    }

    /** Somebody wants no more, by the link of a message. Links of old messages do not say which. */
    void unsubscribed(UnsubscribeTokens.Claim claim) {
        claim.message()
                .ifPresent(message ->
                        note(new ReactionTokens.Claim(claim.workspace(), message, 0), Reaction.UNSUBSCRIBED, ""));
    }

    /** Whatever cannot be noted must not keep anybody from where they want to go. */
    private void note(ReactionTokens.Claim claim, Reaction reaction, String url) {
        try {
            store.message(claim.workspace(), claim.message()).ifPresent(message -> note(claim, message, reaction, url));
        } catch (RuntimeException failure) {
            LOG.warn("a reaction to message {} could not be noted", claim.message(), failure);
        }
    }

    private void note(ReactionTokens.Claim claim, ReactionStore.Message message, Reaction reaction, String url) {
        WorkspaceId workspace = claim.workspace();
        boolean isFollowed = people.find(workspace, message.person()).isPresent()
                && (reaction == Reaction.OPENED
                        ? agrees(workspace, message.person())
                        : people.allows(workspace, message.person(), Purpose.ANALYTICS));
        boolean isKept = isFollowed || reaction.isOutcome();
        store.reacted(workspace, claim.message(), message, reaction, isKept, clock.instant());
        if (isFollowed) {
            people.identities(workspace, message.person()).stream()
                    .filter(known -> known.kind() == IdentityKind.USER || known.kind() == IdentityKind.ANONYMOUS)
                    .min(Comparator.comparingInt(known -> known.kind() == IdentityKind.USER ? 0 : 1))
                    .ifPresent(identity -> collector.accept(
                            workspace, SOURCE, List.of(event(claim, message, reaction, url, identity))));
        }
    }

    private Event event(
            ReactionTokens.Claim claim,
            ReactionStore.Message message,
            Reaction reaction,
            String url,
            Identity identity) {
        boolean isUser = identity.kind() == IdentityKind.USER;
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Event.CHANNEL, message.channel().json());
        properties.put("message", contents.flowName(claim.workspace(), message.flow()));
        if (!url.isEmpty()) {
            properties.put("url", url);
            properties.putAll(tags(url));
        }
        return new Event(
                "message-%d-%s"
                        .formatted(
                                claim.message(),
                                reaction.isOutcome() ? reaction.name().toLowerCase(Locale.ROOT) : claim.link()),
                Event.Kind.TRACK,
                reaction.event(message.channel()),
                isUser ? Optional.empty() : Optional.of(identity.value()),
                isUser ? Optional.of(identity.value()) : Optional.empty(),
                Optional.empty(),
                clock.instant(),
                properties,
                Map.of(),
                SOURCE);
    }

    /** The session that begins with the click is brought by what the address says. */
    private static Map<String, Object> tags(String url) {
        Map<String, Object> tags = new LinkedHashMap<>();
        Pattern.compile("[?&](utm_[a-z]+)=([^&#]*)").matcher(url).results().forEach(tag -> {
            try {
                tags.put(tag.group(1), URLDecoder.decode(tag.group(2), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException malformed) {
                tags.put(tag.group(1), tag.group(2));
            }
        });
        return tags;
    }
}
