package dev.percorso.flow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that keeps a definition from being published.
 *
 * @param code for translation
 * @param where the id of the step or exit rule, or empty when the flow as a whole is meant
 * @param parameters values for the placeholders of the code's texts; {@code step} is always among them
 */
public record Problem(Code code, String where, Map<String, String> parameters) {
    public Problem {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("step", where);
        parameters = Collections.unmodifiableMap(all);
    }

    static Problem of(Code code, String where, String... keysAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            parameters.put(keysAndValues[index], keysAndValues[index + 1]);
        }
        return new Problem(code, where, parameters);
    }

    /** What is wrong and what to do, in English. */
    public String text() {
        String text = code.wrong() + " " + code.remedy();
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text = text.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        return text;
    }

    /** Kinds of problems, each with what is wrong and what to do. */
    public enum Code {
        NO_NAME("The flow has no name.", "Give it a name of at most 200 characters."),
        NO_ENTRY("The flow has no entry, so nobody can come in.", "Add an entry step."),
        NO_STEP_ID("A step has no id.", "Give every step an id of its own."),
        DUPLICATE_ID("More than one step or exit rule is called {step}.", "Give each an id of its own."),
        MISSING_PATH("The way \"{outlet}\" of step {step} leads nowhere.", "Connect it, with an exit if it ends here."),
        MISSING_TIMEOUT_PATH(
                "Step {step} waits for an event but does not say where to go if it never comes.",
                "Connect its time-out."),
        UNKNOWN_STEP(
                "The way \"{outlet}\" of step {step} leads to {target}, which does not exist.",
                "Connect it to a step of this flow."),
        ENTRY_AS_TARGET(
                "The way \"{outlet}\" of step {step} leads to the entry {target}.",
                "Connect it to the step behind the entry."),
        UNREACHABLE("No way leads to step {step}.", "Connect it or remove it."),
        CYCLE_WITHOUT_WAIT(
                "The steps {steps} form a loop without a wait, so it would never end.",
                "Put a wait into the loop; a wait for an event since the flow began does not count."),
        ZERO_WAIT("The wait {step} lasts {duration}.", "Wait at least one second, or remove the step."),
        WAIT_TOO_LONG("The wait {step} lasts {duration}.", "Wait at most 3660 days."),
        ZERO_TIMEOUT("The time-out of step {step} is {duration}.", "Set it to at least one second."),
        TIMES_OUT_OF_RANGE("Step {step} waits for {times} events.", "Wait for 1 to 1000."),
        WRONG_PACE("The throttle {step} lets {count} people on.", "Let 1 to 1,000,000 on."),
        WRONG_PACE_PERIOD("The throttle {step} counts people per {duration}.", "Count per minute to 31 days."),
        NO_EVENT_NAME("{step} does not say which event it means.", "Choose an event."),
        NO_PROPERTY_NAME("A condition of {step} does not say which property it means.", "Choose a property."),
        WRONG_OPERANDS(
                "The condition on property {property} of {step} has {count} values for {comparison}.",
                "Give it {expected}."),
        NO_CONDITION("{step} has an empty condition.", "Say what must hold."),
        WRONG_CONDITION("A condition of {step} is not understood: {problem}", "Correct the condition."),
        WRONG_TRIGGER("{step} cannot be set off by {trigger}.", "Choose one of {allowed}."),
        UNKNOWN_SEGMENT("{step} refers to segment {segment}, which does not exist.", "Choose an existing segment."),
        UNKNOWN_LIST("{step} refers to list {list}, which does not exist.", "Choose an existing list."),
        UNKNOWN_COUPONS("{step} gives a code of coupons {pool}, which do not exist.", "Choose existing coupons."),
        WRONG_POINTS("The step {step} adds {points} points.", "Add or take 1 to 10,000,000."),
        WRONG_FACTOR(
                "The step {step} takes a property times {factor} as points.",
                "Choose a factor other than 0, at most 10,000."),
        NO_REASON("The step {step} does not say what the points are for.", "Say it in at most 200 characters."),
        TOO_FEW_SHARES("The split {step} has {count} ways.", "Give it 2 to 20."),
        NO_SHARE_LABEL("A way of the split {step} has no name.", "Name every way."),
        DUPLICATE_SHARE_LABEL("The split {step} has two ways named {label}.", "Name every way differently."),
        SHARE_OUT_OF_RANGE("The way {label} of the split {step} has {percent} %.", "Set it between 0 and 100."),
        SHARES_NOT_100("The ways of the split {step} add up to {total} %.", "Make them add up to 100 %."),
        WRONG_EXPERIMENT_TIME(
                "The experiment {step} counts what happens within {duration}.", "Count an hour to 90 days."),
        WRONG_MINIMUM("The experiment {step} wants {count} people for each way.", "Want 1 to 10,000,000."),
        NO_EXPERIMENT_GOAL(
                "The experiment {step} counts the goal of the flow, which has none.",
                "Give the flow a goal, or the experiment one of its own."),
        TOO_MANY_GUARDS("The experiment {step} has {count} guards.", "Give it at most 10."),
        WRONG_MARGIN(
                "A guard of the experiment {step} lets {percent} percentage points pass.",
                "Set it between 0.01 and 50."),
        NO_TEMPLATE("The e-mail {step} has no template.", "Choose a template or write the e-mail here."),
        UNKNOWN_TEMPLATE(
                "The e-mail {step} uses template {template}, which does not exist.", "Choose an existing template."),
        NO_SUBJECT("The e-mail {step} has no subject.", "Write a subject."),
        NO_BODY("The e-mail {step} has no content.", "Write the content."),
        NO_PURPOSE("The message {step} does not say for which purpose it is sent.", "Choose a purpose."),
        NO_MESSAGE("Step {step} does not say which message the site shows.", "Choose a message."),
        UNKNOWN_MESSAGE(
                "The message that step {step} shows on the site does not exist.", "Choose an existing message."),
        NO_TEXT("The text message {step} says nothing.", "Write its text."),
        NO_TITLE("The push message {step} has no title.", "Write a title."),
        WRONG_LINK(
                "A click on the push message {step} leads to \"{url}\".",
                "Give a complete address that begins with https:// or http://, or none."),
        WRONG_ICON(
                "The picture of the push message {step} is \"{url}\".",
                "Give a complete address that begins with https:// or http://, or none."),
        UNKNOWN_PURPOSE(
                "Step {step} names the purpose {purpose}, which does not exist.", "Choose an existing purpose."),
        UNKNOWN_TOPIC("Step {step} names the topic {topic}, which does not exist.", "Choose an existing topic."),
        WRONG_URL(
                "The webhook {step} calls \"{url}\".", "Give a complete address that begins with https:// or http://."),
        NO_TRAIT("Step {step} does not say which trait it sets.", "Choose a trait."),
        WRONG_TRAIT_VALUE("The value of step {step} is not text, a number or a truth value.", "Choose one of these."),
        NO_TRAIT_NAMED("{step} does not say which trait it looks at.", "Choose a trait."),
        OFFSET_TOO_LONG("{step} counts {days} days from the date.", "Count at most 3660 days before or after."),
        WRONG_NUMBER_OF_WAYS("{step} has {count} ways by value.", "Give it 1 to 20."),
        WRONG_WAY_LABEL("{step} has a way named \"{label}\".", "Name every way, and each differently."),
        WAY_WITHOUT_VALUE("The way \"{label}\" of {step} lists no value.", "Give it at least one value."),
        UNKNOWN_FLOW("Step {step} names the flow {flow}, which does not exist.", "Choose an existing flow."),
        SAME_FLOW("Step {step} names the flow that it is in.", "Choose another flow."),
        UNKNOWN_ANSWER(
                "A condition of {step} asks for the answer of {other}, which is no webhook that waits for one.",
                "Choose a webhook of this flow that waits for its answer."),
        HOLDOUT_OUT_OF_RANGE("The flow holds {percent} % of the people out.", "Set it between 0 and 50."),
        ZERO_REENTRY("Persons may enter again after {duration}.", "Set at least one second, or choose always."),
        NO_KEY("The flow runs once per value of a property but does not say which.", "Choose a property of the event."),
        KEY_WITHOUT_EVENT(
                "The flow runs once per value of {property}, but the entry {step} has no event to take it from.",
                "Enter by event or API, or run once per person.");

        private final String wrong;
        private final String remedy;

        Code(String wrong, String remedy) {
            this.wrong = wrong;
            this.remedy = remedy;
        }

        /** What is wrong, with placeholders such as <code>{step}</code>. */
        public String wrong() {
            return wrong;
        }

        /** What to do. */
        public String remedy() {
            return remedy;
        }
    }
}
