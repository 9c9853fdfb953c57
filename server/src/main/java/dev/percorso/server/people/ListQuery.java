package dev.percorso.server.people;

import dev.percorso.server.http.ProblemException;
import java.util.List;
import java.util.Optional;

/**
 * Which people are listed, in what order and from where on.
 *
 * @param search part of a name or an e-mail, or the beginning of an id
 * @param segment only its members
 * @param stage only those who are in it now
 * @param traits only those whose traits have these values, each as {@code name:value}
 * @param usable only those whom marketing may use: who agreed to profiling
 * @param ascending lowest first instead of highest first
 * @param after the {@code next} of the part before
 * @param columns names of traits to tell of each person
 */
record ListQuery(
        Optional<String> search,
        Optional<String> segment,
        Optional<String> stage,
        List<TraitIs> traits,
        boolean usable,
        PeopleSort sort,
        boolean ascending,
        Optional<Place> after,
        int offset,
        int limit,
        List<String> columns) {

    /** The same list from a place on. */
    ListQuery from(Place place) {
        return new ListQuery(
                search, segment, stage, traits, usable, sort, ascending, Optional.of(place), 0, limit, columns);
    }

    /** A trait with one value, as text. */
    record TraitIs(String name, String value) {
        static TraitIs of(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw ProblemException.invalid(
                        "/trait",
                        "a trait is asked for as name:value, for example city:Pisa, not '%s'".formatted(text));
            }
            return new TraitIs(text.substring(0, colon), text.substring(colon + 1));
        }
    }

    /** Where a part of the list ends: the sort key and the person, who breaks ties. */
    record Place(double key, int person) {
        static Place of(String text) {
            int colon = text.lastIndexOf(':');
            try {
                return new Place(
                        Double.parseDouble(text.substring(0, Math.max(colon, 0))),
                        Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException bad) {
                throw ProblemException.invalid("/after", "'after' must be the 'next' of the part before");
            }
        }

        @Override
        public String toString() {
            return key + ":" + person;
        }
    }
}
