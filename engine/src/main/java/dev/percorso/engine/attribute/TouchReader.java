package dev.percorso.engine.attribute;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import dev.percorso.engine.match.EventMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the names of an {@link AttributionQuery} mean on a snapshot. Shared by threads. */
final class TouchReader {
    private static final int TOUCH = 1;
    private static final int CONVERSION = 2;

    /** Sums of worth count in ten-thousandths, so that they do not depend on the order of addition. */
    static final double VALUE_UNITS = 10_000;

    private static final double LARGEST_VALUE = 1e12;

    private final boolean onlySessionStarts;
    private final EventClassifier classes;
    private final EventMatcher comeback;
    private final @Nullable Property value;
    private final Property label;
    private final long stayAfter;
    private final long stayWithin;
    final long lookback;
    final long from;
    final long to;

    TouchReader(Snapshot snapshot, AttributionQuery query) {
        onlySessionStarts = query.touch() instanceof AttributionQuery.Touch.SessionStarts;
        classes = new EventClassifier(
                List.of(
                        switch (query.touch()) {
                            case AttributionQuery.Touch.SessionStarts(var where) ->
                                List.of(where.orElseGet(dev.percorso.engine.match.EventMatch::any));
                            case AttributionQuery.Touch.Events(var any) -> any;
                        },
                        List.of(query.conversion())),
                snapshot);
        comeback = new EventMatcher(query.stay().comeback(), snapshot);
        value = query.value().map(snapshot::property).orElse(null);
        label = snapshot.property(query.label());
        stayAfter = query.stay().after().toMillis();
        stayWithin = query.stay().within().toMillis();
        lookback = query.lookback().toMillis();
        from = query.from().toEpochMilli();
        to = query.to().toEpochMilli();
    }

    Property label() {
        return label;
    }

    /** The first event that may be on a path of the range. */
    int begin(Journey journey) {
        return journey.indexAfter(from - lookback - 1);
    }

    /** One above the last event of the range. */
    int end(Journey journey) {
        return journey.indexAfter(to - 1);
    }

    /** The label's cell when the event is a touchpoint; {@link Cell#ABSENT} otherwise. */
    long touch(Journey journey, int event) {
        boolean mayBe = !onlySessionStarts || journey.startsSession(event);
        return mayBe && (classes.mask(journey, event) & TOUCH) != 0 ? journey.cell(event, label) : Cell.ABSENT;
    }

    boolean isConversion(Journey journey, int event) {
        return (classes.mask(journey, event) & CONVERSION) != 0;
    }

    /** Worth of a conversion in ten-thousandths. */
    long worth(Journey journey, int event) {
        if (value == null) {
            return 0;
        }
        double worth = journey.number(event, value);
        return Math.abs(worth) <= LARGEST_VALUE ? Math.round(worth * VALUE_UNITS) : 0;
    }

    boolean stayed(Journey journey, int conversion) {
        long time = journey.time(conversion);
        int event = Math.max(conversion + 1, journey.indexAfter(time + stayAfter - 1));
        while (event < journey.size() && journey.time(event) <= time + stayWithin) {
            if (comeback.matches(journey, event)) {
                return true;
            }
            event++;
        }
        return false;
    }

    /** When it is decided whether the person of a conversion stayed. */
    long decidedAt(long conversion) {
        return conversion + stayWithin;
    }
}
