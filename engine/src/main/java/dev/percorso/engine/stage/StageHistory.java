package dev.percorso.engine.stage;

import java.util.List;

/**
 * How one person moved through the stages up to an instant.
 *
 * @param moves in order; each leaves the stage the one before entered
 */
public record StageHistory(List<StageMove> moves) {

    public StageHistory {
        moves = List.copyOf(moves);
    }

    /** Place of the current stage, or {@link StageModel#NONE}. */
    public int current() {
        return moves.isEmpty() ? StageModel.NONE : moves.getLast().to();
    }
}
