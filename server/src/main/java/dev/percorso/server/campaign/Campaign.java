package dev.percorso.server.campaign;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A campaign as the API shows it.
 *
 * @param revision grows with every save
 * @param winner 1 or 2 once the better subject was chosen
 */
public record Campaign(
        String id,
        @JsonUnwrapped CampaignContent content,
        CampaignStatus status,
        long revision,
        Optional<Instant> startedAt,
        Optional<Instant> testedAt,
        Optional<Integer> winner,
        Optional<Instant> endedAt,
        Instant updatedAt,
        String updatedBy) {

    /** A campaign in the list, with how far it has come. */
    public record Summary(
            String id,
            String name,
            Channel channel,
            CampaignStatus status,
            Optional<Instant> startAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt,
            Instant updatedAt,
            long audience,
            long sent,
            long clicked) {}

    /**
     * How far a campaign has come.
     *
     * @param waiting people whose message is not queued yet
     * @param forTheirHour of those, whose moment has not come
     * @param lastAt when the last of these comes
     * @param clicks how often links were followed in all, also by people who are not followed as persons
     * @param chosenAt when the better subject will be chosen
     * @param verdict what the test shows so far, and once a subject was chosen what it showed then
     */
    public record Progress(
            CampaignStatus status,
            long audience,
            long waiting,
            long forTheirHour,
            Optional<Instant> lastAt,
            List<Variant> variants,
            List<Skipped> skipped,
            long clicks,
            boolean measuresOpens,
            Optional<Integer> winner,
            Optional<Instant> chosenAt,
            Optional<SubjectVerdict> verdict) {
        Progress in(ProblemWords words) {
            return new Progress(
                    status,
                    audience,
                    waiting,
                    forTheirHour,
                    lastAt,
                    variants,
                    skipped.stream()
                            .map(why -> new Skipped(words.of(why.reason()), why.messages()))
                            .toList(),
                    clicks,
                    measuresOpens,
                    winner,
                    chosenAt,
                    verdict);
        }
    }

    /** What became of the messages with one subject. */
    public record Variant(
            int variant,
            String subject,
            long pending,
            long sent,
            long failed,
            long unknown,
            long skipped,
            long clicked,
            long opened,
            long bounced,
            long complained,
            long unsubscribed) {}

    /** Why messages were not sent. */
    public record Skipped(String reason, long messages) {}

    /**
     * How many people of a segment could get a message now.
     *
     * @param withConsent of those, who agreed to marketing on the channel and to profiling
     * @param heldOut of those with consent, who are among the people that receive no marketing, to be compared with
     * @param canSend whether there is a mail server or gateway for the channel
     * @param spread when they would get it, where each has a moment of their own
     */
    public record Reach(long people, long withConsent, long heldOut, boolean canSend, Optional<Spread> spread) {}

    /**
     * When a campaign would reach people.
     *
     * @param own how many have an hour of their own
     * @param usualHour the one of the others, 0 to 23
     * @param atOnce how many would get it at the start
     */
    public record Spread(
            long own, Optional<Integer> usualHour, long atOnce, Optional<Instant> first, Optional<Instant> last) {}
}
