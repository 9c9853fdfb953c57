package dev.percorso.server.deliver;

import java.util.Map;

/**
 * What a text message says.
 *
 * @param text Liquid template
 * @param event name, time and properties of the event that started the run, for personalisation
 */
public record SmsMessage(String text, Map<String, Object> event) {
    public SmsMessage {
        event = Map.copyOf(event);
    }
}
