package dev.percorso.server.people;

/** Who has which id, as {@link Identification} reads and changes it. */
interface IdentityBook {
    int NOBODY = 0;

    /** The person with this id, or {@link #NOBODY}. */
    int find(IdentityKind kind, String value);

    boolean isIdentified(int person);

    int create();

    /** Gives the person an id that nobody has. */
    void attach(int person, IdentityKind kind, String value);

    /** Makes one person of two: {@code into} remains. */
    void merge(int from, int into, MergeReason reason);
}
