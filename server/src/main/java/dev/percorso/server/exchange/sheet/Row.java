package dev.percorso.server.exchange.sheet;

import dev.percorso.server.map.JourneyMapContent.MapLane;
import java.util.List;

/** A lane, or as much of it as fits on a page, in some of the stages. */
sealed interface Row {
    double PADDING = 5;
    double GAP = 4;
    double LOWEST = 30;
    double NOTE_SIZE = 7.5;
    double NOTE_LEADING = 9.5;

    MapLane lane();

    double height();

    /**
     * Cards.
     *
     * @param continued whether the lane began on an earlier page
     * @param cells by stage
     */
    record Cards(MapLane lane, boolean continued, List<List<CardBox>> cells) implements Row {
        public Cards {
            cells = cells.stream().map(List::copyOf).toList();
        }

        @Override
        public double height() {
            return Math.max(
                    LOWEST, cells.stream().mapToDouble(Cards::height).max().orElse(0) + 2 * PADDING);
        }

        private static double height(List<CardBox> cell) {
            return cell.stream().mapToDouble(box -> box.height() + GAP).sum() - GAP;
        }
    }

    /**
     * The curve.
     *
     * @param notes lines at its points, by stage
     */
    record Feelings(MapLane lane, List<List<String>> notes) implements Row {
        public Feelings {
            notes = notes.stream().map(List::copyOf).toList();
        }

        @Override
        public double height() {
            int lines = notes.stream().mapToInt(List::size).max().orElse(0);
            return EmotionBand.CURVE_HEIGHT + (lines == 0 ? 0 : lines * NOTE_LEADING + PADDING);
        }
    }
}
