package dev.percorso.engine.stage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ordered stages with the rules that move a person between them.
 *
 * <p>A person starts in no stage. The journey is replayed event by event, in its order; at each event:
 *
 * <ol>
 *   <li><b>Inactivity.</b> If the person is in a stage with {@link Stage#pausesAfter()} and more than that time has
 *       passed since the event before (of whatever name), the person left the stage for none at the instant that time
 *       ran out. Exactly that time is not yet more.
 *   <li><b>Admission.</b> A stage admits the person if the event fulfils one of its rules that applies from where the
 *       person is: an {@link RuleKind#ENTER} rule applies from no stage, from every lower stage, and from every higher
 *       one if the model lets people {@link #regress}; an {@link RuleKind#ADVANCE} rule only from a lower stage; a
 *       {@link RuleKind#REGRESS} rule only from a higher one, whatever the model says.
 *   <li><b>Move.</b> Of the higher stages that admit the person (all count as higher from no stage), the highest wins.
 *       If there is none and the event fulfils an ENTER rule of the person's own stage, the person stays. Otherwise, of
 *       the lower stages that admit the person, the highest wins. Otherwise nothing changes.
 * </ol>
 *
 * <p>So one event makes at most two moves: out by inactivity, and in. After leaving by inactivity the person is as
 * free as a new one: any stage may be entered. Conditions of rules see the whole journey so far, through all
 * moves. Time alone moves nobody but by inactivity: rules are looked at when an event comes.
 *
 * @param stages from first to last, at least one, with distinct names
 * @param regress whether ENTER rules may bring a person back from a higher stage
 */
public record StageModel(List<Stage> stages, boolean regress) {

    /** The place of a person in no stage. */
    public static final int NONE = -1;

    public StageModel {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a stage model needs at least one stage");
        }
        Set<String> names = new HashSet<>();
        for (Stage stage : stages) {
            if (!names.add(stage.name())) {
                throw new IllegalArgumentException("two stages are named " + stage.name());
            }
        }
    }

    /** Place of the stage of a name, or {@link #NONE}. */
    public int indexOf(String name) {
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }
}
