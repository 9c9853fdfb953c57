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

    private final WorkspaceStore store;
    private final InstantSource clock;
    private final EventSpans spans;
    private final Cache<WorkspaceId, Optional<Workspace>> settings =
            Caffeine.newBuilder().build();

    public Workspaces(Database database, InstantSource clock, EventSpans spans) {
        this.store = new WorkspaceStore(database);
        this.clock = clock;
        this.spans = spans;
    }

    /** What somebody asks for; absent fields take the defaults (Europe/Rome, EUR). */
    public record NewWorkspace(String id, String name, Optional<String> timeZone, Optional<String> currency) {}

    /** What is to change; absent fields stay. */
    public record Changes(
            Optional<String> name,
            Optional<String> timeZone,
            Optional<String> currency,
            Optional<String> conversionEvent) {}

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
        store.update(new Workspace(
                now.id(),
                changes.name().map(Workspaces::name).orElse(now.name()),
                changes.timeZone().map(Workspaces::zone).orElse(now.timeZone()),
                changes.currency().map(Workspaces::currency).orElse(now.currency()),
                now.simulated(),
                changes.conversionEvent().orElse(now.conversionEvent()),
                now.createdAt(),
                Optional.empty(),
                Optional.empty()));
        settings.invalidate(id);
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

    private static String currency(String code) {
        try {
            return Currency.getInstance(code).getCurrencyCode();
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(
                    "/currency", "'%s' is not a currency; use an ISO 4217 code such as EUR".formatted(code));
        }
    }
}
