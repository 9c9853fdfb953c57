package dev.percorso.server.segment;

import dev.percorso.engine.match.ValueTest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Event matches as the engine knows them. */
public final class Matches {
    private Matches() {}

    public static dev.percorso.engine.match.EventMatch of(EventMatch match) {
        return of(match, List.of());
    }

    /** The match, with more conditions that must hold too. */
    public static dev.percorso.engine.match.EventMatch of(EventMatch match, List<PropertyCondition> more) {
        return new dev.percorso.engine.match.EventMatch(
                match.event(),
                Stream.concat(match.where().stream(), more.stream())
                        .map(Matches::of)
                        .toList());
    }

    /** Events of any name for which the conditions hold. */
    public static dev.percorso.engine.match.EventMatch anyEvent(List<PropertyCondition> where) {
        return new dev.percorso.engine.match.EventMatch(
                dev.percorso.engine.match.EventMatch.ANY_NAME,
                where.stream().map(Matches::of).toList());
    }

    public static dev.percorso.engine.match.PropertyCondition of(PropertyCondition condition) {
        return new dev.percorso.engine.match.PropertyCondition(condition.property(), test(condition));
    }

    static ValueTest test(PropertyCondition condition) {
        return switch (condition.operator()) {
            case EQUALS -> new ValueTest.Equal(one(condition));
            case NOT_EQUALS -> new ValueTest.NotEqual(one(condition));
            case CONTAINS -> new ValueTest.Contains(one(condition).toString());
            case STARTS_WITH -> new ValueTest.StartsWith(one(condition).toString());
            case GREATER -> new ValueTest.Greater(number(one(condition)));
            case AT_LEAST -> new ValueTest.AtLeast(number(one(condition)));
            case LESS -> new ValueTest.Less(number(one(condition)));
            case AT_MOST -> new ValueTest.AtMost(number(one(condition)));
            case BETWEEN ->
                new ValueTest.Between(
                        number(condition.values().getFirst()),
                        number(condition.values().getLast()));
            case IN -> new ValueTest.In(new HashSet<>(condition.values()));
            case EXISTS -> new ValueTest.Exists();
            case NOT_EXISTS -> new ValueTest.Missing();
        };
    }

    private static Object one(PropertyCondition condition) {
        Optional<Object> value = condition.value();
        return value.orElseThrow(() -> new IllegalStateException("checked by the condition's constructor"));
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
