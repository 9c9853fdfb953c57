package dev.percorso.server.campaign;

import dev.percorso.server.deliver.Reactions;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;

/** The API of campaigns. */
public final class CampaignRoutes implements Routes {
    private static final String CAMPAIGNS = "/api/workspaces/{workspace}/campaigns";
    private static final String CAMPAIGN = CAMPAIGNS + "/{id}";

    private final Campaigns campaigns;
    private final CampaignSender sender;
    private final Reactions reactions;
    private final CampaignReach reach;

    public CampaignRoutes(Campaigns campaigns, CampaignSender sender, Reactions reactions, CampaignReach reach) {
        this.campaigns = campaigns;
        this.sender = sender;
        this.reactions = reactions;
        this.reach = reach;
    }

    /** @param revision of the draft that it was made from */
    record Save(CampaignContent content, long revision) {
        Save {
            if (content == null) {
                throw new IllegalArgumentException("a changed campaign needs its 'content'");
            }
        }
    }

    @Override
    public void register(Router router) {
        router.get(CAMPAIGNS, Access.VIEW, request -> Response.ok(campaigns.list(request.workspace())));
        router.post(
                CAMPAIGNS,
                Access.EDIT,
                request -> Response.created(campaigns.create(
                        request.workspace(),
                        request.json(CampaignContent.class),
                        request.caller().name())));
        router.post(CAMPAIGNS + "/reach", Access.VIEW, this::reach);
        router.get(
                CAMPAIGN, Access.VIEW, request -> Response.ok(campaigns.get(request.workspace(), request.path("id"))));
        router.put(CAMPAIGN, Access.EDIT, this::save);
        router.delete(CAMPAIGN, Access.EDIT, request -> {
            campaigns.delete(request.workspace(), request.path("id"));
            return Response.noContent();
        });
        router.get(CAMPAIGN + "/progress", Access.VIEW, this::progress);
        router.get(
                CAMPAIGN + "/people/{person}",
                Access.VIEW,
                request -> Response.ok(
                        campaigns.presence(request.workspace(), request.path("id"), request.path("person"))));
        router.post(CAMPAIGN + "/{action}", Access.EDIT, this::act);
    }

    private Response reach(Request request) {
        CampaignReach.Wanted wanted = request.json(CampaignReach.Wanted.class);
        String segment = wanted.segment();
        if (segment == null || segment.isBlank()) {
            throw ProblemException.invalid("/segment", "choose the segment that gets the campaign");
        }
        return Response.ok(reach.of(request.workspace(), wanted));
    }

    private Response save(Request request) {
        Save save = request.json(Save.class);
        return Response.ok(campaigns.save(
                request.workspace(),
                request.path("id"),
                save.content(),
                save.revision(),
                request.caller().name()));
    }

    private Response progress(Request request) {
        WorkspaceId workspace = request.workspace();
        return Response.ok(campaigns
                .progress(workspace, request.path("id"), reactions.measuresOpens(workspace))
                .in(request.words()));
    }

    private Response act(Request request) {
        WorkspaceId workspace = request.workspace();
        String id = request.path("id");
        Campaign campaign = switch (request.path("action")) {
            case "start" -> campaigns.start(workspace, id, reach);
            case "pause" -> campaigns.pause(workspace, id, sender);
            case "resume" -> campaigns.resume(workspace, id);
            case "stop" -> campaigns.stop(workspace, id, sender);
            default ->
                throw ProblemException.notFound(
                        "The action '" + request.path("action") + "' (start, pause, resume, stop)");
        };
        sender.wake();
        return Response.ok(campaign);
    }
}
