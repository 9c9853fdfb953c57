package dev.percorso.server.people;

import java.util.List;

/**
 * A part of a list of people, last seen first.
 *
 * @param total all there are
 */
public record PeoplePage(long total, List<PersonSummary> people) {}
