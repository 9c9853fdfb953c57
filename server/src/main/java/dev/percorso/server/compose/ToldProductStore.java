package dev.percorso.server.compose;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.databind.JsonNode;

/** What was last said of each product, in the state database. */
final class ToldProductStore {
    private final Database database;

    ToldProductStore(Database database) {
        this.database = database;
    }

    /** What was said of a product. */
    record Told(String id, Map<String, Object> product, Instant at) {
        private Told and(Told later) {
            Map<String, Object> both = new LinkedHashMap<>(product);
            both.putAll(later.product);
            return new Told(id, both, later.at);
        }
    }

    /**
     * Parts that the later word leaves out stay; a word about an earlier time than what is known changes nothing. A
     * shop names the same products in most of its events, so each is written once.
     *
     * @param told in the order of arrival
     */
    static void keep(Handle handle, WorkspaceId workspace, List<Told> told) {
        if (told.isEmpty()) {
            return;
        }
        Map<String, Instant> knownAt = knownAt(
                handle, workspace, told.stream().map(Told::id).distinct().toList());
        Map<String, Told> kept = new LinkedHashMap<>();
        for (Told one : told) {
            if (!one.at().isBefore(knownAt.getOrDefault(one.id(), Instant.MIN))) {
                knownAt.put(one.id(), one.at());
                kept.merge(one.id(), one, Told::and);
            }
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO told_product (workspace, id, product, told_at) VALUES (:workspace, :id, :product, :at)
                ON CONFLICT (workspace, id) DO UPDATE
                SET product = json_patch(product, excluded.product), told_at = excluded.told_at
                """);
        kept.values()
                .forEach(one -> batch.bind("workspace", workspace.value())
                        .bind("id", one.id())
                        .bind("product", Json.text(one.product()))
                        .bind("at", one.at().toEpochMilli())
                        .add());
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static Map<String, Instant> knownAt(Handle handle, WorkspaceId workspace, List<String> ids) {
        Map<String, Instant> known = new HashMap<>();
        handle.createQuery("""
                        SELECT id, told_at FROM told_product
                        WHERE workspace = :workspace AND id IN (SELECT value FROM json_each(:ids))
                        """)
                .bind("workspace", workspace.value())
                .bind("ids", Json.text(ids))
                .map((row, context) -> known.put(row.getString("id"), Instant.ofEpochMilli(row.getLong("told_at"))))
                .list();
        return known;
    }

    Map<String, Map<String, Object>> find(WorkspaceId workspace, List<String> ids) {
        Map<String, Map<String, Object>> found = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT id, product FROM told_product
                            WHERE workspace = :workspace AND id IN (SELECT value FROM json_each(:ids))
                            """)
                    .bind("workspace", workspace.value())
                    .bind("ids", Json.text(ids))
                    .map((row, context) -> found.put(row.getString("id"), product(row.getString("product"))))
                    .list();
            return true;
        });
        return found;
    }

    private static Map<String, Object> product(String stored) {
        JsonNode parts = Json.tree(stored.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> product = new HashMap<>();
        parts.forEachEntry((key, value) -> product.put(key, value.isNumber() ? value.numberValue() : value.asString()));
        return product;
    }
}
