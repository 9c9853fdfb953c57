package dev.percorso.flow.format;

import dev.percorso.flow.ExitReason;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Timer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** Run states as plain maps. Writing and reading gives an equal state. */
public final class RunStateFormat {
    private RunStateFormat() {}

    /** The state as text, numbers, truth values and maps of these. */
    public static Map<String, Object> write(RunState state) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("flow", state.flow());
        map.put("version", state.version());
        map.put("person", state.person());
        map.put("run", state.run());
        map.put("key", state.key());
        map.put("step", state.step());
        map.put("startedAt", written(state.startedAt()));
        map.put("eventsCountFrom", written(state.eventsCountFrom()));
        map.put("stepEventsCountFrom", written(state.stepEventsCountFrom()));
        state.timer()
                .ifPresent(timer -> map.put("timer", Map.of("number", timer.number(), "due", written(timer.due()))));
        map.put("timersUsed", state.timersUsed());
        map.put("visits", state.visits());
        map.put("matched", state.matched());
        state.entry().ifPresent(entry -> map.put("entry", writeEvent(entry)));
        map.put("goalReached", state.goalReached());
        map.put("goalArmed", state.goalArmed());
        state.heldOutlet().ifPresent(outlet -> map.put("heldOutlet", outlet));
        state.exit()
                .ifPresent(exit ->
                        map.put("exit", Map.of("kind", PlainReader.nameOf(exit.kind()), "detail", exit.detail())));
        if (!state.memory().chosen().isEmpty()) {
            map.put("chosen", state.memory().chosen());
        }
        if (!state.memory().answers().isEmpty()) {
            map.put("answers", state.memory().answers());
        }
        if (!state.memory().coupon().isEmpty()) {
            map.put("coupon", state.memory().coupon());
        }
        return map;
    }

    /**
     * The state that {@link #write} made this map of.
     *
     * @throws FormatException naming the place that does not fit
     */
    public static RunState read(Map<String, Object> map) {
        PlainReader reader = new PlainReader(map, "");
        return new RunState(
                reader.text("flow"),
                reader.smallWhole("version", 0),
                reader.text("person"),
                reader.text("run"),
                reader.text("key"),
                reader.text("step"),
                reader.instant("startedAt"),
                reader.instant("eventsCountFrom"),
                reader.instant("stepEventsCountFrom"),
                reader.optionalObject("timer").map(timer -> new Timer(timer.whole("number", 0), timer.instant("due"))),
                reader.whole("timersUsed", 0),
                reader.counts("visits"),
                reader.counts("matched"),
                reader.optionalObject("entry").map(RunStateFormat::readEvent),
                reader.truth("goalReached", false),
                reader.truth("goalArmed", false),
                reader.optionalText("heldOutlet"),
                reader.optionalObject("exit")
                        .map(exit -> new ExitReason(exit.constant("kind", ExitReason.Kind.class), exit.text("detail"))),
                new RunState.Memory(reader.texts("chosen"), reader.tables("answers"), reader.data("coupon")));
    }

    /** Milliseconds since 1970 where that says it all, which is much quicker to read than text; else text. */
    static Object written(Instant instant) {
        boolean whole = instant.equals(instant.truncatedTo(ChronoUnit.MILLIS));
        return whole ? instant.toEpochMilli() : instant.toString();
    }

    static Map<String, Object> writeEvent(FlowEvent event) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", event.id());
        map.put("name", event.name());
        map.put("at", written(event.at()));
        map.put("properties", event.properties());
        return map;
    }

    static FlowEvent readEvent(PlainReader reader) {
        return new FlowEvent(reader.text("id"), reader.text("name"), reader.instant("at"), reader.data("properties"));
    }
}
