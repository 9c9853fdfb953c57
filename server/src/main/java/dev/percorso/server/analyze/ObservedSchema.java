package dev.percorso.server.analyze;

import java.util.List;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What the events of a workspace look like, most frequent first. */
public record ObservedSchema(List<ObservedEvent> events, List<ObservedProperty> traits) {

    /** One event name. */
    public record ObservedEvent(String name, long count, List<ObservedProperty> properties) {}

    /**
     * One property or trait.
     *
     * @param values up to 20 frequent values
     */
    public record ObservedProperty(String name, Kind kind, List<String> values) {}

    /** What its values are. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        MIXED
    }
}
