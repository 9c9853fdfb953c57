package dev.percorso.engine.stage;

/**
 * One change of stage.
 *
 * @param timeMillis instant in epoch milliseconds
 * @param from place of the stage left, or {@link StageModel#NONE}
 * @param to place of the stage entered, or {@link StageModel#NONE} after inactivity
 */
public record StageMove(long timeMillis, int from, int to) {

    /** Why a person moved. */
    public enum Kind {
        ENTERED,
        ADVANCED,
        REGRESSED,
        PAUSED
    }

    public Kind kind() {
        if (to == StageModel.NONE) {
            return Kind.PAUSED;
        }
        if (from == StageModel.NONE) {
            return Kind.ENTERED;
        }
        return to > from ? Kind.ADVANCED : Kind.REGRESSED;
    }
}
