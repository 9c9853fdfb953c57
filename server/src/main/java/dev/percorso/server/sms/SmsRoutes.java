package dev.percorso.server.sms;

import dev.percorso.server.deliver.PhoneNumber;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The gateway of text messages, for those who set it up, and what it brings back. */
public final class SmsRoutes implements Routes {
    private static final String SMS = "/api/workspaces/{workspace}/sms";
    private static final int MOST_BYTES = 64 << 10;
    /** What carriers take for a no, and what people in Italy write. */
    private static final Set<String> STOP = Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "BASTA");

    private static final byte[] NOTHING_TO_SAY = "<Response/>".getBytes(StandardCharsets.UTF_8);

    private final TextMessages messages;
    private final Suppressions suppressions;

    public SmsRoutes(TextMessages messages, Suppressions suppressions) {
        this.messages = messages;
        this.suppressions = suppressions;
    }

    /** @param secret replaces the stored one; absent or empty keeps it */
    private record Saved(SmsSettings settings, Optional<String> secret) {}

    private record Test(String to, String text) {}

    @Override
    public void register(Router router) {
        router.get(SMS, Access.VIEW, request -> Response.ok(messages.view(request.workspace())))
                .put(SMS, Access.EDIT, this::save)
                .post(SMS + "/test", Access.EDIT, this::test)
                .post("/sms/{token}", Access.PUBLIC, this::answered)
                .post("/sms/{token}/{message}", Access.PUBLIC, this::reported);
    }

    private Response save(Request request) {
        Saved saved = request.json(Saved.class);
        if (saved.settings() == null) {
            throw ProblemException.invalid("/settings", "say in 'settings' which gateway takes text messages");
        }
        return Response.ok(messages.save(request.workspace(), saved.settings(), saved.secret()));
    }

    private Response test(Request request) {
        Test test = request.json(Test.class);
        TextMessages.Tested tested =
                messages.test(request.workspace(), String.valueOf(test.to()), String.valueOf(test.text()));
        return Response.ok(
                new TextMessages.Tested(tested.taken(), tested.reason().map(request.words()::of)));
    }

    /** Somebody wrote back. */
    private Response answered(Request request) {
        Incoming incoming = incoming(request, "");
        String text = incoming.field("Body", "text").strip().toUpperCase(Locale.ROOT);
        if (STOP.contains(text) || incoming.field("OptOutType", "").equals("STOP")) {
            PhoneNumber.of(incoming.field("From", "from"))
                    .ifPresent(number -> messages.stopped(incoming.workspace(), number));
        }
        return new Response.Bytes(200, "text/xml; charset=utf-8", NOTHING_TO_SAY, Map.of());
    }

    /** What became of a message, as Twilio names it; other gateways may say {@code status} and {@code code}. */
    private Response reported(Request request) {
        Incoming incoming = incoming(request, "/" + request.path("message"));
        long message;
        try {
            message = Long.parseLong(request.path("message"));
        } catch (NumberFormatException malformed) {
            throw ProblemException.notFound("The message");
        }
        String status = incoming.field("MessageStatus", "status").toLowerCase(Locale.ROOT);
        switch (status) {
            case "delivered", "read" -> messages.delivered(incoming.workspace(), message);
            case "failed", "undelivered" ->
                messages.undelivered(incoming.workspace(), message, status, incoming.field("ErrorCode", "code"));
            default -> {}
        }
        return Response.noContent();
    }

    private record Incoming(WorkspaceId workspace, Map<String, String> fields) {
        String field(String ofTwilio, String ofOthers) {
            return fields.getOrDefault(ofTwilio, fields.getOrDefault(ofOthers, ""));
        }
    }

    /**
     * The address is a secret of the workspace; Twilio signs besides.
     *
     * @param about end of the address
     */
    private Incoming incoming(Request request, String about) {
        String token = request.path("token");
        WorkspaceId workspace = suppressions
                .answersWorkspace(token)
                .orElseThrow(() -> ProblemException.notFound("The address for reports"));
        String body = new String(request.body(MOST_BYTES), StandardCharsets.UTF_8);
        Map<String, String> fields = body.stripLeading().startsWith("{") ? json(body) : form(body);
        Optional<String> key = messages.signingKey(workspace);
        if (key.isPresent()) {
            String url = suppressions.answersUrl(workspace) + about;
            boolean isTwilio =
                    TwilioSignature.isRight(request.header("x-twilio-signature").orElse(""), key.get(), url, fields);
            if (!isTwilio) {
                throw ProblemException.of(ErrorCode.NOT_ALLOWED, "The call is not signed by this workspace's Twilio");
            }
        }
        return new Incoming(workspace, fields);
    }

    private static Map<String, String> json(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        Json.tree(body.getBytes(StandardCharsets.UTF_8))
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString("")));
        return fields;
    }

    private static Map<String, String> form(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
