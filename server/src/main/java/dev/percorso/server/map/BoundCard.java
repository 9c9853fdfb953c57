package dev.percorso.server.map;

import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import java.util.Optional;

/**
 * A card with the events it is bound to, by itself or through its touchpoint.
 *
 * @param stage index of its stage
 */
record BoundCard(MapCard card, int stage, EventMatch match, Optional<EventMatch> failure) {}
