package dev.percorso.server.people;

import static dev.percorso.server.people.IdentityBook.NOBODY;

import dev.percorso.server.event.Event;

/**
 * Decides whose event it is. The first sight of an anonymous and a user id together joins them. A user id never joins
 * two identified persons: on a shared device the anonymous id stays with whom it was seen first. Only an alias merges
 * identified persons.
 */
final class Identification {
    private final IdentityBook book;

    Identification(IdentityBook book) {
        this.book = book;
    }

    /** The person of the event, after joining and merging what the event says. */
    int personOf(Event event) {
        int person = event.userId()
                .map(user -> ofUser(user, event))
                .orElseGet(() -> event.anonymousId()
                        .map(id -> findOrCreate(IdentityKind.ANONYMOUS, id))
                        .orElse(NOBODY));
        if (event.kind() == Event.Kind.ALIAS) {
            event.previousId().ifPresent(previous -> alias(previous, person));
        }
        return person;
    }

    private int ofUser(String user, Event event) {
        int known = book.find(IdentityKind.USER, user);
        int visitor = event.anonymousId()
                .map(id -> book.find(IdentityKind.ANONYMOUS, id))
                .orElse(NOBODY);
        if (known == NOBODY) {
            return newUser(user, visitor, event);
        }
        if (visitor == NOBODY) {
            event.anonymousId().ifPresent(id -> book.attach(known, IdentityKind.ANONYMOUS, id));
        } else if (visitor != known && !book.isIdentified(visitor)) {
            book.merge(visitor, known, MergeReason.SIGNED_IN);
        }
        return known;
    }

    private int newUser(String user, int visitor, Event event) {
        if (visitor != NOBODY && !book.isIdentified(visitor)) {
            book.attach(visitor, IdentityKind.USER, user);
            return visitor;
        }
        int person = book.create();
        book.attach(person, IdentityKind.USER, user);
        if (visitor == NOBODY) {
            event.anonymousId().ifPresent(id -> book.attach(person, IdentityKind.ANONYMOUS, id));
        }
        return person;
    }

    private int findOrCreate(IdentityKind kind, String value) {
        int known = book.find(kind, value);
        if (known != NOBODY) {
            return known;
        }
        int person = book.create();
        book.attach(person, kind, value);
        return person;
    }

    /** The previous id may be of either kind, and its events may still come, so an unknown one is kept as both. */
    private void alias(String previous, int person) {
        for (IdentityKind kind : new IdentityKind[] {IdentityKind.USER, IdentityKind.ANONYMOUS}) {
            int other = book.find(kind, previous);
            if (other == NOBODY) {
                book.attach(person, kind, previous);
            } else if (other != person) {
                book.merge(other, person, MergeReason.ALIAS);
            }
        }
    }
}
