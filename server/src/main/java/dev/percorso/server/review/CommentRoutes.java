package dev.percorso.server.review;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.function.BiConsumer;

/** Comments on one kind of document over HTTP. Whoever may see it may speak about it. */
public final class CommentRoutes implements Routes {
    private final String path;
    private final Comments comments;
    private final BiConsumer<WorkspaceId, String> exists;
    private final BiConsumer<WorkspaceId, String> talked;

    /**
     * @param kind the part of the path that names the documents, such as {@code maps}
     * @param exists throws when there is no such document
     * @param talked is told after something was said about a document
     */
    public CommentRoutes(
            String kind,
            Comments comments,
            BiConsumer<WorkspaceId, String> exists,
            BiConsumer<WorkspaceId, String> talked) {
        this.path = "/api/workspaces/{workspace}/" + kind + "/{id}/comments";
        this.comments = comments;
        this.exists = exists;
        this.talked = talked;
    }

    /** Whether a thread is resolved. */
    record Resolution(boolean resolved) {}

    @Override
    public void register(Router router) {
        router.get(path, Access.VIEW, this::list)
                .post(path, Access.VIEW, this::write)
                .put(path + "/{comment}/resolution", Access.VIEW, this::resolve)
                .delete(path + "/{comment}", Access.VIEW, this::delete);
    }

    private Response list(Request request) {
        Comment.Author viewer = author(request);
        return Response.ok(comments.of(request.workspace(), document(request)).stream()
                .map(comment -> new Comment.Seen(comment, viewer.wrote(comment)))
                .toList());
    }

    private Response write(Request request) {
        Comment made = comments.write(
                request.workspace(), document(request), request.json(Comment.Draft.class), author(request), false);
        talked.accept(request.workspace(), made.document());
        return Response.created(new Comment.Seen(made, author(request).wrote(made)));
    }

    private Response resolve(Request request) {
        String document = document(request);
        comments.resolve(
                request.workspace(),
                document,
                request.path("comment"),
                request.json(Resolution.class).resolved(),
                author(request).name());
        talked.accept(request.workspace(), document);
        return Response.noContent();
    }

    private Response delete(Request request) {
        String document = document(request);
        comments.delete(request.workspace(), document, request.path("comment"), author(request));
        talked.accept(request.workspace(), document);
        return Response.noContent();
    }

    private String document(Request request) {
        exists.accept(request.workspace(), request.path("id"));
        return request.path("id");
    }

    private static Comment.Author author(Request request) {
        return new Comment.Author(request.caller().name(), request.caller().userId());
    }
}
