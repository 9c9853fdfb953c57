package dev.percorso.server.collect.connect;

import dev.percorso.server.collect.connect.ConnectorStore.Receiver;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Connectors over HTTP, and the addresses to which other programs deliver. */
public final class ConnectorRoutes implements Routes {
    private static final String CONNECTORS = "/api/workspaces/{workspace}/connectors";
    private static final int MOST_BYTES = 2 << 20;

    private final Connectors connectors;

    public ConnectorRoutes(Connectors connectors) {
        this.connectors = connectors;
    }

    private record NewConnector(
            String name, ConnectorKind kind, Optional<String> secret, Optional<ConnectorSettings> settings) {}

    private record Taken(int accepted) {}

    @Override
    public void register(Router router) {
        router.get(
                        CONNECTORS,
                        Access.EDIT,
                        request -> Response.ok(connectors.all(request.workspace()).stream()
                                .map(connector -> connector.in(request.words()))
                                .toList()))
                .post(CONNECTORS, Access.EDIT, request -> {
                    NewConnector wanted = request.json(NewConnector.class);
                    return Response.created(connectors.create(
                            request.workspace(),
                            wanted.name(),
                            wanted.kind(),
                            wanted.secret(),
                            wanted.settings().orElse(ConnectorSettings.NONE)));
                })
                .delete(CONNECTORS + "/{id}", Access.EDIT, request -> {
                    connectors.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                })
                .post(Connectors.PATH + "{id}", Access.PUBLIC, this::receive);
    }

    private Response receive(Request request) {
        Receiver receiver = connectors.receiver(request.path("id"));
        byte[] body;
        try {
            body = request.body(MOST_BYTES);
        } catch (ProblemException problem) {
            if (problem.code() != ErrorCode.INTERNAL) {
                connectors.unreadable(receiver, "", problem);
            }
            throw problem;
        }
        return Response.ok(
                new Taken(connectors.receive(receiver, headers(request, receiver), request.query("token"), body)));
    }

    /** Only those that some kind of connector reads. */
    private static Map<String, String> headers(Request request, Receiver receiver) {
        Map<String, String> headers = new HashMap<>();
        Stream.concat(
                        Stream.of(
                                "authorization",
                                "x-webhook-token",
                                "x-shopify-hmac-sha256",
                                "x-shopify-topic",
                                "x-wc-webhook-signature",
                                "x-wc-webhook-topic",
                                "x-ecwid-webhook-signature"),
                        receiver.settings().signatureHeader().stream())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .forEach(name -> request.header(name).ifPresent(value -> headers.put(name, value)));
        return headers;
    }
}
