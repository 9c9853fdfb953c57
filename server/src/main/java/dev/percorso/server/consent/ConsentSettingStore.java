package dev.percorso.server.consent;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;

/** Words and settings in the state database. */
final class ConsentSettingStore {
    private static final TypeReference<Map<String, BannerText>> TEXTS = new TypeReference<>() {};

    private final Database database;

    ConsentSettingStore(Database database) {
        this.database = database;
    }

    Optional<ConsentSettings> settings(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT settings FROM consent_setting WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(String.class)
                .map(json -> Json.read(json.getBytes(StandardCharsets.UTF_8), ConsentSettings.class))
                .findOne());
    }

    void save(WorkspaceId workspace, ConsentSettings settings) {
        database.run(handle -> handle.execute("""
                INSERT INTO consent_setting (workspace, settings) VALUES (?, ?)
                ON CONFLICT (workspace) DO UPDATE SET settings = excluded.settings
                """, workspace.value(), Json.text(settings)));
    }

    /** Newest first. */
    List<ConsentText> texts(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT version, ask_again, texts, created_at, created_by FROM consent_text
                        WHERE workspace = :workspace ORDER BY version DESC
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> ConsentText.of(
                        row.getInt(1),
                        row.getBoolean(2),
                        Optional.of(Instant.ofEpochMilli(row.getLong(4))),
                        row.getString(5),
                        Json.MAPPER.readValue(row.getString(3), TEXTS)))
                .list());
    }

    void add(WorkspaceId workspace, ConsentText text, Instant at) {
        database.run(handle -> handle.execute(
                """
                INSERT INTO consent_text (workspace, version, ask_again, texts, created_at, created_by)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                workspace.value(),
                text.version(),
                text.askAgain(),
                Json.text(text.texts()),
                at.toEpochMilli(),
                text.createdBy()));
    }
}
