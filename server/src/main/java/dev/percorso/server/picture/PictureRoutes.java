package dev.percorso.server.picture;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.Map;

/** Pictures over HTTP. They are shown inside of pages and never run anything. */
public final class PictureRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/pictures";
    private static final int MOST_BYTES = 4 << 20;

    /** Of every answer with a picture in it. */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; sandbox",
            "Content-Disposition",
            "inline",
            // What has an id never changes.
            "Cache-Control",
            "private, max-age=86400, immutable");

    private final Pictures pictures;

    public PictureRoutes(Pictures pictures) {
        this.pictures = pictures;
    }

    @Override
    public void register(Router router) {
        router.post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(pictures.keep(
                                request.workspace(),
                                request.body(MOST_BYTES),
                                request.caller().name())))
                .get(PATH + "/{id}", Access.VIEW, request -> {
                    Picture picture = pictures.get(request.workspace(), request.path("id"));
                    return new Response.Bytes(200, picture.type(), picture.content(), HEADERS);
                });
    }
}
