package dev.percorso.server.campaign;

import dev.percorso.server.deliver.MessageStatus;
import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.Priority;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Reaction;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.people.People;
import dev.percorso.server.segment.Segments;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves campaigns on: fixes who gets them when their time has come, queues messages in the outbox at the wanted pace,
 * chooses the better subject. Every step is one transaction, so that it goes on from there after any stop, and a person
 * whose message is in the outbox gets no other of the same campaign.
 */
public final class CampaignSender implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CampaignSender.class);
    private static final Duration REST = Duration.ofMillis(500);
    private static final int ADDED_AT_ONCE = 20_000;
    /** So few wait in the outbox at once that a pause takes back little and other messages get their turn. */
    private static final int QUEUED_AT_ONCE = 200;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String RUN = "campaign-";

    private final Database database;
    private final CampaignStore store;
    private final OutboxStore outbox;
    private final Segments segments;
    private final People people;
    private final SendTimes times;
    private final InstantSource clock;
    private final Runnable queued;
    private final Worker worker = new Worker("campaigns", REST, this::look);

    /** @param queued is called after messages were queued */
    public CampaignSender(
            Database database,
            Segments segments,
            People people,
            SendTimes times,
            InstantSource clock,
            Runnable queued) {
        this.database = database;
        this.store = new CampaignStore(database);
        this.outbox = new OutboxStore(database);
        this.segments = segments;
        this.people = people;
        this.times = times;
        this.clock = clock;
        this.queued = queued;
    }

    public void start() {
        worker.start();
    }

    /** Tells that there may be something to do. */
    void wake() {
        worker.wake();
    }

    private boolean look() {
        for (CampaignStore.Stored campaign : store.leftOver()) {
            database.run(handle -> takeBack(handle, campaign));
        }
        boolean moved = false;
        for (CampaignStore.Stored campaign : store.underWay()) {
            moved |= !worker.isClosing() && step(campaign);
        }
        return moved;
    }

    private boolean step(CampaignStore.Stored campaign) {
        Instant now = clock.instant();
        return switch (campaign.status()) {
            case SCHEDULED -> {
                boolean isTime =
                        campaign.startAt().filter(at -> !at.isAfter(now)).isPresent();
                yield isTime && prepare(campaign);
            }
            case PREPARING -> prepare(campaign);
            case SENDING -> send(campaign, now);
            case DRAFT, PAUSED, DONE, STOPPED -> false;
        };
    }

    /** Fixes who gets it. Whatever an interrupted call left is forgotten, since none of it was queued. */
    private boolean prepare(CampaignStore.Stored campaign) {
        boolean isOurs = database.write(handle -> {
            boolean waits = CampaignStore.find(handle, campaign.workspace(), campaign.id())
                    .filter(now -> now.status() == campaign.status())
                    .isPresent();
            if (waits) {
                CampaignStore.setStatus(handle, campaign, CampaignStatus.PREPARING);
                CampaignStore.forgetAddressees(handle, campaign);
            }
            return waits;
        });
        if (!isOurs) {
            return false;
        }
        Instant now = clock.instant();
        List<CampaignStore.Addressee> addressees = addressees(
                campaign.id(),
                campaign.content(),
                members(campaign),
                times.plan(campaign.workspace(), campaign.content(), now).of());
        for (int from = 0; from < addressees.size(); from += ADDED_AT_ONCE) {
            List<CampaignStore.Addressee> some =
                    addressees.subList(from, Math.min(addressees.size(), from + ADDED_AT_ONCE));
            database.run(handle -> CampaignStore.add(handle, campaign, some));
        }
        database.run(handle -> CampaignStore.started(handle, campaign, now));
        return true;
    }

    private BitSet members(CampaignStore.Stored campaign) {
        String segment = campaign.content().segment().orElse("");
        try {
            return segments.members(campaign.workspace(), segment);
        } catch (ProblemException gone) {
            LOG.warn("the segment of campaign {} is gone; nobody gets it", campaign.id());
            return new BitSet();
        }
    }

    /** Deals the people out: the same campaign and people always make the same parts, whatever the order of numbers. */
    static List<CampaignStore.Addressee> addressees(
            String campaign, CampaignContent content, BitSet members, IntToLongFunction dueAt) {
        int[] persons = members.stream().toArray();
        if (content.test().isEmpty()) {
            return members.stream()
                    .mapToObj(person -> new CampaignStore.Addressee(person, 1, dueAt.applyAsLong(person)))
                    .toList();
        }
        int share = content.test().get().share();
        long tested = Math.min(persons.length, Math.ceilDiv((long) persons.length * share, 100));
        List<Integer> dealt = new ArrayList<>(members.stream().boxed().toList());
        dealt.sort(Comparator.comparingLong((Integer person) -> chance(campaign, person))
                .thenComparing(Comparator.naturalOrder()));
        List<CampaignStore.Addressee> addressees = new ArrayList<>(persons.length);
        for (int place = 0; place < dealt.size(); place++) {
            int person = dealt.get(place);
            int variant = place < tested ? 1 + place % 2 : 0;
            addressees.add(new CampaignStore.Addressee(person, variant, dueAt.applyAsLong(person)));
        }
        return addressees;
    }

    private static long chance(String campaign, int person) {
        CRC32C sum = new CRC32C();
        sum.update((campaign + "/" + person).getBytes(StandardCharsets.UTF_8));
        return sum.getValue();
    }

    private boolean send(CampaignStore.Stored campaign, Instant now) {
        OutboxStore.OnTheirWay onTheirWay =
                database.read(handle -> outbox.onTheirWay(handle, campaign.workspace(), campaign.id(), now));
        if (campaign.content().test().isPresent() && campaign.winner() == 0) {
            choose(campaign, onTheirWay, now);
        }
        long room = QUEUED_AT_ONCE - onTheirWay.due();
        if (campaign.content().perMinute().isPresent()) {
            long pace = campaign.content().perMinute().get();
            room = Math.min(room, pace - store.queuedSince(campaign, now.minus(MINUTE)));
        }
        if (room > 0 && queue(campaign, store.waiting(campaign, now, (int) room), now)) {
            queued.run();
            return true;
        }
        return onTheirWay.all() == 0 && finish(campaign, now);
    }

    private boolean queue(CampaignStore.Stored campaign, List<CampaignStore.Addressee> addressees, Instant now) {
        if (addressees.isEmpty()) {
            return false;
        }
        List<QueuedMessage> messages = addressees.stream()
                .map(addressee -> message(campaign, addressee))
                .toList();
        database.run(handle -> {
            if (!isSending(handle, campaign)) {
                return;
            }
            for (int place = 0; place < addressees.size(); place++) {
                QueuedMessage message = messages.get(place);
                boolean isFirst = CampaignStore.queue(
                        handle, campaign, addressees.get(place).person(), now);
                // Two of its people may have become one since.
                if (isFirst && !outbox.hasMessage(handle, message.workspace(), message.flow(), message.person())) {
                    outbox.queue(handle, List.of(message), now);
                }
            }
        });
        return true;
    }

    private QueuedMessage message(CampaignStore.Stored campaign, CampaignStore.Addressee addressee) {
        return new QueuedMessage(
                campaign.workspace(),
                campaign.id(),
                addressee.variant(),
                people.canonical(campaign.workspace(), addressee.person()),
                RUN + addressee.person(),
                OutboxStore.CAMPAIGN_STEP,
                1,
                campaign.content().channel(),
                campaign.content().isMarketing(),
                campaign.content().topic().orElse(""),
                Priority.NORMAL);
    }

    private static boolean isSending(Handle handle, CampaignStore.Stored campaign) {
        return CampaignStore.find(handle, campaign.workspace(), campaign.id())
                .filter(now -> now.status() == CampaignStatus.SENDING)
                .isPresent();
    }

    /**
     * Waits until the test is over and its time has passed, then takes the subject that more people reacted to,
     * or the first where that may be chance and the campaign wants it so.
     */
    private void choose(CampaignStore.Stored campaign, OutboxStore.OnTheirWay onTheirWay, Instant now) {
        if (campaign.testedAt().isEmpty()) {
            database.run(handle -> {
                if (onTheirWay.all() == 0 && !CampaignStore.anyWaits(handle, campaign, true)) {
                    CampaignStore.tested(handle, campaign, now);
                }
            });
            return;
        }
        if (chosenAt(campaign).filter(at -> !at.isAfter(now)).isPresent()) {
            SubjectVerdict verdict = verdict(outbox.tallies(campaign.workspace(), campaign.id()), campaign.content());
            CampaignContent.Unclear unclear =
                    campaign.content().test().map(CampaignContent.Test::unclear).orElse(CampaignContent.Unclear.AHEAD);
            database.run(handle -> {
                if (isSending(handle, campaign)) {
                    CampaignStore.won(handle, campaign, verdict.chosen(unclear), verdict);
                    postpone(handle, campaign, now);
                }
            });
        }
    }

    /** Somebody whose hour passed while the campaign held is written to at that hour of the next day. */
    static void postpone(Handle handle, CampaignStore.Stored campaign, Instant now) {
        if (campaign.content().timing() == Timing.BEST_HOUR) {
            CampaignStore.postpone(handle, campaign, now);
        }
    }

    static Optional<Instant> chosenAt(CampaignStore.Stored campaign) {
        return campaign.testedAt().flatMap(at -> campaign.content().test().map(test -> at.plus(test.length())));
    }

    /** What the messages so far show. */
    static SubjectVerdict verdict(List<OutboxStore.Tally> tallies, CampaignContent content) {
        boolean byOpens = content.test().map(CampaignContent.Test::by).orElse(CampaignContent.By.CLICKS)
                == CampaignContent.By.OPENS;
        return SubjectVerdict.of(counts(tallies, 1, byOpens), counts(tallies, 2, byOpens));
    }

    private static SubjectVerdict.Counts counts(List<OutboxStore.Tally> tallies, int variant, boolean byOpens) {
        List<OutboxStore.Tally> own =
                tallies.stream().filter(tally -> tally.version() == variant).toList();
        return new SubjectVerdict.Counts(
                own.stream()
                        .filter(tally -> tally.status() == MessageStatus.SENT)
                        .mapToLong(OutboxStore.Tally::messages)
                        .sum(),
                own.stream()
                        .mapToLong(tally -> tally.count(byOpens ? Reaction.OPENED : Reaction.CLICKED))
                        .sum());
    }

    private boolean finish(CampaignStore.Stored campaign, Instant now) {
        return database.write(handle -> {
            boolean isOver = isSending(handle, campaign)
                    && !CampaignStore.anyWaits(handle, campaign, false)
                    && outbox.onTheirWay(handle, campaign.workspace(), campaign.id(), now)
                                    .all()
                            == 0;
            if (isOver) {
                CampaignStore.end(handle, campaign, CampaignStatus.DONE, now);
            }
            return isOver;
        });
    }

    /** Takes back what waits in the outbox: it is queued again when the campaign goes on. */
    void takeBack(Handle handle, CampaignStore.Stored campaign) {
        WorkspaceId workspace = campaign.workspace();
        List<Integer> persons = outbox.takeBack(handle, workspace, campaign.id()).stream()
                .filter(run -> run.startsWith(RUN))
                .map(run -> Integer.valueOf(run.substring(RUN.length())))
                .toList();
        CampaignStore.unqueue(handle, campaign, persons);
    }

    /** Stops after the step under way. */
    @Override
    public void close() {
        worker.close();
    }
}
