package dev.percorso.server.sentiment;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.store.Database;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** How the texts of answers and reviews sound: as people decided, else as the scorer reads them. */
public final class Sentiments {
    private final SentimentEditStore edits;
    private final SentimentScorer scorer = new SentimentScorer();
    private final InstantSource clock;

    public Sentiments(Database database, InstantSource clock) {
        this.edits = new SentimentEditStore(database);
        this.clock = clock;
    }

    /**
     * @param edits of the workspace, by the arrival number of the event
     */
    public record Reading(SentimentScorer scorer, Map<Long, Sentiment> edits) {
        /** How the text of an event sounds. */
        public Sentiment of(long event, String text) {
            return edited(event).orElseGet(() -> scorer.of(text));
        }

        /** What somebody decided. */
        public Optional<Sentiment> edited(long event) {
            return Optional.ofNullable(edits.get(event));
        }
    }

    /** One look at everything that was decided in the workspace. */
    public Reading reading(WorkspaceId workspace) {
        return new Reading(scorer, edits.all(workspace));
    }

    /**
     * Keeps what somebody decided.
     *
     * @param event arrival number of the event with the text
     * @param person whose text it is
     */
    public void decide(WorkspaceId workspace, long event, int person, Sentiment sentiment, String by) {
        edits.put(workspace, event, person, sentiment, by, clock.instant());
    }

    /** To be exported and erased with the person. */
    public PersonalData personalData() {
        return edits;
    }
}
