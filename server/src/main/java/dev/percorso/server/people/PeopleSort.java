package dev.percorso.server.people;

/** By what a list of people is ordered. */
public enum PeopleSort {
    LAST_SEEN,
    FIRST_SEEN,
    EVENTS,
    VALUE
}
