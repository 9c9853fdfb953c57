package dev.percorso.server.campaign;

import dev.percorso.server.analyze.FoldPool;
import dev.percorso.server.deliver.Channel;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Segments;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Whom a campaign would reach, over what, and when. */
public final class CampaignReach {
    private final Segments segments;
    private final People people;
    private final SendTimes times;
    private final FoldPool folds;
    private final InstantSource clock;
    private final Gateways gateways;
    private final BiPredicate<WorkspaceId, Integer> holdout;

    /**
     * Over what campaigns go out.
     *
     * @param email whether the server has a mail server to send with
     * @param texts whether a workspace has a gateway for text messages
     */
    public record Gateways(boolean email, Predicate<WorkspaceId> texts) {
        private boolean have(WorkspaceId workspace, Channel channel) {
            return switch (channel) {
                case EMAIL -> email;
                case SMS -> texts.test(workspace);
                case PUSH -> true;
            };
        }
    }

    /**
     * @param folds in which forecasts take their turn
     * @param holdout whether a person receives no marketing
     */
    public CampaignReach(
            Segments segments,
            People people,
            SendTimes times,
            FoldPool folds,
            InstantSource clock,
            Gateways gateways,
            BiPredicate<WorkspaceId, Integer> holdout) {
        this.segments = segments;
        this.people = people;
        this.times = times;
        this.folds = folds;
        this.clock = clock;
        this.gateways = gateways;
        this.holdout = holdout;
    }

    /**
     * What is asked about.
     *
     * @param channel by e-mail where none is named
     * @param timing at the same moment for everybody where none is named
     */
    record Wanted(String segment, Channel channel, Timing timing, Optional<Instant> startAt) {
        Wanted {
            channel = channel == null ? Channel.EMAIL : channel;
            timing = timing == null ? Timing.AT : timing;
            startAt = startAt == null ? Optional.empty() : startAt;
        }
    }

    /** How many would get a message that were sent now, and when. */
    Campaign.Reach of(WorkspaceId workspace, Wanted wanted) {
        BitSet members = segments.members(workspace, wanted.segment());
        BitSet agreeing = (BitSet) members.clone();
        agreeing.and(people.allowing(workspace, wanted.channel().purpose()));
        agreeing.and(people.allowing(workspace, Purpose.PROFILING));
        return new Campaign.Reach(
                members.cardinality(),
                agreeing.cardinality(),
                agreeing.stream()
                        .filter(person -> holdout.test(workspace, person))
                        .count(),
                gateways.have(workspace, wanted.channel()),
                wanted.timing() == Timing.AT
                        ? Optional.empty()
                        : Optional.of(folds.run(_ -> spread(workspace, wanted, members))));
    }

    private Campaign.Spread spread(WorkspaceId workspace, Wanted wanted, BitSet members) {
        Instant begin = wanted.timing() == Timing.LOCAL_TIME ? clock.instant() : notBefore(wanted.startAt());
        SendTimes.Plan plan = times.plan(workspace, wanted.timing(), wanted.startAt(), begin);
        BitSet own = (BitSet) members.clone();
        own.and(plan.own());
        LongSummaryStatistics moments = members.stream().mapToLong(plan.of()).summaryStatistics();
        long atOnce = members.stream()
                .mapToLong(plan.of())
                .filter(at -> at <= begin.toEpochMilli())
                .count();
        Optional<LongSummaryStatistics> known = Optional.of(moments).filter(all -> all.getCount() > 0);
        return new Campaign.Spread(
                own.cardinality(),
                plan.usualHour(),
                atOnce,
                known.map(all -> Instant.ofEpochMilli(all.getMin())),
                known.map(all -> Instant.ofEpochMilli(all.getMax())));
    }

    private Instant notBefore(Optional<Instant> startAt) {
        Instant now = clock.instant();
        return startAt.filter(at -> at.isAfter(now)).orElse(now);
    }

    /** When the first of its people may get it, as the segment of now lets foresee. */
    Instant begin(WorkspaceId workspace, CampaignContent content) {
        if (content.timing() != Timing.LOCAL_TIME) {
            return notBefore(content.startAt());
        }
        SendTimes.Plan plan = times.plan(workspace, content, clock.instant());
        return segments.members(workspace, content.segment().orElse("")).stream()
                .mapToLong(plan.of())
                .mapToObj(Instant::ofEpochMilli)
                .min(Instant::compareTo)
                .orElseGet(() -> notBefore(content.startAt()));
    }

    /** Refuses what would wait for ever. */
    void requireGateway(WorkspaceId workspace, Channel channel) {
        if (gateways.have(workspace, channel)) {
            return;
        }
        throw ProblemException.of(
                ErrorCode.NOT_CONFIGURED,
                channel == Channel.SMS
                        ? "No gateway for text messages is set up yet; do so under Messages → SMS, then start the campaign"
                        : "This server has no mail server to send with, so the campaign would wait for ever; whoever runs "
                                + "the server sets PERCORSO_SMTP_HOST, then start the campaign");
    }
}
