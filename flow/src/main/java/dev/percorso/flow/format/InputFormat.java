package dev.percorso.flow.format;

import dev.percorso.flow.Input;
import java.time.Instant;
import java.util.Map;

/** Inputs as plain maps. Writing and reading gives an equal input. */
public final class InputFormat {
    private InputFormat() {}

    /** The input as text, numbers, truth values and maps of these. */
    public static Map<String, Object> write(Input input) {
        return switch (input) {
            case Input.EventArrived arrived ->
                Map.of("kind", "event", "event", RunStateFormat.writeEvent(arrived.event()));
            case Input.TimerFired fired -> Map.of("kind", "timer", "number", fired.number());
            case Input.SegmentEntered entered ->
                Map.of("kind", "segmentEntered", "segment", entered.segment(), "at", written(entered.at()));
            case Input.SegmentLeft left ->
                Map.of("kind", "segmentLeft", "segment", left.segment(), "at", written(left.at()));
            case Input.ListJoined joined ->
                Map.of("kind", "listJoined", "list", joined.list(), "at", written(joined.at()));
            case Input.StartedByApi call ->
                Map.of(
                        "kind",
                        "api",
                        "request",
                        call.request(),
                        "entry",
                        call.entry(),
                        "at",
                        written(call.at()),
                        "properties",
                        call.properties());
            case Input.CameUp came -> Map.of("kind", "cameUp", "entry", came.entry(), "at", written(came.at()));
            case Input.StartedByFlow call ->
                Map.of(
                        "kind",
                        "flow",
                        "request",
                        call.request(),
                        "at",
                        written(call.at()),
                        "properties",
                        call.properties());
            case Input.Answered answered ->
                Map.of(
                        "kind",
                        "answered",
                        "step",
                        answered.step(),
                        "occurrence",
                        answered.occurrence(),
                        "isGood",
                        answered.isGood(),
                        "answer",
                        answered.answer());
            case Input.Admitted admitted ->
                Map.of("kind", "admitted", "step", admitted.step(), "occurrence", admitted.occurrence());
            case Input.CouponGiven given ->
                Map.of(
                        "kind",
                        "coupon",
                        "step",
                        given.step(),
                        "occurrence",
                        given.occurrence(),
                        "coupon",
                        given.coupon());
            case Input.LookedAt _ -> Map.of("kind", "lookedAt");
            case Input.Resumed _ -> Map.of("kind", "resumed");
            case Input.Removed removed -> Map.of("kind", "removed", "why", removed.why());
        };
    }

    private static Object written(Instant instant) {
        return RunStateFormat.written(instant);
    }

    /**
     * The input that {@link #write} made this map of.
     *
     * @throws FormatException naming the place that does not fit
     */
    public static Input read(Map<String, Object> map) {
        PlainReader reader = new PlainReader(map, "");
        return switch (reader.text("kind")) {
            case "event" -> new Input.EventArrived(RunStateFormat.readEvent(reader.object("event")));
            case "timer" -> new Input.TimerFired(reader.whole("number", 0));
            case "segmentEntered" -> new Input.SegmentEntered(reader.text("segment"), reader.instant("at"));
            case "segmentLeft" -> new Input.SegmentLeft(reader.text("segment"), reader.instant("at"));
            case "listJoined" -> new Input.ListJoined(reader.text("list"), reader.instant("at"));
            case "api" ->
                new Input.StartedByApi(
                        reader.text("request"), reader.text("entry"), reader.instant("at"), reader.data("properties"));
            case "cameUp" -> new Input.CameUp(reader.text("entry"), reader.instant("at"));
            case "flow" ->
                new Input.StartedByFlow(reader.text("request"), reader.instant("at"), reader.data("properties"));
            case "answered" ->
                new Input.Answered(
                        reader.text("step"),
                        reader.smallWhole("occurrence", 0),
                        reader.truth("isGood", false),
                        reader.data("answer"));
            case "admitted" -> new Input.Admitted(reader.text("step"), reader.smallWhole("occurrence", 0));
            case "coupon" ->
                new Input.CouponGiven(reader.text("step"), reader.smallWhole("occurrence", 0), reader.data("coupon"));
            case "lookedAt" -> new Input.LookedAt();
            case "resumed" -> new Input.Resumed();
            case "removed" -> new Input.Removed(reader.text("why"));
            default -> throw new FormatException("/kind", "is no kind of input");
        };
    }
}
