package dev.percorso.server.segment;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How a property or trait is compared. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Operator {
    EQUALS("equals", Arity.ONE),
    NOT_EQUALS("notEquals", Arity.ONE),
    CONTAINS("contains", Arity.TEXT),
    STARTS_WITH("startsWith", Arity.TEXT),
    GREATER("greater", Arity.NUMBER),
    AT_LEAST("atLeast", Arity.NUMBER),
    LESS("less", Arity.NUMBER),
    AT_MOST("atMost", Arity.NUMBER),
    BETWEEN("between", Arity.TWO_NUMBERS),
    IN("in", Arity.SEVERAL),
    EXISTS("exists", Arity.NONE),
    NOT_EXISTS("notExists", Arity.NONE);

    /** What an operator compares with. */
    enum Arity {
        NONE,
        ONE,
        TEXT,
        NUMBER,
        TWO_NUMBERS,
        SEVERAL
    }

    private final String json;
    private final Arity arity;

    Operator(String json, Arity arity) {
        this.json = json;
        this.arity = arity;
    }

    /** The name in JSON. */
    public String json() {
        return json;
    }

    Arity arity() {
        return arity;
    }

    static Optional<Operator> of(String json) {
        return Arrays.stream(values())
                .filter(operator -> operator.json.equals(json))
                .findFirst();
    }

    static String known() {
        return Arrays.stream(values()).map(Operator::json).collect(Collectors.joining(", "));
    }
}
