package dev.percorso.server.collect;

/** How often one event was seen without consent in a period, by one of its aspects. */
public record CountWithoutConsent(String event, String name, long events) {}
