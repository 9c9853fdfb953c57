package dev.percorso.flow;

/** What a text message says, as a Liquid template. */
public record SmsContent(String text) implements MessageBody {}
