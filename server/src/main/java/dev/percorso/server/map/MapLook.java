package dev.percorso.server.map;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A look at a map in a period: its bound cards, whose journeys count, and when.
 *
 * @param from included
 * @param to excluded
 */
record MapLook(
        Snapshot snapshot,
        JourneyMapContent map,
        List<BoundCard> cards,
        EventMatch goal,
        FoldScope persons,
        Instant from,
        Instant to,
        ZoneId zone) {}
