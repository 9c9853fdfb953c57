package dev.percorso.server.compose;

import dev.percorso.server.collect.Sources;
import dev.percorso.server.deliver.EventProducts;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.LogFollower;
import dev.percorso.server.store.Database;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What the company itself says of products: the events of its programs and files, whose keys are secret. The key of a
 * browser stands in every page, so what comes with it may be anybody's.
 */
public final class ToldProducts {
    private final Sources sources;
    private final ToldProductStore store;
    private final LogFollower follower;

    public ToldProducts(Database database, Sources sources) {
        this.sources = sources;
        this.store = new ToldProductStore(database);
        this.follower = new LogFollower(database, "products", "products told of", this::keep);
    }

    /** Listens to what is told; to be started and closed with the server. */
    public LogFollower follower() {
        return follower;
    }

    private void keep(Handle handle, WorkspaceId workspace, List<ProjectedEvent> events) {
        List<ToldProductStore.Told> told = events.stream()
                .filter(event -> !sources.isOfBrowsers(workspace, event.event().source()))
                .flatMap(event -> EventProducts.of(event.event().properties()).stream()
                        .map(product -> new ToldProductStore.Told(
                                idOf(product),
                                withoutMadeUpName(product),
                                event.event().time())))
                .toList();
        ToldProductStore.keep(handle, workspace, told);
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
}
