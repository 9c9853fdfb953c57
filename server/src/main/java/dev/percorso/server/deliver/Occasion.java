package dev.percorso.server.deliver;

import java.util.Map;

/**
 * What a message is sent for, as its templates see it.
 *
 * @param event name, time and properties of the event that started the run; empty without one
 * @param coupon the coupon that a flow gave the person on the way to the message; empty without one
 */
public record Occasion(Map<String, Object> event, Map<String, Object> coupon) {
    public static final Occasion NONE = of(Map.of());

    public Occasion {
        event = Map.copyOf(event);
        coupon = Map.copyOf(coupon);
    }

    public static Occasion of(Map<String, Object> event) {
        return new Occasion(event, Map.of());
    }
}
