package dev.percorso.server.orchestrate;

/** Tells what is wrong with a Liquid template. */
@FunctionalInterface
public interface TemplateCheck {
    /** The fault and its place; empty when there is none. */
    String problemOf(String source);
}
