package dev.percorso.server.deliver.sender;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.deliver.Sender;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** Who the e-mail of each workspace is from; each has a key of its own, made when it is first asked for. */
public final class Senders {
    private static final String SELECTOR = "percorso";
    private static final int LONGEST = 200;

    private final SenderStore store;
    private final InstantSource clock;
    private final Optional<String> byDefault;
    private final Cache<WorkspaceId, Optional<Sender>> known =
            Caffeine.newBuilder().build();

    /** @param byDefault sender of workspaces that have none of their own; empty without a mail server */
    public Senders(Database database, SecretBox box, InstantSource clock, Optional<String> byDefault) {
        this.store = new SenderStore(database, box);
        this.clock = clock;
        this.byDefault = byDefault;
    }

    /**
     * A sender as the API shows it.
     *
     * @param defaultFrom of the installation
     * @param record name and content of the record that belongs into the DNS
     */
    public record View(
            String name,
            String address,
            String replyTo,
            boolean signing,
            Optional<String> defaultFrom,
            String domain,
            String selector,
            DnsRecord record,
            boolean hasFeedbackKey) {}

    /** A record of the DNS. */
    public record DnsRecord(String name, String content) {}

    /**
     * What a user says of the sender.
     *
     * @param feedbackKey replaces the stored one; empty text forgets it
     */
    record Content(String name, String address, String replyTo, boolean signing, Optional<String> feedbackKey) {
        Content {
            name = name == null ? "" : name.strip();
            address = address == null ? "" : address.strip();
            replyTo = replyTo == null ? "" : replyTo.strip();
            feedbackKey = feedbackKey == null ? Optional.empty() : feedbackKey.map(String::strip);
        }
    }

    /** Who e-mail of the workspace is from; empty for the installation's sender without a signature. */
    public Optional<Sender> of(WorkspaceId workspace) {
        return known.get(workspace, this::read);
    }

    private Optional<Sender> read(WorkspaceId workspace) {
        return store.find(workspace).map(stored -> {
            Optional<Sender.Signature> signature =
                    stored.signing() && !stored.privateKey().isEmpty()
                            ? Optional.of(new Sender.Signature(
                                    stored.domain(), stored.selector(), DkimKey.read(stored.privateKey())))
                            : Optional.empty();
            return new Sender(from(stored), Optional.of(stored.replyTo()).filter(to -> !to.isEmpty()), signature);
        });
    }

    private String from(SenderStore.Stored stored) {
        if (stored.address().isEmpty()) {
            return byDefault.orElse("");
        }
        try {
            return new InternetAddress(stored.address(), stored.name(), StandardCharsets.UTF_8.name()).toString();
        } catch (UnsupportedEncodingException missing) {
            throw new IllegalStateException("every Java has UTF-8", missing);
        }
    }

    View view(WorkspaceId workspace) {
        SenderStore.Stored stored = withKey(workspace);
        return new View(
                stored.name(),
                stored.address(),
                stored.replyTo(),
                stored.signing(),
                byDefault,
                stored.domain(),
                stored.selector(),
                new DnsRecord(stored.selector() + "._domainkey." + stored.domain(), DkimKey.record(stored.publicKey())),
                !stored.feedbackKey().isEmpty());
    }

    /** What signs the reports of the workspace's mail provider. */
    public Optional<String> feedbackKey(WorkspaceId workspace) {
        return store.find(workspace).map(SenderStore.Stored::feedbackKey).filter(key -> !key.isEmpty());
    }

    private synchronized SenderStore.Stored withKey(WorkspaceId workspace) {
        return store.find(workspace).orElseGet(() -> {
            SenderStore.Stored first = keyed("", "", "", domainOf(""), "");
            store.save(workspace, first, clock.instant());
            return first;
        });
    }

    private static SenderStore.Stored keyed(
            String name, String address, String replyTo, String domain, String feedbackKey) {
        DkimKey.Pair key = DkimKey.create();
        return new SenderStore.Stored(
                name, address, replyTo, false, domain, SELECTOR, key.privateKey(), key.publicKey(), feedbackKey);
    }

    /** Saves the sender; another domain gets another key, which does not sign before it is said to. */
    synchronized View save(WorkspaceId workspace, Content content) {
        check("/address", content.address());
        check("/replyTo", content.replyTo());
        if (content.name().length() > LONGEST || content.name().chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.invalid("/name", "a name of at most 200 characters on one line is needed");
        }
        SenderStore.Stored now = withKey(workspace);
        String domain = domainOf(content.address());
        String feedbackKey = content.feedbackKey().orElse(now.feedbackKey());
        SenderStore.Stored next = domain.equals(now.domain())
                ? new SenderStore.Stored(
                        content.name(),
                        content.address(),
                        content.replyTo(),
                        content.signing(),
                        domain,
                        now.selector(),
                        now.privateKey(),
                        now.publicKey(),
                        feedbackKey)
                : keyed(content.name(), content.address(), content.replyTo(), domain, feedbackKey);
        store.save(workspace, next, clock.instant());
        known.invalidate(workspace);
        return view(workspace);
    }

    private static void check(String field, String address) {
        if (address.isEmpty()) {
            return;
        }
        try {
            InternetAddress parsed = new InternetAddress(address, true);
            if (parsed.getPersonal() == null && address.indexOf('@') > 0 && address.length() <= LONGEST) {
                return;
            }
        } catch (AddressException malformed) {
            // falls through to the same problem
        }
        throw ProblemException.invalid(
                field, "'%s' is no e-mail address; write it like shop@example.com".formatted(address));
    }

    private String domainOf(String address) {
        String full = address.isEmpty() ? byDefault.orElse("percorso@localhost") : address;
        try {
            String bare = new InternetAddress(full).getAddress();
            return bare.substring(bare.indexOf('@') + 1).toLowerCase(Locale.ROOT);
        } catch (AddressException malformed) {
            throw ProblemException.invalid(
                    "/address", "'%s' is no e-mail address; write it like shop@example.com".formatted(full));
        }
    }
}
