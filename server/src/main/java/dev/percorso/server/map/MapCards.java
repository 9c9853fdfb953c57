package dev.percorso.server.map;

import dev.percorso.server.map.JourneyMapContent.Kind;
import dev.percorso.server.map.JourneyMapContent.LaneKind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.JourneyMaps.JourneyMap;
import java.util.List;
import java.util.Optional;

/**
 * A card of any map, with where it stands: for backlogs and matrices over all maps.
 *
 * @param map id of its map
 */
public record MapCards(
        String map,
        String mapName,
        Kind mapKind,
        Optional<String> persona,
        MapStage stage,
        LaneKind lane,
        MapCard card) {
    /** The cards of all maps that stand in lanes of a kind, map by map and stage by stage. */
    static List<MapCards> in(List<JourneyMap> maps, LaneKind kind) {
        return maps.stream()
                .flatMap(map -> map.content().cardsInOrder().stream()
                        .filter(card -> map.content().lanes().stream()
                                .anyMatch(lane -> lane.id().equals(card.lane()) && lane.kind() == kind))
                        .map(card -> new MapCards(
                                map.id(),
                                map.content().name(),
                                map.content().kind().orElse(Kind.AS_IS),
                                map.content().persona(),
                                map.content().stages().get(map.content().stageIndex(card.stage())),
                                kind,
                                card)))
                .toList();
    }
}
