package dev.percorso.server.share;

import dev.percorso.server.analyze.ReportWords;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.RateLimit;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.picture.Picture;
import dev.percorso.server.picture.PictureRoutes;
import dev.percorso.server.review.Comment;
import java.time.Duration;

/** Links that show a report or a dashboard to anybody, over HTTP. */
public final class ShareRoutes implements Routes {
    private static final String PATH = "/api/workspaces/{workspace}/share-links";
    private static final String SHARED = "/api/shares/{token}";
    private static final String TOO_OFTEN = "This was asked for too often; wait a moment and try again";

    private final Shares shares;
    /** A page of sixty tiles can be opened ten times in a row, then once a minute. */
    private final RateLimit byAddress = new RateLimit(600, Duration.ofSeconds(1));

    private final RateLimit byLink = new RateLimit(2_000, Duration.ofMillis(200));
    /** Thirty comments at once, then one every ten seconds. */
    private final RateLimit guestComments = new RateLimit(30, Duration.ofSeconds(10));

    private final RateLimit guesses = new RateLimit(20, Duration.ofSeconds(10));

    public ShareRoutes(Shares shares) {
        this.shares = shares;
    }

    private interface Shown {
        Object by(String token);
    }

    @Override
    public void register(Router router) {
        router.get(PATH, Access.VIEW, request -> Response.ok(shares.all(request.workspace())))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(shares.create(
                                request.workspace(),
                                request.json(ShareContent.class),
                                request.caller().name())))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    shares.revoke(
                            request.workspace(),
                            request.path("id"),
                            request.caller().name());
                    return Response.noContent();
                })
                .get(SHARED, Access.PUBLIC, request -> show(request, shares::page))
                .get(SHARED + "/map", Access.PUBLIC, request -> show(request, shares::map))
                .get(SHARED + "/pictures/{id}", Access.PUBLIC, this::picture)
                .post(SHARED + "/comments", Access.PUBLIC, this::comment)
                .get(SHARED + "/tiles/{tile}", Access.PUBLIC, this::tile);
    }

    private Response tile(Request request) {
        ReportWords words =
                ReportWords.in(ReportWords.language(request.query("language").orElse("en")));
        return show(request, token -> shares.summary(token, request.path("tile"), words));
    }

    private Response picture(Request request) {
        Response shown = show(request, token -> shares.picture(token, request.path("id")));
        return shown instanceof Response.JsonBody body && body.value() instanceof Picture picture
                ? new Response.Bytes(200, picture.type(), picture.content(), PictureRoutes.HEADERS)
                : shown;
    }

    private Response comment(Request request) {
        guestComments.check(request.remoteAddress(), TOO_OFTEN);
        Comment.GuestDraft draft = request.json(Comment.GuestDraft.class);
        Response shown = show(request, token -> shares.comment(token, draft));
        return shown instanceof Response.JsonBody body
                ? Response.created(body.value()).with(body.headers())
                : shown;
    }

    private Response show(Request request, Shown shown) {
        String token = request.path("token");
        byAddress.check(request.remoteAddress(), TOO_OFTEN);
        byLink.check(token, TOO_OFTEN);
        try {
            return Response.ok(shown.by(token)).with(Response.UNLISTED);
        } catch (ProblemException problem) {
            if (problem.code() == ErrorCode.NOT_FOUND) {
                guesses.check(request.remoteAddress(), TOO_OFTEN);
            }
            throw problem;
        }
    }
}
