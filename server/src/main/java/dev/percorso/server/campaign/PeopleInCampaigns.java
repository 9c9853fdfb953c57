package dev.percorso.server.campaign;

import dev.percorso.server.analyze.PeopleQuery;
import dev.percorso.server.analyze.PeopleQuerySource;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.util.BitSet;
import java.util.Set;

/** The people behind the figures of a campaign. */
public final class PeopleInCampaigns implements PeopleQuerySource {
    private final Campaigns campaigns;

    public PeopleInCampaigns(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @Override
    public Set<PeopleQuery.Kind> kinds() {
        return Set.of(PeopleQuery.Kind.CAMPAIGN);
    }

    @Override
    public BitSet persons(WorkspaceId workspace, PeopleQuery query) {
        String campaign = query.flow()
                .orElseThrow(
                        () -> ProblemException.invalid("/flow", "people of kind 'campaign' need a 'flow', its id"));
        return campaigns.persons(workspace, campaign, query.value(), query.step());
    }
}
