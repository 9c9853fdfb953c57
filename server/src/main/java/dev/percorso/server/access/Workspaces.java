package dev.percorso.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The workspaces and their settings. */
public final class Workspaces {
    private static final String DEFAULT_ZONE = "Europe/Rome";
    private static final String DEFAULT_CURRENCY = "EUR";
    private static final String DEFAULT_CONVERSION = "Order Completed";
    static final int USUAL_SESSION_GAP = 30;
    /** As in GA4: five minutes short of eight hours. */
    private static final int LONGEST_SESSION_GAP = 7 * 60 + 55;

    private final WorkspaceStore store;
    private final InstantSource clock;
    private final EventSpans spans;
    private final SessionCutting sessions;
    private final Cache<WorkspaceId, Optional<Workspace>> settings =
            Caffeine.newBuilder().build();

    public Workspaces(Database database, InstantSource clock, EventSpans spans, SessionCutting sessions) {
        this.store = new WorkspaceStore(database);
        this.clock = clock;
        this.spans = spans;
        this.sessions = sessions;
    }

    /** What somebody asks for; absent fields take the defaults (Europe/Rome, EUR). */
    public record NewWorkspace(String id, String name, Optional<String> timeZone, Optional<String> currency) {}

    /** What is to change; absent fields stay. */
    public record Changes(
            Optional<String> name,
            Optional<String> timeZone,
            Optional<String> currency,
            Optional<String> conversionEvent,
            Optional<Integer> sessionGapMinutes) {}

    public List<Workspace> all() {
        return store.all().stream().map(this::withSpan).toList();
    }

    /** The settings, without the span of its events, which costs a look into the index. */
    public Optional<Workspace> find(WorkspaceId id) {
        return settings.get(id, store::find);
    }

    /** @throws ProblemException when there is none */
    public Workspace get(WorkspaceId id) {
        return find(id).orElseThrow(() -> ProblemException.notFound("Workspace '" + id + "'"));
    }

    /** The settings with the span of its events. */
    public Workspace describe(WorkspaceId id) {
        return withSpan(get(id));
    }

    public Workspace create(NewWorkspace wanted, boolean simulated) {
        if (!WorkspaceId.isValid(wanted.id())) {
            throw ProblemException.invalid(
                    "/id", "use up to 40 lower-case letters, digits and hyphens, e.g. 'my-shop'");
        }
        Workspace workspace = new Workspace(
                wanted.id(),
                name(wanted.name()),
                zone(wanted.timeZone().orElse(DEFAULT_ZONE)),
                currency(wanted.currency().orElse(DEFAULT_CURRENCY)),
                simulated,
                DEFAULT_CONVERSION,
                USUAL_SESSION_GAP,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        if (!store.insert(workspace)) {
            throw ProblemException.of(
                    ErrorCode.ALREADY_EXISTS,
                    "A workspace '%s' exists already; choose another id".formatted(wanted.id()));
        }
        settings.invalidate(new WorkspaceId(workspace.id()));
        return workspace;
    }

    public Workspace change(WorkspaceId id, Changes changes) {
        Workspace now = get(id);
        int gap = changes.sessionGapMinutes().map(Workspaces::sessionGap).orElse(now.sessionGapMinutes());
        store.update(new Workspace(
                now.id(),
                changes.name().map(Workspaces::name).orElse(now.name()),
                changes.timeZone().map(Workspaces::zone).orElse(now.timeZone()),
                changes.currency().map(Workspaces::currency).orElse(now.currency()),
                now.simulated(),
                changes.conversionEvent().orElse(now.conversionEvent()),
                gap,
                now.createdAt(),
                Optional.empty(),
                Optional.empty()));
        settings.invalidate(id);
        if (gap != now.sessionGapMinutes()) {
            sessions.cutAnew(id);
        }
        return describe(id);
    }

    private Workspace withSpan(Workspace workspace) {
        return workspace.spanning(spans.span(new WorkspaceId(workspace.id())));
    }

    private static String name(String name) {
        if (!DisplayName.isValid(name)) {
            throw ProblemException.invalid("/name", "give the workspace a name " + DisplayName.RULE);
        }
        return name.strip();
    }

    private static ZoneId zone(String zone) {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw ProblemException.invalid(
                    "/timeZone", "'%s' is not a time zone; use an IANA name such as Europe/Rome".formatted(zone));
        }
    }

    private static int sessionGap(int minutes) {
        if (minutes < 1 || minutes > LONGEST_SESSION_GAP) {
            throw ProblemException.invalid(
                    "/sessionGapMinutes",
                    "a session ends after 1 to %d minutes (7 hours 55) without events, not after %d"
                            .formatted(LONGEST_SESSION_GAP, minutes));
        }
        return minutes;
    }

    private static String currency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(
                    "/currency", "'%s' is not a currency; use an ISO 4217 code such as EUR".formatted(code));
        }
    }
}
