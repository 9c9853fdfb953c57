package dev.percorso.server.map;

import dev.percorso.server.map.JourneyMapContent.Kind;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import dev.percorso.server.map.JourneyMapContent.MapStage;
import dev.percorso.server.map.JourneyMaps.JourneyMap;
import java.util.List;
import java.util.Optional;

/**
 * A card that a step of a flow stands for.
 *
 * @param map id of its map
 * @param card id of the card
 * @param step id of the flow's step; {@code entry} for where people come in
 */
public record CardsOfFlow(
        String map, String mapName, Kind mapKind, MapStage stage, String card, String title, String step) {
    /** The cards of all maps that are linked with a flow; links to cards that are gone are none. */
    static List<CardsOfFlow> in(List<JourneyMap> maps, String flow) {
        return maps.stream()
                .flatMap(map -> map.content().flows().stream()
                        .filter(link -> link.flow().equals(flow))
                        .flatMap(link -> card(map, link.card()).stream()
                                .map(card -> new CardsOfFlow(
                                        map.id(),
                                        map.content().name(),
                                        map.content().kind().orElse(Kind.AS_IS),
                                        map.content().stages().get(map.content().stageIndex(card.stage())),
                                        card.id(),
                                        card.title(),
                                        link.step()))))
                .toList();
    }

    private static Optional<MapCard> card(JourneyMap map, String id) {
        return map.content().cards().stream()
                .filter(card -> card.id().equals(id))
                .findFirst();
    }
}
