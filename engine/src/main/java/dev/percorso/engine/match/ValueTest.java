package dev.percorso.engine.match;

import java.util.Set;

/**
 * A test of one property or trait. Values are {@code String}, {@code Double} (any {@code Number} is taken as one) or
 * {@code Boolean}; values of different kinds are never equal, and order is for numbers only. The negative tests
 * ({@link Missing}, {@link NotEqual}, {@link NotContains}) hold for an absent value, the others do not.
 */
public sealed interface ValueTest {
    /** The value is there. */
    record Exists() implements ValueTest {}

    /** The value is not there. */
    record Missing() implements ValueTest {}

    /** The value is this one. */
    record Equal(Object value) implements ValueTest {
        public Equal {
            value = ValueTest.normal(value);
        }
    }

    /** The value is absent or another one. */
    record NotEqual(Object value) implements ValueTest {
        public NotEqual {
            value = ValueTest.normal(value);
        }
    }

    /** The value is one of these. */
    record In(Set<?> values) implements ValueTest {
        public In {
            values = Set.copyOf(values.stream().map(ValueTest::normal).toList());
        }
    }

    /** The value is a text with this in it, upper or lower case. */
    record Contains(String text) implements ValueTest {}

    /** The value is not a text with this in it. */
    record NotContains(String text) implements ValueTest {}

    /** The value is a text that starts with this, upper or lower case. */
    record StartsWith(String text) implements ValueTest {}

    /** The value is a number above this. */
    record Greater(double than) implements ValueTest {}

    /** The value is a number not below this. */
    record AtLeast(double least) implements ValueTest {}

    /** The value is a number below this. */
    record Less(double than) implements ValueTest {}

    /** The value is a number not above this. */
    record AtMost(double most) implements ValueTest {}

    /** The value is a number from least to most, both included. */
    record Between(double least, double most) implements ValueTest {
        public Between {
            if (!(least <= most)) {
                throw new IllegalArgumentException("least must not be above most, was " + least + " and " + most);
            }
        }
    }

    private static Object normal(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            // Adding zero makes -0.0 and 0.0 one value.
            case Number number -> number.doubleValue() + 0.0;
            default ->
                throw new IllegalArgumentException("a value to compare with must be a text, a number or a boolean, was "
                        + value.getClass().getName());
        };
    }
}
