package dev.percorso.engine.fold;

/**
 * What a node of a path stands for.
 *
 * @param event name of the event
 * @param value text of the label property; empty without one
 */
public record PathLabel(String event, String value) implements Comparable<PathLabel> {

    /** The name, followed by the value if there is one: unique among the nodes of a step. */
    public String text() {
        return value.isEmpty() ? event : event + " · " + value;
    }

    @Override
    public int compareTo(PathLabel other) {
        int byEvent = event.compareTo(other.event);
        return byEvent != 0 ? byEvent : value.compareTo(other.value);
    }
}
