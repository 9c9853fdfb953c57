package dev.percorso.server.survey;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import java.time.InstantSource;
import java.util.function.Predicate;

/** Whether a workspace's sites may show any survey, so that the tag asks only where there is one. */
public final class SurveysOnSite implements Predicate<WorkspaceId> {
    private final DocumentStore<SurveyContent> surveys;

    public SurveysOnSite(Database database, InstantSource clock) {
        this.surveys = Surveys.store(database, clock);
    }

    @Override
    public boolean test(WorkspaceId workspace) {
        return surveys.all(workspace).stream()
                .map(DocumentStore.Stored::content)
                .anyMatch(SurveysOnSite::isOnSite);
    }

    static boolean isOnSite(SurveyContent survey) {
        return survey.active() && survey.onSite().shown();
    }
}
