package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders one template; a new one for each snippet, because mistakes are told with the template's name. */
final class Interpreter {
    /** How a list of nodes ended. */
    private enum End {
        NORMAL,
        BREAK,
        CONTINUE
    }

    private final String templateName;
    private final Variables variables;
    private final Evaluation evaluation;
    private final Evaluator evaluator;
    private final Meter meter;

    private Interpreter(String templateName, Variables variables, Evaluation evaluation) {
        this.templateName = templateName;
        this.variables = variables;
        this.evaluation = evaluation;
        this.evaluator = new Evaluator(variables, evaluation, templateName);
        this.meter = evaluation.meter();
    }

    static String render(Template template, Map<String, ?> data, Evaluation evaluation) {
        Output output = Output.result(evaluation.meter());
        new Interpreter(template.name(), new Variables(data), evaluation).nodes(template.nodes(), output);
        return output.text();
    }

    private End nodes(List<Node> nodes, Output output) {
        for (Node node : nodes) {
            End end;
            try {
                meter.step();
                end = node(node, output);
            } catch (Problem problem) {
                throw problem.at(templateName, node.position());
            }
            if (end != End.NORMAL) {
                return end;
            }
        }
        return End.NORMAL;
    }

    private End nested(List<Node> nodes, Output output) {
        meter.enter();
        End end = nodes(nodes, output);
        meter.leave();
        return end;
    }

    private End node(Node node, Output output) {
        switch (node) {
            case Node.Text text -> output.write(text.text());
            case Node.Write write -> write(evaluator.value(write.value()), output);
            case Node.Assign assign -> variables.assign(assign.name(), evaluator.value(assign.value()));
            case Node.Capture capture -> {
                Output captured = Output.captured(meter);
                End end = nested(capture.body(), captured);
                variables.assign(capture.name(), captured(captured.text()));
                return end;
            }
            case Node.Counter counter ->
                output.write(Long.toString(
                        counter.up() ? variables.increment(counter.name()) : variables.decrement(counter.name())));
            case Node.Choice choice -> {
                return choice(choice, output);
            }
            case Node.Case cases -> {
                return cases(cases, output);
            }
            case Node.For loop -> {
                return loop(loop, output);
            }
            case Node.TableRow table -> tableRow(table, output);
            case Node.Interrupt interrupt -> {
                return interrupt.stops() ? End.BREAK : End.CONTINUE;
            }
            case Node.Cycle cycle -> cycle(cycle, output);
            case Node.IfChanged ifChanged -> {
                Output captured = Output.captured(meter);
                End end = nested(ifChanged.body(), captured);
                if (variables.changes(captured.text())) {
                    output.write(captured.text());
                }
                return end;
            }
            case Node.Snippet snippet -> {
                return snippet(snippet, output);
            }
        }
        return End.NORMAL;
    }

    private void write(@Nullable Object value, Output output) {
        String text = Printer.text(value, meter);
        if (value instanceof SafeText) {
            output.write(text);
            return;
        }
        output.write(
                switch (evaluation.context().escaping()) {
                    case NONE -> text;
                    case JSON -> Json.escaped(text, meter);
                    case HTML -> Html.escaped(text, meter);
                });
    }

    private Object captured(String text) {
        // What was captured has been escaped piece by piece already.
        return evaluation.context().escaping() != Escaping.NONE ? new SafeText(text) : text;
    }

    private End choice(Node.Choice choice, Output output) {
        for (Node.Branch branch : choice.branches()) {
            if (evaluator.isTrue(branch.condition()) != branch.negated()) {
                return nested(branch.body(), output);
            }
        }
        return End.NORMAL;
    }

    /** Every {@code when} that matches is rendered, once per matching value; {@code else} when none before it did. */
    private End cases(Node.Case cases, Output output) {
        Object subject = evaluator.value(cases.subject());
        boolean matched = false;
        for (Node.When when : cases.whens()) {
            long times = when.otherwise() && !matched ? 1 : 0;
            for (Expression value : when.values()) {
                times += Values.equal(subject, evaluator.value(value), meter) ? 1 : 0;
            }
            matched |= !when.otherwise() && times > 0;
            for (long time = 0; time < times; time++) {
                End end = nested(when.body(), output);
                if (end != End.NORMAL) {
                    return end;
                }
            }
        }
        return End.NORMAL;
    }

    // ---- loops

