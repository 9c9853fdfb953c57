package dev.percorso.server.alert;

import dev.percorso.server.access.Users;
import dev.percorso.server.deliver.Notices;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.List;

/** Alerts over HTTP. */
public final class AlertRoutes implements Routes {
    private static final String WORKSPACE = "/api/workspaces/{workspace}";
    private static final String PATH = WORKSPACE + "/alerts";

    private final Alerts alerts;
    private final Users users;
    private final Notices notices;

    public AlertRoutes(Alerts alerts, Users users, Notices notices) {
        this.alerts = alerts;
        this.users = users;
        this.notices = notices;
    }

    /** A user who can be told. */
    record Recipient(String id, String name, String email) {}

    /** @param canSend whether there is a mail server */
    record Recipients(boolean canSend, List<Recipient> users) {}

    @Override
    public void register(Router router) {
        router.get(
                        PATH,
                        Access.VIEW,
                        request -> Response.ok(alerts.all(request.workspace()).stream()
                                .map(alert -> alert.in(request.words()))
                                .toList()))
                .get(
                        WORKSPACE + "/alert-incidents",
                        Access.VIEW,
                        request -> Response.ok(alerts.incidents(request.workspace())))
                .get(WORKSPACE + "/notice-recipients", Access.EDIT, request -> Response.ok(recipients()))
                .post(
                        PATH,
                        Access.EDIT,
                        request -> Response.created(alerts.create(
                                request.workspace(),
                                request.json(AlertContent.class),
                                request.caller().name())))
                .post(
                        WORKSPACE + "/alert-preview",
                        Access.EDIT,
                        request -> Response.ok(alerts.preview(request.workspace(), request.json(AlertContent.class))))
                .post(
                        PATH + "/{id}/test",
                        Access.EDIT,
                        request -> Response.ok(alerts.test(
                                request.workspace(),
                                request.path("id"),
                                request.caller().userId())))
                .put(
                        PATH + "/{id}",
                        Access.EDIT,
                        request -> Response.ok(alerts.update(
                                request.workspace(),
                                request.path("id"),
                                request.json(AlertContent.class),
                                request.caller().name())))
                .delete(PATH + "/{id}", Access.EDIT, request -> {
                    alerts.delete(request.workspace(), request.path("id"));
                    return Response.noContent();
                });
    }

    private Recipients recipients() {
        return new Recipients(
                notices.canSend(),
                users.all().stream()
                        .map(user -> new Recipient(user.id(), user.name(), user.email()))
                        .toList());
    }
}
