package dev.percorso.server.exchange.sheet;

import java.util.List;

/**
 * One page.
 *
 * @param width in points
 * @param height in points
 */
record Sheet(double width, double height, List<Mark> marks) {
    Sheet {
        marks = List.copyOf(marks);
    }
}
