package dev.percorso.server.deliver;

/** A message as one person gets it. */
public record RenderedMessage(String subject, String html, String text) {}
