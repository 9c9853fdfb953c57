package dev.percorso.server.http;

import dev.percorso.server.http.ProblemException.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON mapper. Absent is left out, instants are ISO 8601, unknown fields of requests are refused by name, and
 * nesting is bounded.
 */
public final class Json {
    private static final int DEPTH = 64;
    private static final Pattern NAME_OF_CODE = Pattern.compile(",? \\(?from `[^`]*`");

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(100)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enumNamingStrategy(tools.jackson.databind.EnumNamingStrategies.LOWER_CAMEL_CASE)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT))
            .build();

    private Json() {}

    /** Reads a request's body; faults become problems that name the field. */
    public static <T> T read(byte[] body, Class<T> type) {
        return translated(() -> MAPPER.readValue(body, type));
    }

    /** {@link #read(byte[], Class)} from a stream. */
    public static <T> T read(InputStream body, Class<T> type) throws IOException {
        return read(body.readAllBytes(), type);
    }

    /** Turns a tree into a record, with the same problems as {@link #read(byte[], Class)}. */
    public static <T> T convert(JsonNode tree, Class<T> type) {
        return translated(() -> MAPPER.treeToValue(tree, type));
    }

    public static JsonNode tree(byte[] body) {
        return translated(() -> MAPPER.readTree(body));
    }

    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    private interface Reading<T> {
        T run();
    }

    private static <T> T translated(Reading<T> reading) {
        try {
            T value = reading.run();
            if (value == null) {
                throw ProblemException.of(ErrorCode.INVALID_JSON, "The body is empty; a JSON document is expected");
            }
            return value;
        } catch (InputCoercionException fault) {
            // Well-formed, but no number of ours: the reader stands at the field.
            String field = fault.processor().streamReadContext().pathAsPointer().toString();
            throw ProblemException.invalid(field.isEmpty() ? "/" : field, "the number is far out of range");
        } catch (StreamReadException | StreamConstraintsException fault) {
            throw malformed(fault);
        } catch (DatabindException fault) {
            throw ProblemException.invalid(List.of(new FieldError(pointer(fault), "invalid", message(fault))));
        }
    }

    /** The problem of a text that is no JSON, with the place where it ceases to be. */
    public static ProblemException malformed(JacksonException fault) {
        TokenStreamLocation place = fault.getLocation();
        String message =
                NAME_OF_CODE.matcher(String.valueOf(fault.getOriginalMessage())).replaceAll("");
        return ProblemException.of(
                ErrorCode.INVALID_JSON,
                place == null
                        ? message
                        : "%s (line %d, column %d)".formatted(message, place.getLineNr(), place.getColumnNr()));
    }

    /** What was wrong and what would be right, without names of the code. */
    public static String message(DatabindException fault) {
        if (fault instanceof UnrecognizedPropertyException unknown) {
            return "'%s' is not known here; known are %s"
                    .formatted(unknown.getPropertyName(), unknown.getKnownPropertyIds());
        }
        if (fault instanceof ValueInstantiationException
                && fault.getCause() instanceof IllegalArgumentException cause) {
            return String.valueOf(cause.getMessage());
        }
        if (fault instanceof ValueInstantiationException && fault.getCause() instanceof NullPointerException) {
            return "something in it is null; leave it out or give it a value";
        }
        if (fault instanceof InvalidFormatException wrong) {
            return "'%s' is not right; expected is %s".formatted(wrong.getValue(), expected(wrong.getTargetType()));
        }
        if (fault instanceof MismatchedInputException wrong && wrong.getTargetType() != null) {
            return "expected is " + expected(wrong.getTargetType());
        }
        return fault.getOriginalMessage();
    }

    /** What would be right in the place of the fault, where its kind is all that is wrong. */
    public static Optional<String> expected(DatabindException fault) {
        return fault instanceof MismatchedInputException wrong
                        && !(fault instanceof UnrecognizedPropertyException)
                        && wrong.getTargetType() != null
                ? Optional.of(expected(wrong.getTargetType()))
                : Optional.empty();
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> MAPPER.valueToTree(constant).asString())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == LocalDate.class) {
            return "a date such as 2025-12-31";
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration such as P7D (7 days) or PT30M (30 minutes)";
        }
        if (type == Instant.class) {
            return "an instant such as 2025-12-31T08:30:00.000Z";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** JSON pointer to the place of the fault. */
    public static String pointer(DatabindException fault) {
        return fault.getPath().stream()
                .map(part ->
                        part.getPropertyName() == null ? Integer.toString(part.getIndex()) : part.getPropertyName())
                .collect(Collectors.joining("/", "/", ""));
    }
}
