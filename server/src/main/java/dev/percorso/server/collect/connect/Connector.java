package dev.percorso.server.collect.connect;

import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A receiver as people see it.
 *
 * @param path under this server, to be entered in the other program
 * @param hint last four characters of the secret
 * @param accepted events, and so on
 * @param unauthorised deliveries whose signature was wrong
 * @param deliveries the last ones
 */
public record Connector(
        String id,
        String name,
        ConnectorKind kind,
        String path,
        String hint,
        ConnectorSettings settings,
        Instant createdAt,
        Optional<Instant> lastDeliveryAt,
        long accepted,
        long refused,
        long duplicate,
        long unauthorised,
        List<Delivery> deliveries) {

    /** With its reasons in somebody's language. */
    Connector in(ProblemWords words) {
        return new Connector(
                id,
                name,
                kind,
                path,
                hint,
                settings,
                createdAt,
                lastDeliveryAt,
                accepted,
                refused,
                duplicate,
                unauthorised,
                deliveries.stream()
                        .map(delivery -> new Delivery(
                                delivery.at(),
                                delivery.topic(),
                                delivery.outcome(),
                                delivery.events(),
                                words.of(delivery.reason())))
                        .toList());
    }

    /** What became of a delivery. */
    public enum Outcome {
        ACCEPTED,
        /** It says nothing that is an event, such as a test. */
        IGNORED,
        REFUSED,
        UNAUTHORISED
    }

    /**
     * One call of the other program.
     *
     * @param topic what it says it is about
     * @param events that were taken
     * @param reason why it was not taken
     */
    public record Delivery(Instant at, String topic, Outcome outcome, int events, String reason) {}
}
