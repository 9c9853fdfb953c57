package dev.percorso.server.compose;

import dev.percorso.server.deliver.DeliverySecret;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.picture.Picture;
import dev.percorso.server.picture.Pictures;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;

/** Uploaded pictures for those who read the mail: under signed addresses, because mail programs cannot sign in. */
public final class PublicPictures implements Routes {
    private static final String USE = "picture";
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; sandbox",
            "Cross-Origin-Resource-Policy",
            "cross-origin",
            // What has an id never changes.
            "Cache-Control",
            "public, max-age=31536000, immutable");

    private final Pictures pictures;
    private final DeliverySecret secret;
    private final URI publicUrl;

    public PublicPictures(Pictures pictures, DeliverySecret secret, URI publicUrl) {
        this.pictures = pictures;
        this.secret = secret;
        this.publicUrl = publicUrl;
    }

    /** Where mail programs find it. */
    String address(String workspace, String picture) {
        return publicUrl + path(workspace, picture);
    }

    /** The same on this server. */
    String path(String workspace, String picture) {
        return "/i/%s/%s/%s".formatted(workspace, picture, secret.sign(USE, workspace + "/" + picture));
    }

    @Override
    public void register(Router router) {
        router.get("/i/{workspace}/{picture}/{signature}", Access.PUBLIC, this::show);
    }

    private Response show(Request request) {
        String workspace = request.path("workspace");
        String id = request.path("picture");
        byte[] expected = secret.sign(USE, workspace + "/" + id).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, request.path("signature").getBytes(StandardCharsets.UTF_8))) {
            throw ProblemException.notFound("The picture");
        }
        Picture picture = pictures.get(new WorkspaceId(workspace), id);
        return new Response.Bytes(200, picture.type(), picture.content(), HEADERS);
    }
}
