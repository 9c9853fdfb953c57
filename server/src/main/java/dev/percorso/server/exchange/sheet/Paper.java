package dev.percorso.server.exchange.sheet;

/** What a map is laid out for. */
public enum Paper {
    A4(841.89, 595.28),
    A3(1190.55, 841.89),
    /** One sheet, as large as the map needs. */
    WHOLE(0, 0);

    private final double width;
    private final double height;

    /** Landscape, in points. */
    Paper(double width, double height) {
        this.width = width;
        this.height = height;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }
}
