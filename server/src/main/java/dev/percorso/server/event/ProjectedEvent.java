package dev.percorso.server.event;

/**
 * An accepted event after projection: it has its place in the workspace's order of arrival and belongs to a person.
 *
 * @param sequence place in the workspace's order of arrival, from 1, without gaps
 * @param person the person it belonged to when it was projected; later merges are told apart
 */
public record ProjectedEvent(long sequence, int person, Event event) {}
