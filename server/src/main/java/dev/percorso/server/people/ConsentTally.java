package dev.percorso.server.people;

import java.time.LocalDate;

/**
 * How many statements of one kind were made on one day.
 *
 * @param textVersion of the words that were shown; 0 when they were not Percorso's
 */
public record ConsentTally(
        LocalDate day, Purpose purpose, ConsentOrigin origin, boolean granted, int textVersion, long statements) {}
