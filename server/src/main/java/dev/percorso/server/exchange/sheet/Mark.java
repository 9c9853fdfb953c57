package dev.percorso.server.exchange.sheet;

import dev.percorso.server.picture.Picture;
import java.util.List;
import java.util.Optional;

/** Something that is drawn; all lengths are points from the upper left corner of the sheet. */
sealed interface Mark {

    /** A box with round corners, filled, framed or both. */
    record Box(double x, double y, double width, double height, double radius, Optional<Ink> fill, Optional<Ink> frame)
            implements Mark {}

    /**
     * One line of text.
     *
     * @param baseline where the letters stand
     */
    record Words(double x, double baseline, String text, boolean bold, double size, Ink ink) implements Mark {}

    /** A line of cubic bends. */
    record Curve(Spot from, List<Bend> bends, double width, boolean dashed, Ink ink) implements Mark {
        public Curve {
            bends = List.copyOf(bends);
        }

        static Curve straight(double fromX, double fromY, double toX, double toY, double width, Ink ink) {
            Spot from = new Spot(fromX, fromY);
            Spot to = new Spot(toX, toY);
            return new Curve(from, List.of(new Bend(from, to, to)), width, false, ink);
        }
    }

    /** A picture that fills the box. */
    record Image(double x, double y, double width, double height, Picture picture) implements Mark {}

    /**
     * Marks that are read as one part, in the order of the parts around them. Of a part that holds others, words outside of
     * these are not read; of a figure everything belongs to it.
     *
     * @param alternative what a figure shows, for those who do not see it; empty for other parts
     * @param columns of the table that a cell takes
     */
    record Group(Role role, String alternative, int columns, List<Mark> marks) implements Mark {
        public Group {
            marks = List.copyOf(marks);
        }

        static Group of(Role role, List<Mark> marks) {
            return new Group(role, "", 1, marks);
        }

        static Group figure(String alternative, List<Mark> marks) {
            return new Group(Role.FIGURE, alternative, 1, marks);
        }

        static Group cell(int columns, List<Mark> marks) {
            return new Group(Role.CELL, "", columns, marks);
        }
    }

    /** What a part is to its reader. */
    enum Role {
        TITLE,
        PARAGRAPH,
        TABLE,
        ROW,
        /** The name of a column. */
        STAGE,
        /** The name of a row. */
        LANE,
        CELL,
        FIGURE
    }

    /** A filled circle. */
    record Dot(double x, double y, double radius, Ink fill) implements Mark {}

    /** A place on the sheet. */
    record Spot(double x, double y) {
        Spot towards(Spot other, double share) {
            return new Spot(x + (other.x - x) * share, y + (other.y - y) * share);
        }
    }

    /** The rest of a cubic bend after its start: two control points and the end. */
    record Bend(Spot first, Spot second, Spot to) {}
}
