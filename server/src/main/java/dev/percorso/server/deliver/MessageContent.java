package dev.percorso.server.deliver;

import java.util.Map;

/**
 * What a message says, as Liquid templates.
 *
 * @param text empty to make it from the HTML
 * @param event name, time and properties of the event that started the run, for personalisation
 */
public record MessageContent(String subject, String html, String text, Map<String, Object> event) {
    public MessageContent {
        event = Map.copyOf(event);
    }
}
