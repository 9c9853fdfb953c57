package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Who met which touchpoint in a period and what came of it: the live figures of maps, for cards that stand on no map.
 */
final class Meetings {
    private final LiveFold.Tally tally;
    private final MapLive live;

    private Meetings(LiveFold.Tally tally, MapLive live) {
        this.tally = tally;
        this.live = live;
    }

    /**
     * Counts.
     *
     * @param from included
     * @param to excluded
     */
    static Meetings count(
            Snapshot snapshot,
            List<EventMatch> touchpoints,
            EventMatch goal,
            Instant from,
            Instant to,
            FoldScope persons) {
        List<BoundCard> cards = touchpoints.stream().map(Meetings::card).toList();
        LiveFold fold = new LiveFold(snapshot, cards, 1, goal, from, to);
        LiveFold.Tally tally = snapshot.fold(fold, persons);
        List<JourneyMapContent.MapStage> stage = List.of(new JourneyMapContent.MapStage("all", "", StageHue.NEUTRAL));
        return new Meetings(tally, fold.result(tally, stage));
    }

    private static BoundCard card(EventMatch match) {
        JourneyMapContent.MapCard card = new JourneyMapContent.MapCard(
                "",
                "all",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new BoundCard(card, 0, match, Optional.empty());
    }

    /** With an event in the period. */
    long persons() {
        return live.persons();
    }

    MapLive.CardFigures figures(int touchpoint) {
        return live.cards().get(touchpoint);
    }

    /** Everybody with an event in the period. */
    BitSet everybody() {
        return (BitSet) tally.persons().clone();
    }

    /** Who met it. */
    BitSet met(int touchpoint) {
        return tally.personsOf(touchpoint);
    }

    /** Who reached the goal at or after the first meeting. */
    BitSet convertedAfter(int touchpoint) {
        return tally.convertedOf(touchpoint);
    }
}
