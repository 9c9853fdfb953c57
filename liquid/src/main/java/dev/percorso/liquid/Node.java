package dev.percorso.liquid;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One part of a parsed template. A blank node writes nothing but white space, whatever the data. */
sealed interface Node {
    Position position();

    default boolean blank() {
        return false;
    }

    record Text(String text, boolean verbatim, Position position) implements Node {
        @Override
        public boolean blank() {
            return !verbatim && text.isBlank();
        }
    }

    record Write(Expression value, Position position) implements Node {}

    record Assign(String name, Expression value, Position position) implements Node {
        @Override
        public boolean blank() {
            return true;
        }
    }

    record Capture(String name, List<Node> body, Position position) implements Node {
        @Override
        public boolean blank() {
            return true;
        }
    }

    /** {@code increment} or {@code decrement}. */
    record Counter(String name, boolean up, Position position) implements Node {}

    /** {@code if} or {@code unless}: the first branch whose condition holds. */
    record Choice(List<Branch> branches, boolean blank, Position position) implements Node {}

    record Branch(Expression condition, boolean negated, List<Node> body) {}

    record Case(Expression subject, List<When> whens, boolean blank, Position position) implements Node {}

    /** {@code when} with its values, or {@code else} with none. */
    record When(List<Expression> values, List<Node> body) {
        boolean otherwise() {
            return values.isEmpty();
        }
    }

    record For(Loop loop, boolean reversed, List<Node> body, List<Node> otherwise, boolean blank, Position position)
            implements Node {}

    record TableRow(Loop loop, Optional<Expression> columns, List<Node> body, Position position) implements Node {}

    /** What {@code for} and {@code tablerow} share. {@code label} names the loop for {@code offset: continue}. */
    record Loop(
            String variable,
            Expression collection,
            String label,
            Optional<Expression> limit,
            Optional<Expression> offset,
            boolean continued) {}

    record Interrupt(boolean stops, Position position) implements Node {}

    /** {@code group} is empty for a cycle without name, which is known by its {@code signature}. */
    record Cycle(Optional<Expression> group, List<Expression> values, String signature, Position position)
            implements Node {}

    record IfChanged(List<Node> body, Position position) implements Node {}

    /** {@code render} (isolated) or {@code include} (shares the variables). */
    record Snippet(
            Expression name,
            boolean isolated,
            Optional<Expression> bound,
            boolean each,
            Optional<String> alias,
            Map<String, Expression> arguments,
            Position position)
            implements Node {}
}
