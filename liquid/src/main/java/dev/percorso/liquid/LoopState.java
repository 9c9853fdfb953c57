package dev.percorso.liquid;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code forloop} and {@code tablerowloop} tell. Moves with its loop; lives within one rendering. */
final class LoopState {
    private final String label;
    private final long length;
    private final long columns;
    private final Optional<LoopState> parent;
    private long index;

    private LoopState(String label, long length, long columns, Optional<LoopState> parent) {
        this.label = label;
        this.length = length;
        this.columns = columns;
        this.parent = parent;
    }

    static LoopState of(String label, long length, Optional<LoopState> parent) {
        return new LoopState(label, length, 0, parent);
    }

    /** A loop without parent that stands at a place already. */
    static LoopState at(String label, long length, long index) {
        LoopState state = new LoopState(label, length, 0, Optional.empty());
        state.index = index;
        return state;
    }

    static LoopState table(long length, long columns) {
        return new LoopState("", length, columns, Optional.empty());
    }

    void advance() {
        index++;
    }

    long index() {
        return index;
    }

    long row() {
        return index / columns + 1;
    }

    long column() {
        return index % columns;
    }

    boolean isLast() {
        return index == length - 1;
    }

    boolean isLastInRow() {
        return column() == columns - 1;
    }

    @Nullable
    Object property(String name) {
        return switch (name) {
            case "index" -> index + 1;
            case "index0" -> index;
            case "rindex" -> length - index;
            case "rindex0" -> length - index - 1;
            case "first" -> index == 0;
            case "last" -> isLast();
            case "length" -> length;
            default -> columns > 0 ? tableProperty(name) : forProperty(name);
        };
    }

    private @Nullable Object forProperty(String name) {
        return switch (name) {
            case "name" -> label;
            case "parentloop" -> parent.orElse(null);
            default -> null;
        };
    }

    private @Nullable Object tableProperty(String name) {
        return switch (name) {
            case "row" -> row();
            case "col" -> column() + 1;
            case "col0" -> column();
            case "col_first" -> column() == 0;
            case "col_last" -> isLastInRow();
            default -> null;
        };
    }
}
