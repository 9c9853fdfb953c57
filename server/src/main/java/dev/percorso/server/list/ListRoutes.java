package dev.percorso.server.list;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import java.util.List;

/** Lists, and who is on them. */
public final class ListRoutes implements Routes {
    private static final String LISTS = "/api/workspaces/{workspace}/lists";
    private static final String LIST = LISTS + "/{id}";
    private static final int MOST_BYTES = 8 << 20;

    private final Lists lists;
    private final List<ListUse> uses;

    /** @param uses tell what keeps a list from being deleted */
    public ListRoutes(Lists lists, List<ListUse> uses) {
        this.lists = lists;
        this.uses = List.copyOf(uses);
    }

    @Override
    public void register(Router router) {
        router.get(LISTS, Access.VIEW, request -> Response.ok(lists.all(request.workspace())))
                .post(
                        LISTS,
                        Access.EDIT,
                        request -> Response.created(lists.create(request.workspace(), request.json(ListContent.class))))
                .put(
                        LIST,
                        Access.EDIT,
                        request -> Response.ok(
                                lists.update(request.workspace(), request.path("id"), request.json(ListContent.class))))
                .delete(LIST, Access.EDIT, this::delete)
                .post(
                        LIST + "/people",
                        Access.EDIT,
                        request -> Response.ok(lists.add(
                                request.workspace(),
                                request.path("id"),
                                request.json(Lists.Named.class),
                                request.caller().name())))
                .post(
                        LIST + "/removals",
                        Access.EDIT,
                        request -> Response.ok(
                                lists.remove(request.workspace(), request.path("id"), request.json(Lists.Named.class))))
                .post(
                        LIST + "/csv",
                        Access.EDIT,
                        request -> Response.ok(lists.addFile(
                                request.workspace(),
                                request.path("id"),
                                request.body(MOST_BYTES),
                                request.caller().name())))
                .get(
                        "/api/workspaces/{workspace}/people/{id}/lists",
                        Access.VIEW,
                        request -> Response.ok(lists.of(request.workspace(), People.number(request.path("id")))));
    }

    private Response delete(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        lists.delete(
                workspace,
                id,
                uses.stream().flatMap(use -> use.usesOf(workspace, id).stream()).toList());
        return Response.noContent();
    }
}
