package dev.percorso.server.deliver;

/**
 * What a text message says.
 *
 * @param text Liquid template
 * @param occasion what it is sent for, for personalisation
 */
public record SmsMessage(String text, Occasion occasion) {}
