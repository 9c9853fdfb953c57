package dev.percorso.engine.match;

/**
 * A condition on one property of an event.
 *
 * @param property name of the property
 * @param test what its value must be
 */
public record PropertyCondition(String property, ValueTest test) {}
