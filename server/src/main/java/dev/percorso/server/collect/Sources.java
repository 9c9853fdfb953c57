package dev.percorso.server.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Sources and their write keys. A key is 160 random bits, so its plain SHA-256 gives nothing away. */
public final class Sources {
    private static final int HINT = 4;
    private static final int LONGEST_KEY = 200;

    private final SourceStore store;
    private final Ids ids;
    private final InstantSource clock;
    private final Cache<String, Optional<Sender>> senders = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private record Named(WorkspaceId workspace, String source) {}

    private final Cache<Named, ConsentBasis> bases = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    private final Cache<Named, Optional<SourceKind>> kinds =
            Caffeine.newBuilder().maximumSize(10_000).build();

    public Sources(Database database, Ids ids, InstantSource clock) {
        this.store = new SourceStore(database);
        this.ids = ids;
        this.clock = clock;
    }

    /** Whom a write key belongs to. */
    public record Sender(WorkspaceId workspace, String source, SourceKind kind, Protocol protocol) {}

    /** A source that asks the ledger. */
    public CreatedSource create(WorkspaceId workspace, String name, SourceKind kind) {
        return create(workspace, name, kind, Protocol.SEGMENT, ConsentBasis.LEDGER, "");
    }

    /** A source of Segment's protocol. */
    public CreatedSource create(
            WorkspaceId workspace, String name, SourceKind kind, ConsentBasis consent, String byWhom) {
        return create(workspace, name, kind, Protocol.SEGMENT, consent, byWhom);
    }

    /** @param byWhom who decided on what the consent rests */
    public CreatedSource create(
            WorkspaceId workspace,
            String name,
            SourceKind kind,
            Protocol protocol,
            ConsentBasis consent,
            String byWhom) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid("/name", "give the source a name " + DisplayName.RULE + ", e.g. 'Web shop'");
        }
        String key = ids.secret();
        Source source = new Source(
                ids.next(),
                name.strip(),
                kind,
                protocol,
                consent,
                key.substring(key.length() - HINT),
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                0);
        store.insert(workspace, source, hash(key), byWhom);
        return new CreatedSource(source, key);
    }

    public List<Source> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    /** Changes what the consent of the source's events rests on; that it was done, when and by whom is kept. */
    public void changeConsent(WorkspaceId workspace, String id, ConsentBasis consent, String byWhom) {
        if (!store.changeConsent(workspace, id, consent, clock.instant(), byWhom)) {
            throw ProblemException.notFound("The source '" + id + "'");
        }
        bases.invalidateAll();
    }

    /** Newest first. */
    public List<SourceConsentChange> consentChanges(WorkspaceId workspace) {
        return store.consentChanges(workspace);
    }

    /** On what the consent rests. What is no source, as an import or a generator, vouches for itself. */
    public ConsentBasis basis(WorkspaceId workspace, String source) {
        return bases.get(
                new Named(workspace, source),
                asked -> store.basis(asked.workspace(), asked.source()).orElse(ConsentBasis.ELSEWHERE));
    }

    /**
     * Whether the source's key stands in pages for everybody to read. Imports and generators are no such source, nor is
     * what this server says itself.
     */
    public boolean isOfBrowsers(WorkspaceId workspace, String source) {
        return kinds.get(new Named(workspace, source), asked -> store.kind(asked.workspace(), asked.source()))
                .filter(kind -> kind == SourceKind.WEB)
                .isPresent();
    }

    /** Makes the write key useless at once; what was collected stays. */
    public void revoke(WorkspaceId workspace, String id) {
        if (!store.revoke(workspace, id, clock.instant())) {
            throw ProblemException.notFound("The source '" + id + "'");
        }
        senders.invalidateAll();
    }

    /** Whom the write key belongs to, unless it is unknown or revoked. */
    public Optional<Sender> byKey(String key) {
        return key.isBlank() || key.length() > LONGEST_KEY
                ? Optional.empty()
                : senders.get(key, known -> store.byKeyHash(hash(known)));
    }

    private static String hash(String key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
