package dev.percorso.server.people;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list of people, last seen first.
 *
 * @param total all there are; of a search at most 10,000
 * @param next give it back as {@code after} to read on; absent at the end
 */
public record PeoplePage(long total, List<PersonSummary> people, Optional<String> next) {}
