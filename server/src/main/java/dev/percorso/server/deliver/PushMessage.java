package dev.percorso.server.deliver;

/**
 * What a push message says, as Liquid templates.
 *
 * @param url where a click leads; empty for the start of the site
 * @param icon empty for none
 * @param occasion what it is sent for, for personalisation
 */
public record PushMessage(String title, String body, String url, String icon, Occasion occasion) {}
