package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of delivery and the topics of a workspace. */
public final class RuleRoutes implements Routes {
    private static final String RULES = "/api/workspaces/{workspace}/delivery-rules";
    private static final String TOPICS = "/api/workspaces/{workspace}/topics";
    private static final int MOST_TOPICS = 50;

    private final DeliveryRulesStore store;

    public RuleRoutes(SendingChecks checks) {
        this.store = checks.store();
    }

    @Override
    public void register(Router router) {
        router.get(RULES, Access.VIEW, request -> Response.ok(store.rules(request.workspace())));
        router.put(RULES, Access.EDIT, this::save);
        router.get(TOPICS, Access.VIEW, request -> Response.ok(store.topics(request.workspace())));
        router.put(TOPICS, Access.EDIT, this::saveTopics);
    }

    private Response save(Request request) {
        DeliveryRules rules = request.json(DeliveryRules.class);
        store.save(request.workspace(), rules);
        return Response.ok(rules);
    }

    /** All topics in their order. */
    record TopicList(List<Topic> topics) {
        TopicList {
            topics = topics == null ? List.of() : List.copyOf(topics);
        }
    }

    private Response saveTopics(Request request) {
        WorkspaceId workspace = request.workspace();
        List<Topic> topics = request.json(TopicList.class).topics();
        Set<String> ids = new HashSet<>();
        topics.forEach(topic -> {
            if (!ids.add(topic.id())) {
                throw ProblemException.invalid("/topics", "two topics have the id '%s'".formatted(topic.id()));
            }
        });
        if (topics.size() > MOST_TOPICS) {
            throw ProblemException.invalid("/topics", "there are more than 50 topics; nobody would choose among them");
        }
        store.saveTopics(workspace, topics);
        return Response.ok(store.topics(workspace));
    }
}
