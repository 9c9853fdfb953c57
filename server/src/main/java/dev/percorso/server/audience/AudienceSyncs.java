package dev.percorso.server.audience;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.outward.Fetcher;
import dev.percorso.server.outward.PublicAddresses;
import dev.percorso.server.segment.SegmentUse;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import dev.percorso.server.work.Worker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps audiences of advertising equal to segments: who comes into a segment and agrees is told to the destination, who
 * leaves it or withdraws is taken out. Whom a destination may know stands on disk before it hears of them, and stays there
 * until it has forgotten them; calls may be made again, which changes nothing there.
 */
public final class AudienceSyncs implements SegmentUse, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AudienceSyncs.class);
    /** A withdrawal holds within a minute. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    /** Who is inside and got another address. */
    private static final Duration BETWEEN_FULL_LOOKS = Duration.ofHours(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);
    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final Duration REST = Duration.ofMillis(500);

    private final SyncStore store;
    private final Audiences audiences;
    private final Segments segments;
    private final SecretBox box;
    private final ApiCalls calls;
    private final InstantSource clock;
    private final Ids ids;
    private final Worker worker = new Worker("audiences", REST, this::look);

    public AudienceSyncs(
            Database database,
            Audiences audiences,
            Segments segments,
            SecretBox box,
            PublicAddresses addresses,
            InstantSource clock,
            Ids ids) {
        this.store = new SyncStore(database);
        this.audiences = audiences;
        this.segments = segments;
        this.box = box;
        this.calls = new ApiCalls(new Fetcher(addresses, MOST_ANSWER_BYTES, LONGEST_CALL));
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * An audience with what came of it; secrets stay inside.
     *
     * @param members whom the destination knows
     * @param waiting who is still to be told or taken out
     * @param invalid how many the destination could not read, where it says so
     */
    record Sync(
            String id,
            @JsonUnwrapped SyncContent content,
            long members,
            long waiting,
            long added,
            long removed,
            long invalid,
            Optional<Instant> syncedAt,
            Optional<String> trouble,
            Optional<Instant> retryAt) {
        /** With its trouble in the reader's language. */
        Sync in(ProblemWords words) {
            return new Sync(
                    id, content, members, waiting, added, removed, invalid, syncedAt, trouble.map(words::of), retryAt);
        }
    }

    List<Sync> all(WorkspaceId workspace) {
        Map<String, Map<SyncStore.State, Long>> counts = store.counts(workspace);
        return store.all(workspace).stream()
                .map(sync -> view(sync, counts.getOrDefault(sync.id(), Map.of())))
                .sorted(Comparator.comparing(sync -> sync.content().name(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    private static Sync view(SyncStore.Stored sync, Map<SyncStore.State, Long> counts) {
        Optional<String> trouble = Optional.of(sync.trouble()).filter(text -> !text.isEmpty());
        return new Sync(
                sync.id(),
                sync.content(),
                counts.getOrDefault(SyncStore.State.IN, 0L),
                counts.getOrDefault(SyncStore.State.ADDING, 0L) + counts.getOrDefault(SyncStore.State.LEAVING, 0L),
                sync.added(),
                sync.removed(),
                sync.invalid(),
                sync.syncedAt(),
                trouble,
                trouble.map(_ -> sync.nextAt()));
    }

    /**
     * Saves an audience.
     *
     * @param id empty for a new one
     * @param secrets empty to keep those that there are; never when the destination or the proxy changes, so that nobody
     *     can have them sent elsewhere
     */
    Sync save(WorkspaceId workspace, Optional<String> id, SyncContent content, SyncSecrets secrets) {
        segments.require(workspace, content.segment(), "/segment");
        Optional<SyncStore.Stored> before = id.map(known -> require(workspace, known));
        boolean keeps = secrets.areNone()
                && before.filter(known -> known.content().destination() == content.destination()
                                && known.content().proxy().equals(content.proxy()))
                        .isPresent();
        if (!keeps && !secrets.areComplete(content.destination())) {
            throw ProblemException.invalid(
                    "/secrets",
                    content.destination() == Destination.GOOGLE
                            ? "enter the client's id and secret and the refresh token"
                            : "enter the access token");
        }
        boolean isOther = before.filter(known -> !known.content().audience().equals(content.audience())
                        || !known.content().account().equals(content.account())
                        || known.content().destination() != content.destination())
                .isPresent();
        if (isOther) {
            throw ProblemException.invalid(
                    "/audience",
                    "people are known in the audience that this followed so far; make another one, and delete this,"
                            + " which takes them out");
        }
        String known = id.orElseGet(ids::next);
        String sealed = keeps ? before.map(SyncStore.Stored::secrets).orElse("") : box.seal(Json.text(secrets), known);
        store.save(workspace, known, content, sealed, clock.instant());
        worker.wake();
        return all(workspace).stream()
                .filter(sync -> sync.id().equals(known))
                .findFirst()
                .orElseThrow(() -> missing(known));
    }

    private SyncStore.Stored require(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> missing(id));
    }

    private static ProblemException missing(String id) {
        return ProblemException.notFound("The audience '" + id + "'");
    }

    /** Takes everybody out of the audience, then forgets it. */
    void delete(WorkspaceId workspace, String id) {
        require(workspace, id);
        store.end(workspace, id, clock.instant());
        worker.wake();
    }

    void lookNow(WorkspaceId workspace, String id) {
        require(workspace, id);
        store.lookNow(workspace, id, clock.instant());
        worker.wake();
    }

    @Override
    public List<String> usesOf(WorkspaceId workspace, String segment) {
        return store.all(workspace).stream()
                .filter(sync -> sync.content().segment().equals(segment))
                .map(sync -> "the audience " + sync.content().name())
                .toList();
    }

    // ---------------------------------------------------------------- following

    public void start() {
        worker.start();
    }

    private boolean look() {
        for (SyncStore.Stored sync : store.due(clock.instant())) {
            if (!worker.isClosing()) {
                follow(sync);
            }
        }
        return false;
    }

    private void follow(SyncStore.Stored sync) {
        Instant now = clock.instant();
        try {
            boolean isFull = !now.isBefore(sync.fullAt().plus(BETWEEN_FULL_LOOKS));
            compare(sync, isFull);
            AdvertisingApi api = api(sync);
            Optional<AdvertisingApi.Answer> failure = tell(sync, api);
            if (failure.isPresent()) {
                failed(sync, failure.get(), now);
            } else if (sync.ending()) {
                store.remove(sync);
            } else {
                store.done(sync, now, now.plus(BETWEEN_LOOKS), isFull ? now : sync.fullAt());
            }
        } catch (IOException lost) {
            failed(
                    sync,
                    new AdvertisingApi.Answer.Later(
                            "the destination cannot be reached: " + lost.getMessage(), Optional.empty()),
                    now);
        } catch (RuntimeException wrong) {
            LOG.error("audience {} cannot be followed", sync.id(), wrong);
            failed(sync, new AdvertisingApi.Answer.Refused("it could not be followed: " + wrong.getMessage()), now);
        }
    }

    private void failed(SyncStore.Stored sync, AdvertisingApi.Answer answer, Instant now) {
        Duration grown = FIRST_PAUSE.multipliedBy(1L << Math.min(sync.attempts(), 10));
        Duration pause = grown.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : grown;
        switch (answer) {
            case AdvertisingApi.Answer.Later later ->
                store.failed(sync, later.reason(), now.plus(later.pause().orElse(pause)));
            case AdvertisingApi.Answer.Refused refused -> store.failed(sync, refused.reason(), now.plus(pause));
            case AdvertisingApi.Answer.Done done ->
                throw new IllegalArgumentException("%s is no failure".formatted(done));
        }
    }

    /** Notes who has come and gone since the last look. */
    private void compare(SyncStore.Stored sync, boolean isFull) {
        if (!sync.ending() && !sync.content().active()) {
            // A pause brings nobody in, and still lets people out.
            List<SyncStore.Member> withdrawn = without(store.known(sync), agreeing(sync));
            store.note(sync, Map.of(), withdrawn);
            return;
        }
        BitSet wanted = sync.ending() ? new BitSet() : agreeing(sync);
        List<SyncStore.Member> known = store.known(sync);
        List<SyncStore.Member> going = without(known, wanted);
        BitSet inside = store.inside(sync);
        Map<Integer, List<String>> coming = new LinkedHashMap<>();
        wanted.stream()
                .filter(person -> !inside.get(person))
                .forEach(person -> audiences
                        .row(sync.workspace(), person, sync.content().destination())
                        .ifPresent(row -> coming.put(person, row)));
        if (isFull) {
            for (SyncStore.Member member : known) {
                Optional<List<String>> row = wanted.get(member.person())
                        ? audiences.row(
                                sync.workspace(),
                                member.person(),
                                sync.content().destination())
                        : Optional.empty();
                if (row.isPresent() && !row.get().equals(member.hashes())) {
                    going.add(member);
                    coming.put(member.person(), row.get());
                } else if (row.isEmpty() && wanted.get(member.person())) {
                    going.add(member);
                }
            }
        }
        store.note(sync, coming, going);
    }

    private BitSet agreeing(SyncStore.Stored sync) {
        return audiences.agreeing(sync.workspace(), sync.content().segment());
    }

    private static List<SyncStore.Member> without(List<SyncStore.Member> known, BitSet wanted) {
        List<SyncStore.Member> going = new ArrayList<>();
        for (SyncStore.Member member : known) {
            if (!wanted.get(member.person())) {
                going.add(member);
            }
        }
        return going;
    }

    /** Tells the destination, who leaves first; empty when all went well. */
    private Optional<AdvertisingApi.Answer> tell(SyncStore.Stored sync, AdvertisingApi api) throws IOException {
        while (!worker.isClosing()) {
            List<SyncStore.Member> leaving = store.next(sync, SyncStore.State.LEAVING, AdvertisingApi.MOST_AT_ONCE);
            if (leaving.isEmpty()) {
                break;
            }
            List<SyncStore.Member> shared = store.shared(sync, leaving);
            List<List<String>> rows = leaving.stream()
                    .filter(member -> !shared.contains(member))
                    .map(SyncStore.Member::hashes)
                    .toList();
            AdvertisingApi.Answer answer = rows.isEmpty() ? new AdvertisingApi.Answer.Done(0) : api.remove(rows);
            if (!(answer instanceof AdvertisingApi.Answer.Done)) {
                return Optional.of(answer);
            }
            store.left(sync, leaving);
        }
        while (!worker.isClosing()) {
            List<SyncStore.Member> coming = store.next(sync, SyncStore.State.ADDING, AdvertisingApi.MOST_AT_ONCE);
            if (coming.isEmpty()) {
                break;
            }
            AdvertisingApi.Answer answer =
                    api.add(coming.stream().map(SyncStore.Member::hashes).toList());
            if (!(answer instanceof AdvertisingApi.Answer.Done done)) {
                return Optional.of(answer);
            }
            store.added(sync, coming, done.invalid());
        }
        return Optional.empty();
    }

    private AdvertisingApi api(SyncStore.Stored sync) {
        SyncSecrets secrets = box.unseal(sync.secrets(), sync.id())
                .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), SyncSecrets.class))
                .orElseThrow(
                        () -> new IllegalStateException(
                                "its secrets do not open: their key is not in secrets.key; put the file back, or enter them anew"));
        return switch (sync.content().destination()) {
            case GOOGLE -> new GoogleAudience(calls, sync.content(), secrets);
            case META -> new MetaAudience(calls, sync.content(), secrets);
            case TIKTOK -> new TikTokAudience(calls, sync.content(), secrets);
        };
    }

    /** Finishes the call under way. */
    @Override
    public void close() {
        worker.close();
    }
}
