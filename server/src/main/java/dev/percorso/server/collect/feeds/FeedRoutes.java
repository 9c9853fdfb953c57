package dev.percorso.server.collect.feeds;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Optional;

/** Feeds over HTTP. */
public final class FeedRoutes implements Routes {
    private static final String FEEDS = "/api/workspaces/{workspace}/feeds";

    private final Feeds feeds;

    public FeedRoutes(Feeds feeds) {
        this.feeds = feeds;
    }

    private record NewFeed(String name, String url, Feed.About about, Optional<Integer> intervalMinutes) {}

    private record Address(String url) {}

    @Override
    public void register(Router router) {
        router.get(FEEDS, Access.VIEW, request -> Response.ok(feeds.all(request.workspace())))
                .post(FEEDS, Access.EDIT, request -> {
                    NewFeed wanted = request.json(NewFeed.class);
                    return Response.created(feeds.create(
                            request.workspace(),
                            wanted.name(),
                            wanted.url(),
                            wanted.about(),
                            wanted.intervalMinutes()));
                })
                .post(
                        FEEDS + "/preview",
                        Access.EDIT,
                        request -> Response.ok(
                                feeds.preview(request.json(Address.class).url())))
                .post(
                        FEEDS + "/{id}/fetch",
                        Access.EDIT,
                        request -> Response.ok(feeds.fetch(request.workspace(), request.path("id"))))
                .delete(FEEDS + "/{id}", Access.EDIT, request -> {
                    feeds.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }
}
