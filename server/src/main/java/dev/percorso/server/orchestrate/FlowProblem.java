package dev.percorso.server.orchestrate;

import dev.percorso.flow.Problem;
import dev.percorso.flow.Step;
import java.util.Locale;
import java.util.Optional;

/**
 * What keeps a draft from being published.
 *
 * @param step the step or {@code entry}; empty for the flow as a whole
 * @param field of the step's document, if the problem is about one
 * @param message what is wrong and what to do
 */
public record FlowProblem(Optional<String> step, Optional<String> field, String code, String message) {

    static FlowProblem of(Problem problem) {
        return new FlowProblem(
                Optional.of(problem.where()).filter(where -> !where.isEmpty()),
                field(problem),
                camelCase(problem.code()),
                problem.text());
    }

    private static Optional<String> field(Problem problem) {
        return switch (problem.code()) {
            case MISSING_PATH, UNKNOWN_STEP, ENTRY_AS_TARGET, MISSING_TIMEOUT_PATH ->
                Optional.of(
                        switch (problem.parameters().getOrDefault("outlet", Step.NEXT)) {
                            case Step.TIMEOUT -> "timeoutNext";
                            case Step.NO, Step.OTHERWISE -> "otherwise";
                            case Step.NEXT, Step.YES -> "next";
                            default -> "ways";
                        });
            case ZERO_WAIT, WAIT_TOO_LONG -> Optional.of("duration");
            case ZERO_TIMEOUT -> Optional.of("timeout");
            case WRONG_EXPERIMENT_TIME -> Optional.of("within");
            case WRONG_MINIMUM -> Optional.of("minimum");
            case NO_EXPERIMENT_GOAL -> Optional.of("goal");
            case TOO_MANY_GUARDS, WRONG_MARGIN -> Optional.of("guards");
            case WRONG_PACE -> Optional.of("most");
            case WRONG_PACE_PERIOD -> Optional.of("per");
            case ZERO_REENTRY -> Optional.of("reentryWait");
            case NO_EVENT_NAME, NO_PROPERTY_NAME, WRONG_OPERANDS ->
                Optional.of(problem.where().startsWith("exits") ? "exits" : "match");
            case NO_CONDITION, WRONG_CONDITION, UNKNOWN_ANSWER -> Optional.of("condition");
            case UNKNOWN_SEGMENT -> Optional.of("segment");
            case UNKNOWN_LIST -> Optional.of("list");
            case WRONG_POINTS -> Optional.of("points");
            case WRONG_FACTOR -> Optional.of("factor");
            case NO_REASON -> Optional.of("reason");
            case UNKNOWN_COUPONS -> Optional.of("pool");
            case NO_SUBJECT -> Optional.of("subject");
            case NO_MESSAGE, UNKNOWN_MESSAGE -> Optional.of("message");
            case NO_TEXT -> Optional.of("text");
            case NO_TITLE -> Optional.of("title");
            case WRONG_ICON -> Optional.of("icon");
            case NO_BODY -> Optional.of("body");
            case NO_TEMPLATE, UNKNOWN_TEMPLATE -> Optional.of("template");
            case UNKNOWN_FLOW, SAME_FLOW -> Optional.of("flow");
            case OFFSET_TOO_LONG -> Optional.of("offsetDays");
            case HOLDOUT_OUT_OF_RANGE -> Optional.of("holdout");
            case WRONG_URL, WRONG_LINK -> Optional.of("url");
            case WRONG_NUMBER_OF_WAYS, WRONG_WAY_LABEL, WAY_WITHOUT_VALUE -> Optional.of("ways");
            case NO_TRAIT, NO_TRAIT_NAMED -> Optional.of("trait");
            case WRONG_TRAIT_VALUE -> Optional.of("value");
            case NO_NAME -> Optional.of("name");
            case NO_KEY, KEY_WITHOUT_EVENT -> Optional.of("key");
            case NO_ENTRY,
                    NO_STEP_ID,
                    DUPLICATE_ID,
                    UNREACHABLE,
                    CYCLE_WITHOUT_WAIT,
                    TIMES_OUT_OF_RANGE,
                    WRONG_TRIGGER,
                    TOO_FEW_SHARES,
                    NO_SHARE_LABEL,
                    DUPLICATE_SHARE_LABEL,
                    SHARE_OUT_OF_RANGE,
                    SHARES_NOT_100,
                    NO_PURPOSE,
                    UNKNOWN_PURPOSE,
                    UNKNOWN_TOPIC -> Optional.empty();
        };
    }

    static String camelCase(Enum<?> constant) {
        StringBuilder text = new StringBuilder();
        for (String word : constant.name().toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }
}