    private Elements elements(Node.Loop loop) {
        Elements all = Elements.of(evaluator.value(loop.collection()), meter);
        long offset = loop.continued()
                ? variables.continuedAt(loop.label())
                : loop.offset()
                        .map(expression -> whole(expression, "offset", 0))
                        .orElse(0L);
        long limit = loop.limit()
                .map(expression -> whole(expression, "limit", Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        Elements slice = all.slice(offset, limit);
        variables.continuedAt(loop.label(), offset + slice.size());
        return slice;
    }

    private long whole(Expression expression, String argument, long otherwise) {
        Object value = Values.plain(evaluator.value(expression));
        if (value == null) {
            return otherwise;
        }
        return Numbers.integer(value)
                .orElseThrow(
                        () -> Problem.value("`" + argument + "` is a " + Values.kind(value), "give it a whole number"));
    }

    private End loop(Node.For loop, Output output) {
        Elements elements = elements(loop.loop());
        if (elements.size() == 0) {
            return nested(loop.otherwise(), output);
        }
        Elements ordered = loop.reversed() ? elements.reversed() : elements;
        LoopState state = LoopState.of(loop.loop().label(), ordered.size(), variables.currentLoop());
        Map<String, @Nullable Object> frame = variables.enter();
        variables.enterLoop(state);
        frame.put("forloop", state);
        for (long index = 0; index < ordered.size(); index++) {
            meter.step();
            frame.put(loop.loop().variable(), ordered.at().apply(index));
            if (nested(loop.body(), output) == End.BREAK) {
                break;
            }
            state.advance();
        }
        variables.leaveLoop();
        variables.leave();
        return End.NORMAL;
    }

    private void tableRow(Node.TableRow table, Output output) {
        Elements elements = elements(table.loop());
        long asked = table.columns()
                .map(expression -> Numbers.truncated(Values.plain(evaluator.value(expression))))
                .orElse(0L);
        LoopState state = LoopState.table(elements.size(), asked > 0 ? asked : Math.max(1, elements.size()));
        Map<String, @Nullable Object> frame = variables.enter();
        frame.put("tablerowloop", state);
        output.write("<tr class=\"row1\">\n");
        for (long index = 0; index < elements.size(); index++) {
            meter.step();
            frame.put(table.loop().variable(), elements.at().apply(index));
            output.write("<td class=\"col" + (state.column() + 1) + "\">");
            End end = nested(table.body(), output);
            output.write("</td>");
            if (end == End.BREAK) {
                break;
            }
            if (state.isLastInRow() && !state.isLast()) {
                output.write("</tr>\n<tr class=\"row" + (state.row() + 1) + "\">");
            }
            state.advance();
        }
        output.write("</tr>\n");
        variables.leave();
    }

    private void cycle(Node.Cycle cycle, Output output) {
        Object key = cycle.group()
                .<Object>map(group -> "group " + Printer.text(evaluator.value(group), meter))
                .orElse("list " + cycle.signature());
        int place = variables.cyclePlace(key);
        if (place < cycle.values().size()) {
            write(evaluator.value(cycle.values().get(place)), output);
        }
        variables.cyclePlace(key, place + 1 >= cycle.values().size() ? 0 : place + 1);
    }

    // ---- snippets

    private End snippet(Node.Snippet snippet, Output output) {
        String name = Printer.text(evaluator.value(snippet.name()), meter);
        Template template = evaluation
                .context()
                .snippets()
                .find(name)
                .orElseThrow(
                        () -> Problem.value("there is no snippet \"" + name + "\"", "use the name of one that is"));
        String variable = snippet.alias().orElse(name.substring(name.lastIndexOf('/') + 1));
        List<Bound> turns = turns(snippet);
        meter.enter();
        End end = End.NORMAL;
        for (Bound turn : turns) {
            Variables inner = snippet.isolated() ? variables.isolated() : variables;
            Map<String, @Nullable Object> arguments = new HashMap<>();
            snippet.arguments().forEach((key, value) -> arguments.put(key, evaluator.value(value)));
            Map<String, @Nullable Object> frame = inner.enter();
            turn.bind(variable, arguments, frame);
            // What is given to an isolated snippet is its own: it may assign to those names.
            arguments.forEach(snippet.isolated() ? inner::assign : frame::put);
            end = new Interpreter(name, inner, evaluation).nodes(template.nodes(), output);
            inner.leave();
            if (end == End.BREAK) {
                break;
            }
        }
        meter.leave();
        return snippet.isolated() ? End.NORMAL : end;
    }

    /** One rendering of a snippet: with a value of its own, perhaps within a loop. */
    private record Bound(boolean given, @Nullable Object value, Optional<LoopState> loop) {
        void bind(String variable, Map<String, @Nullable Object> arguments, Map<String, @Nullable Object> frame) {
            if (given) {
                arguments.put(variable, value);
            }
            loop.ifPresent(state -> frame.put("forloop", state));
        }
    }

    private List<Bound> turns(Node.Snippet snippet) {
        if (snippet.bound().isEmpty()) {
            return List.of(new Bound(false, null, Optional.empty()));
        }
        Object value = Values.plain(evaluator.value(snippet.bound().get()));
        boolean many = value instanceof List<?> || value instanceof Range;
        if (!many || (snippet.isolated() && !snippet.each())) {
            return List.of(new Bound(true, value, Optional.empty()));
        }
        Elements elements = Elements.of(value, meter);
        List<Bound> turns = new ArrayList<>();
        for (long index = 0; index < elements.size(); index++) {
            meter.list(4);
            Optional<LoopState> state = snippet.isolated()
                    ? Optional.of(LoopState.at(snippet.alias().orElse(""), elements.size(), index))
                    : Optional.empty();
            turns.add(new Bound(true, elements.at().apply(index), state));
        }
        return turns;
    }
}
