package dev.percorso.server.survey;

import dev.percorso.server.event.Ids;
import dev.percorso.server.store.Database;

/** This installation's secret for survey links, in the state database. */
final class SurveySecretStore {
    private final Database database;

    SurveySecretStore(Database database) {
        this.database = database;
    }

    /** Made at the first call. */
    String secret(Ids ids) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO survey_secret (id, secret) VALUES (1, :secret) ON CONFLICT DO NOTHING")
                    .bind("secret", ids.secret() + ids.secret())
                    .execute();
            return handle.createQuery("SELECT secret FROM survey_secret WHERE id = 1")
                    .mapTo(String.class)
                    .one();
        });
    }
}
