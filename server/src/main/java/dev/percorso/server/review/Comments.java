package dev.percorso.server.review;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What is said about maps and flows and their parts. */
public final class Comments {
    private static final int MOST = 2_000;

    private final CommentStore store;
    private final InstantSource clock;
    private final Ids ids;

    public Comments(Database database, InstantSource clock, Ids ids) {
        this.store = new CommentStore(database);
        this.clock = clock;
        this.ids = ids;
    }

    /** All comments on a document, oldest first. */
    List<Comment> of(WorkspaceId workspace, String document) {
        return store.of(workspace, document);
    }

    Comment write(WorkspaceId workspace, String document, Comment.Draft draft, Comment.Author author, boolean guest) {
        List<Comment> all = of(workspace, document);
        if (all.size() >= MOST) {
            throw ProblemException.invalid("/text", "a map or flow has at most %d comments".formatted(MOST));
        }
        Optional<Comment> first = draft.thread()
                .map(thread -> all.stream()
                        .filter(comment ->
                                comment.id().equals(thread) && comment.thread().isEmpty())
                        .findFirst()
                        .orElseThrow(() -> ProblemException.invalid("/thread", "there is no such thread here")));
        Comment made = new Comment(
                document,
                ids.next(),
                first.map(Comment::card).orElse(draft.card()),
                draft.thread(),
                draft.text(),
                author.name(),
                author.user().orElse(""),
                guest,
                clock.instant(),
                Optional.empty(),
                Optional.empty());
        store.insert(workspace, made);
        return made;
    }

    void resolve(WorkspaceId workspace, String document, String id, boolean resolved, String by) {
        Optional<Instant> at = resolved ? Optional.of(clock.instant()) : Optional.empty();
        if (!store.resolve(workspace, document, id, at, by)) {
            throw ProblemException.notFound("The thread");
        }
    }

    /** Deletes a comment of one's own, of a thread's first one also one's own answers; not what others answered to. */
    void delete(WorkspaceId workspace, String document, String id, Comment.Author by) {
        List<Comment> all = of(workspace, document);
        Comment comment = all.stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("The comment"));
        if (!by.wrote(comment)) {
            throw ProblemException.of(ErrorCode.NOT_ALLOWED, "Only who wrote a comment can delete it");
        }
        if (all.stream().anyMatch(one -> one.thread().filter(id::equals).isPresent() && !by.wrote(one))) {
            throw ProblemException.of(
                    ErrorCode.IN_USE, "Others answered this comment, so it stays; resolve it instead");
        }
        store.delete(workspace, document, id);
    }

    /** How many threads of each document are not resolved. */
    Map<String, Integer> open(WorkspaceId workspace) {
        return store.openOfDocuments(workspace);
    }

    static void removeAll(Handle handle, WorkspaceId workspace, String document) {
        CommentStore.removeAll(handle, workspace, document);
    }
}
