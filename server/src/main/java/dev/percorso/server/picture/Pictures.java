package dev.percorso.server.picture;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Pictures that personas and cards name by their id. What nothing names any more is removed. */
public final class Pictures {
    private static final int MOST = 2_000;
    /** Between sending a picture and saving the document that names it. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final PictureStore store;
    private final InstantSource clock;
    private final Ids ids;

    public Pictures(Database database, InstantSource clock, Ids ids) {
        this.store = new PictureStore(database);
        this.clock = clock;
        this.ids = ids;
    }

    /** What was kept. */
    record Kept(String id, String type, int width, int height) {}

    Kept keep(WorkspaceId workspace, byte[] sent, String by) {
        if (store.count(workspace) >= MOST) {
            throw ProblemException.invalid("/", "a workspace has at most %,d pictures".formatted(MOST));
        }
        Picture picture = PictureReader.read(sent);
        String id = ids.next();
        store.insert(workspace, id, picture, clock.instant(), by);
        return new Kept(id, picture.type(), picture.width(), picture.height());
    }

    /** A picture no larger than that on its longer side; empty when there is none of that id. */
    public Optional<Picture> small(WorkspaceId workspace, String id, int longestSide) {
        return store.find(workspace, id).map(picture -> PictureReader.fitted(picture, longestSide));
    }

    public Optional<Picture> find(WorkspaceId workspace, String id) {
        return store.find(workspace, id);
    }

    public Picture get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The picture"));
    }

    /** Removes what nothing names; how many pictures that were. */
    public int removeUnnamed() {
        return store.removeUnnamed(clock.instant().minus(GRACE));
    }
}
