package dev.percorso.server.compose;

import dev.percorso.server.collect.Sources;
import dev.percorso.server.deliver.EventProducts;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.CheckpointStore;
import dev.percorso.server.journal.ProjectedLog;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the company itself says of products: the events of its programs and files, whose keys are secret. The key of a
 * browser stands in every page, so what comes with it may be anybody's.
 */
public final class ToldProducts implements ProjectionListener, AutoCloseable {
    private static final String CONSUMER = "products";
    private static final int EVENTS_AT_ONCE = 4_000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final Database database;
    private final Sources sources;
    private final ToldProductStore store;
    private final ProjectedLog log;
    private final CheckpointStore checkpoints;
    private final Worker worker = new Worker("products told of", REST, this::look);

    public ToldProducts(Database database, Sources sources) {
        this.database = database;
        this.sources = sources;
        this.store = new ToldProductStore(database);
        this.log = new ProjectedLog(database);
        this.checkpoints = new CheckpointStore(database);
    }

    public void start() {
        checkpoints.register(CONSUMER);
        worker.start();
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        worker.wake();
    }

    private boolean look() {
        boolean moved = false;
        for (WorkspaceId workspace : log.workspaces()) {
            moved |= look(workspace);
        }
        return moved;
    }

    private boolean look(WorkspaceId workspace) {
        long position = database.read(handle -> checkpoints.position(handle, workspace, CONSUMER));
        List<ProjectedEvent> events = log.after(workspace, position, EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            return false;
        }
        List<ToldProductStore.Told> told = told(workspace, events);
        database.run(handle -> {
            ToldProductStore.keep(handle, workspace, told);
            checkpoints.advance(handle, workspace, CONSUMER, events.getLast().sequence());
        });
        return true;
    }

    private List<ToldProductStore.Told> told(WorkspaceId workspace, List<ProjectedEvent> events) {
        return events.stream()
                .filter(event -> !sources.isOfBrowsers(workspace, event.event().source()))
                .flatMap(event -> EventProducts.of(event.event().properties()).stream()
                        .map(product -> new ToldProductStore.Told(
                                idOf(product),
                                withoutMadeUpName(product),
                                event.event().time())))
                .toList();
    }

    /** Who is told the id alone has no name to tell. */
    private static Map<String, Object> withoutMadeUpName(Map<String, Object> product) {
        Map<String, Object> said = new LinkedHashMap<>(product);
        if (idOf(product).equals(product.get("name")) && product.containsKey("id")) {
            said.remove("name");
        }
        return said;
    }

    static String idOf(Map<String, Object> product) {
        return String.valueOf(product.getOrDefault("id", product.get("name")));
    }

    /** What was said of each of the products, by id; nothing of those that the company never spoke of. */
    Map<String, Map<String, Object>> of(WorkspaceId workspace, List<String> ids) {
        return ids.isEmpty() ? Map.of() : store.find(workspace, ids);
    }

    /** Stops after the step under way. */
    @Override
    public void close() {
        worker.close();
    }
}
