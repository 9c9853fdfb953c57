package dev.percorso.server.deliver.sender;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.SecretBox;
import java.time.Instant;
import java.util.Optional;

/** Senders in the state database; what is secret is sealed. */
final class SenderStore {
    private final Database database;
    private final SecretBox box;

    SenderStore(Database database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /**
     * A sender as it is stored.
     *
     * @param address empty for the installation's
     * @param privateKey PKCS 8 in Base64; empty when it cannot be unsealed
     * @param feedbackKey empty without one
     */
    record Stored(
            String name,
            String address,
            String replyTo,
            boolean signing,
            String domain,
            String selector,
            String privateKey,
            String publicKey,
            String feedbackKey) {}

    Optional<Stored> find(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("SELECT * FROM email_sender WHERE workspace = ?")
                .bind(0, workspace.value())
                .map((row, context) -> new Stored(
                        row.getString("name"),
                        row.getString("address"),
                        row.getString("reply_to"),
                        row.getBoolean("signing"),
                        row.getString("domain"),
                        row.getString("selector"),
                        unsealed(workspace, row.getString("private_key")),
                        row.getString("public_key"),
                        unsealed(workspace, row.getString("feedback_key"))))
                .findOne());
    }

    private String unsealed(WorkspaceId workspace, String sealed) {
        return sealed.isEmpty() ? "" : box.unseal(sealed, owner(workspace)).orElse("");
    }

    private String sealed(WorkspaceId workspace, String secret) {
        return secret.isEmpty() ? "" : box.seal(secret, owner(workspace));
    }

    private static String owner(WorkspaceId workspace) {
        return "email-sender-" + workspace.value();
    }

    void save(WorkspaceId workspace, Stored sender, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO email_sender (workspace, name, address, reply_to, signing, domain, selector,
                                                  private_key, public_key, feedback_key, updated_at)
                        VALUES (:workspace, :name, :address, :replyTo, :signing, :domain, :selector, :privateKey,
                                :publicKey, :feedbackKey, :now)
                        ON CONFLICT (workspace) DO UPDATE
                        SET name = :name, address = :address, reply_to = :replyTo, signing = :signing,
                            domain = :domain, selector = :selector, private_key = :privateKey,
                            public_key = :publicKey, feedback_key = :feedbackKey, updated_at = :now
                        """)
                .bind("workspace", workspace.value())
                .bind("name", sender.name())
                .bind("address", sender.address())
                .bind("replyTo", sender.replyTo())
                .bind("signing", sender.signing())
                .bind("domain", sender.domain())
                .bind("selector", sender.selector())
                .bind("privateKey", sealed(workspace, sender.privateKey()))
                .bind("publicKey", sender.publicKey())
                .bind("feedbackKey", sealed(workspace, sender.feedbackKey()))
                .bind("now", now.toEpochMilli())
                .execute());
    }
}
