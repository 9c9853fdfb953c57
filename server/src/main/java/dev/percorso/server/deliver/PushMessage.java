package dev.percorso.server.deliver;

import java.util.Map;

/**
 * What a push message says, as Liquid templates.
 *
 * @param url where a click leads; empty for the start of the site
 * @param icon empty for none
 * @param event name, time and properties of the event that started the run, for personalisation
 */
public record PushMessage(String title, String body, String url, String icon, Map<String, Object> event) {
    public PushMessage {
        event = Map.copyOf(event);
    }
}
