package dev.percorso.server.deliver.sender;

import dev.percorso.server.http.Access;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** Who a workspace's e-mail is from, and whether the DNS agrees. */
public final class SenderRoutes implements Routes {
    private static final String SENDER = "/api/workspaces/{workspace}/email/sender";

    private final Senders senders;
    private final DomainCheck check;

    public SenderRoutes(Senders senders, Dns dns) {
        this.senders = senders;
        this.check = new DomainCheck(dns);
    }

    @Override
    public void register(Router router) {
        router.get(SENDER, Access.VIEW, request -> Response.ok(senders.view(request.workspace())));
        router.put(
                SENDER,
                Access.EDIT,
                request -> Response.ok(senders.save(request.workspace(), request.json(Senders.Content.class))));
        router.get(SENDER + "/check", Access.VIEW, this::check);
    }

    private Response check(Request request) {
        Senders.View sender = senders.view(request.workspace());
        String content = sender.record().content();
        return Response.ok(
                check.check(sender.domain(), sender.selector(), content.substring(content.indexOf("p=") + 2)));
    }
}
