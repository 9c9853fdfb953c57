package dev.percorso.server.orchestrate;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.percorso.server.deliver.Priority;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A flow's definition as the API has it. Loose where a draft may be unfinished: {@link FlowReader} says what is missing.
 */
record FlowDocument(
        EntryDocument entry,
        Optional<Reentry> reentry,
        Optional<String> reentryWait,
        List<JsonNode> exits,
        Optional<JsonNode> goal,
        Optional<Boolean> goalExits,
        Optional<Double> holdout,
        Optional<Priority> priority,
        List<StepDocument> steps) {
    FlowDocument {
        if (entry == null) {
            throw new IllegalArgumentException("a definition needs an 'entry'");
        }
        exits = exits == null ? List.of() : List.copyOf(exits);
        goal = given(goal);
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    /** The goal as an event, by which alone the past can be measured. */
    Optional<JsonNode> goalEvent() {
        return goal.filter(trigger -> trigger.has("event"));
    }

    /** The templates that its e-mails use. */
    Set<String> templates() {
        return steps.stream()
                .filter(step -> step.type() == StepType.EMAIL)
                .flatMap(step -> step.template().stream())
                .collect(Collectors.toSet());
    }

    /** An absent tree is read as JSON's null. */
    private static Optional<JsonNode> given(Optional<JsonNode> tree) {
        return tree.filter(node -> !node.isNull());
    }

    /** When a person who was inside may enter again. */
    enum Reentry {
        NEVER,
        ALWAYS,
        AFTER_WAIT,
        AFTER_EXIT
    }

    /** Where people come in. */
    record EntryDocument(
            EntryType type,
            Optional<JsonNode> match,
            Optional<String> segment,
            Optional<String> list,
            Optional<String> key,
            Optional<String> trait,
            Optional<Integer> offsetDays,
            Optional<Boolean> yearly,
            Optional<String> at,
            Optional<String> start,
            Optional<String> rule,
            Optional<String> form,
            Optional<FormMoment> moment,
            Optional<String> next) {
        EntryDocument {
            if (type == null) {
                throw new IllegalArgumentException("an entry needs a 'type', such as event or segment");
            }
            match = given(match);
        }
    }

    /** What brings people in. */
    enum EntryType {
        EVENT,
        SEGMENT,
        SEGMENT_LEFT,
        DATE,
        SCHEDULE,
        FORM,
        LIST,
        API
    }

    /** When people come in by a form. */
    enum FormMoment {
        SUBMITTED,
        CONFIRMED
    }

    /** One step; the type tells which of the other fields are used. */
    record StepDocument(
            String id,
            StepType type,
            Optional<String> name,
            Optional<String> next,
            Optional<String> otherwise,
            Optional<String> timeoutNext,
            Optional<String> duration,
            Optional<String> timeout,
            Optional<Since> since,
            Optional<JsonNode> match,
            Optional<JsonNode> condition,
            Optional<JsonNode> goal,
            Optional<String> within,
            Optional<Integer> minimum,
            @JsonInclude(NON_EMPTY) List<GuardDocument> guards,
            Optional<Boolean> takeWinner,
            Optional<Double> percent,
            Optional<Integer> times,
            Optional<Integer> most,
            Optional<String> per,
            Optional<String> at,
            @JsonInclude(NON_EMPTY) List<String> days,
            Optional<Integer> offsetDays,
            Optional<About> about,
            Optional<String> ofStep,
            @JsonInclude(NON_EMPTY) List<JsonNode> where,
            Optional<String> property,
            @JsonInclude(NON_EMPTY) List<WayDocument> ways,
            Optional<String> url,
            Optional<Boolean> waitForAnswer,
            Optional<String> flow,
            Optional<String> list,
            Optional<String> pool,
            Optional<Long> points,
            Optional<BigDecimal> factor,
            Optional<String> reason,
            Optional<String> template,
            Optional<String> subject,
            Optional<String> title,
            Optional<String> body,
            Optional<String> text,
            Optional<String> icon,
            Optional<String> message,
            Optional<EmailPurpose> purpose,
            Optional<String> topic,
            Optional<String> trait,
            Optional<JsonNode> value,
            Optional<Position> position) {
        StepDocument {
            if (id == null || id.isBlank()) {
                throw new IllegalArgumentException("a step needs an 'id'");
            }
            if (type == null) {
                throw new IllegalArgumentException("step '" + id + "' needs a 'type'");
            }
            days = days == null ? List.of() : List.copyOf(days);
            where = where == null ? List.of() : List.copyOf(where);
            ways = ways == null ? List.of() : List.copyOf(ways);
            match = given(match);
            condition = given(condition);
            goal = given(goal);
            guards = guards == null ? List.of() : List.copyOf(guards);
            value = given(value);
            template = template == null ? Optional.empty() : template.filter(named -> !named.isBlank());
        }
    }

    /** What a step does. */
    enum StepType {
        WAIT,
        WAIT_UNTIL_TIME,
        WAIT_UNTIL_DATE,
        WAIT_FOR_EVENT,
        WAIT_FOR_CONDITION,
        THROTTLE,
        CONDITION,
        SWITCH,
        SPLIT,
        EXPERIMENT,
        EMAIL,
        PUSH,
        SMS,
        SHOW_MESSAGE,
        ASK_FOR_PUSH,
        WEBHOOK,
        SET_TRAIT,
        ADD_TO_LIST,
        REMOVE_FROM_LIST,
        ISSUE_COUPON,
        ADD_POINTS,
        START_FLOW,
        STOP_FLOW,
        EXIT
    }

    /** One way of a switch or of a split with several ways. */
    record WayDocument(
            String label,
            @JsonInclude(NON_EMPTY) List<String> values,
            Optional<Double> percent,
            Optional<String> next) {
        WayDocument {
            label = label == null ? "" : label;
            values = values == null ? List.of() : List.copyOf(values);
        }
    }

    /**
     * What must not rise for a way of an experiment to win.
     *
     * @param match an event; unsubscribing from e-mail when absent
     * @param margin percentage points
     */
    record GuardDocument(Optional<JsonNode> match, Optional<Double> margin) {
        GuardDocument {
            match = given(match);
        }
    }

    /** What a condition asks about. */
    enum About {
        PERSON,
        ENTRY,
        ANSWER
    }

    /** From when events count. */
    enum Since {
        STEP,
        FLOW
    }

    /** Why a message is sent. */
    enum EmailPurpose {
        /** Needs consent and can be unsubscribed. */
        MARKETING,
        /** Part of something the person asked for, such as a receipt. */
        TRANSACTIONAL
    }

    /** Place on the canvas. */
    record Position(double x, double y) {}
}
